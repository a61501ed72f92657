// The page of a case stays open over midnight: the days that are left are those of the new day.

import { Citizen } from "../../fixtures/citizen.ts";
import { ANNA } from "../../fixtures/people.ts";
import { pass } from "../../fixtures/visits.ts";
import { expect, test } from "../../fixtures/test.ts";

/** Two minutes before midnight in Moscow, on a Wednesday. */
const LATE = "2026-11-18T20:58:00Z";

test("M-31 the working days that are left are counted anew after midnight at the office", async ({ page, context, server, fresh }) => {
  void fresh;
  await server.doors.clock(LATE);
  const anna = await Citizen.signIn(server, ANNA);
  await (await Citizen.signIn(server, ANNA)).enter(context);
  const { id } = await anna.application();
  await page.clock.install({ time: new Date(LATE) });
  await page.goto(`/applications/${id}`);
  await expect(page.getByText("Осталось 10 рабочих дней из 10")).toBeVisible();
  await pass(page, server, 1);
  await expect(page.getByText("Осталось 10 рабочих дней из 10")).toBeVisible();
  await pass(page, server, 3);
  await expect(page.getByText("Осталось 9 рабочих дней из 10")).toBeVisible();
});
