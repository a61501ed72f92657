// A day after the term of the application: the citizen is told before booking that the decision comes later then.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { expect, test } from "../../fixtures/slots.ts";
import { toConfirm } from "../../fixtures/visits.ts";

const main = (page: Page) => page.getByRole("main");

test("the calendar says which days are in time, and the last screen warns of a later one", async ({ open, page, visitor }) => {
  const { expected_by: due } = (await visitor.citizen.applications())[0] as unknown as { expected_by: string };
  expect(due > "2027-02-10" && due < "2027-03-20").toBe(true);
  const day = (iso: string) => new RegExp(`${Number(iso.slice(8))}\\s\\S+ ${iso.slice(0, 4)}`);
  let calendar = await open("usual");
  await expect(main(page)).toContainText(new RegExp(`выберите день раньше ${day(due).source}`));
  await toConfirm(calendar, "2027-02-04", "10:00");
  await expect(main(page)).not.toContainText("Этот день позже обычного срока.");
  calendar = await open("usual");
  await toConfirm(calendar, "2027-03-24", "10:00");
  await expect(main(page)).toContainText(new RegExp(`Этот день позже обычного срока\\. .* решение будет не до ${day(due).source}, а после осмотра\\.`));
  await expectAccessible(page, "день позже срока");
  await main(page).getByRole("link", { name: /^Посмотреть дни раньше/ }).click();
  await expect(calendar.root).toBeVisible();
});
