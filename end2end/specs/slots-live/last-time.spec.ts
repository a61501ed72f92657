// Somebody takes the last free time of the day on the screen: what the citizen reads, where the focus is, and how to go on.

import { expectAccessible } from "../../fixtures/axe.ts";
import { listen } from "../../fixtures/cuts.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { expect, fillDay, test } from "../../fixtures/slots.ts";
import { expectToldOfLoss, goOn, heading, lost } from "../../fixtures/visits.ts";

const DAY = "2027-02-10";
const LAST = { institution: "usual", line: "examination", starts_at: "2027-02-10T04:00:00Z" };

test.beforeEach(async ({ server, visitor }) => {
  await fillDay(server, visitor, "usual", DAY, 1);
});

test("the last time under the focus stays, is announced as taken, and one button leads on", async ({ open, page, server }) => {
  const calendar = await open("usual");
  await calendar.goTo(DAY);
  await calendar.press("Enter");
  await expectFocus(page, "radio", "09:00");
  await expect(calendar.times.radios).toHaveCount(1);
  const said = await listen(page);
  await server.doors.slot(LAST, true);
  await expectFocus(page, "radio", "09:00, уже занято");
  await expect.poll(said).toEqual(["Время 09:00 уже занято. Выберите другое."]);
  await expect(page.getByText("На этот день свободного времени не осталось.")).toBeVisible();
  await expect(calendar.day(DAY)).toHaveAccessibleName("Нет свободных мест, 10 февраля 2027, среда, выбрано");
  await expect(calendar.day(DAY)).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page, "в дне ничего не осталось");
  const next = page.getByRole("main").getByRole("button", { name: "Ближайшая свободная дата — 9 февраля 2027" });
  await next.press("Enter");
  await expectFocus(page, "radio", "09:00");
  await expect(calendar.times.root).toContainText("9 февраля 2027, вторник");
  await expect(calendar.times.radios).toHaveCount(8);
  await expect(page.getByText("На этот день свободного времени не осталось.")).toHaveCount(0);
});

test("the last time, chosen: an alert with the nearest others, and the focus stays on «Продолжить»", async ({ open, page, server }) => {
  const calendar = await open("usual");
  await calendar.goTo(DAY);
  await calendar.choose(DAY);
  await calendar.times.at("09:00").check();
  await goOn(page).focus();
  await server.doors.slot(LAST, true);
  await expect(lost(page)).toContainText("Это время уже заняли: 10 февраля 2027, среда, 09:00. Выберите другое.");
  await expect(lost(page).getByRole("listitem")).toHaveText(["9 февраля 2027, вторник, 14:00", "9 февраля 2027, вторник, 15:00", "9 февраля 2027, вторник, 16:00"]);
  await expect(goOn(page)).toBeFocused();
  await expect(page.getByText("На этот день свободного времени не осталось.")).toBeVisible();
  await expect(page.getByText(/^Вы выбрали/)).toHaveCount(0);
  // Going on without a time explains why there is none.
  await goOn(page).press("Enter");
  await expectToldOfLoss(page);
  await expect(heading(page, "Выберите день и время")).toBeVisible();
  await expectAccessible(page, "последнее время заняли");
  await lost(page).getByRole("button").last().click();
  await expectFocus(page, "radio", "16:00");
  await goOn(page).click();
  await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
});

test("once the time is free again the notice goes, and the time can be chosen", async ({ open, page, server }) => {
  const calendar = await open("usual");
  await calendar.goTo(DAY);
  await calendar.choose(DAY);
  await server.doors.slot(LAST, true);
  await expect(page.getByText("На этот день свободного времени не осталось.")).toBeVisible();
  await server.doors.slot(LAST, false);
  await expect(page.getByText("На этот день свободного времени не осталось.")).toHaveCount(0);
  await expect(calendar.day(DAY)).toHaveAccessibleName("10 февраля 2027, среда, 1 свободное место, выбрано");
  await calendar.times.at("09:00").check();
  await expect(page.getByText("Вы выбрали: 10 февраля 2027, среда, 09:00.")).toBeVisible();
});

test("without any free day the page says what to do, and focus and typing stay", async ({ open, page, server, visitor }) => {
  const days = (await visitor.days("zone-5")).filter(({ free }) => free > 0);
  for (const { day } of days.slice(1)) await fillDay(server, visitor, "zone-5", day);
  const [only = { day: "" }] = days;
  await fillDay(server, visitor, "zone-5", only.day, 1);
  const calendar = await open("zone-5");
  await expect(calendar.times.radios).toHaveCount(1);
  await calendar.unfold.click();
  await calendar.jump.fill("15.02.2027");
  await calendar.times.radios.focus();
  const startsAt = await calendar.times.radios.inputValue();
  await server.doors.slot({ institution: "zone-5", line: "examination", starts_at: startsAt }, true);
  await expect(page.getByRole("main")).toContainText("Свободных дней сейчас нет");
  await expect(page.getByRole("main").getByRole("link", { name: "Выбрать другое учреждение" })).toBeVisible();
  await expect(calendar.times.radios).toBeFocused();
  await expect(calendar.jump, "what was typed stays").toHaveValue("15.02.2027");
  await expectAccessible(page, "последний день заняли");
  await goOn(page).focus();
  await server.doors.slot({ institution: "zone-5", line: "examination", starts_at: startsAt }, false);
  await expect(page.getByRole("main")).not.toContainText("Свободных дней сейчас нет");
  await expect(goOn(page)).toBeFocused();
});
