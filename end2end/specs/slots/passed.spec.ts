// A time on the screen begins: nobody has taken it, it is just too late.

import { expectAccessible } from "../../fixtures/axe.ts";
import { expect, test } from "../../fixtures/slots.ts";
import { goOn, lost, pass } from "../../fixtures/visits.ts";

/** Twenty past eleven in Yekaterinburg. */
const BEFORE = "2027-02-01T06:20:00Z";

test.use({ now: BEFORE });

test("a chosen time that has begun is called too late, not taken", async ({ open, page, server, visitor }) => {
  void visitor;
  await page.clock.install({ time: new Date(BEFORE) });
  const calendar = await open("today");
  await calendar.choose("2027-02-01");
  await calendar.times.at("11:30").check();
  await pass(page, server, 11);
  await expect(lost(page)).toContainText("Записаться на это время уже нельзя: 1 февраля 2027, понедельник, 11:30.");
  await expect(calendar.times.at("11:30")).toHaveAccessibleName("11:30, закрыто");
  await expect(page.getByRole("main")).not.toContainText(/заня/);
  await expect(lost(page).getByRole("listitem").first()).toHaveText("1 февраля 2027, понедельник, 12:00");
  await expectAccessible(page, "время началось");
  await lost(page).getByRole("button").first().click();
  await expect(calendar.times.at("12:00")).toBeChecked();
  await expect(goOn(page)).toBeVisible();
});
