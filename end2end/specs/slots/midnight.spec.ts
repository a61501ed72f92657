// The page stays open over midnight at the institution, whose time zone is neither the browser's nor Moscow's.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { expect, test } from "../../fixtures/slots.ts";
import type { Server } from "../../fixtures/server.ts";
import { confirm, goOn, heading, holdBar, lost, toConfirm, toTheBrink } from "../../fixtures/visits.ts";

/** Ten minutes before midnight in Yekaterinburg, at the end of a Monday. */
const BEFORE = "2027-02-01T18:50:00Z";
const MIDNIGHT = "2027-02-01T19:00:00Z";

test.use({ now: BEFORE });

test.beforeEach(async ({ page, server, visitor }) => {
  void visitor;
  await server.doors.clock(BEFORE);
  await page.clock.install({ time: new Date(BEFORE) });
});

/** Moves to the last seconds of the day. */
const toLastSeconds = (page: Page, server: Server) => toTheBrink(page, server, MIDNIGHT);

test("«сегодня» moves to the new day, the old one closes, one more day opens, the focus stays", async ({ open, page, server }) => {
  const calendar = await open("usual");
  await calendar.goTo("2027-02-01");
  await expect(calendar.day("2027-02-01")).toHaveAttribute("aria-current", "date");
  await expect(calendar.nearest).toHaveText("Ближайшее свободное: 2 февраля 2027, вторник");
  await toLastSeconds(page, server);
  await expect(calendar.day("2027-02-02")).toHaveAttribute("aria-current", "date", { timeout: 30_000 });
  await expect(calendar.grid.locator('[aria-current="date"]')).toHaveCount(1);
  await expect(calendar.day("2027-02-01")).toHaveAccessibleName("Запись уже закрыта, 1 февраля 2027, понедельник");
  await calendar.expectAt("2027-02-01");
  // A visit is booked at least a day ahead, so today is closed.
  await expect(calendar.day("2027-02-02")).toHaveAccessibleName("Запись уже закрыта, сегодня, 2 февраля 2027, вторник, выбрано");
  await expect(calendar.nearest).toHaveText("Ближайшее свободное: 3 февраля 2027, среда");
  await expectAccessible(page, "новый день");
  // The last day that can be booked moves on as well.
  await calendar.jumpTo("03.08.2027");
  await calendar.expectAt("2027-08-03");
  expect(await calendar.label("2027-08-03")).toBe("3 августа 2027, вторник, 8 свободных мест");
});

test("a chosen time whose day has closed is called too late, not taken", async ({ open, page, server }) => {
  const calendar = await open("usual");
  await calendar.times.at("10:00").check();
  await expect(page.getByText("Вы выбрали: 2 февраля 2027, вторник, 10:00.")).toBeVisible();
  await goOn(page).focus();
  await toLastSeconds(page, server);
  const over = lost(page);
  await expect(over).toContainText("Записаться на это время уже нельзя: 2 февраля 2027, вторник, 10:00. Выберите другое.", { timeout: 30_000 });
  await expect(over.getByRole("listitem")).toHaveText(["3 февраля 2027, среда, 09:00", "3 февраля 2027, среда, 10:00", "3 февраля 2027, среда, 11:00"]);
  await expect(goOn(page)).toBeFocused();
  await expect(calendar.times.at("10:00")).toHaveAccessibleName("10:00, закрыто");
  await expect(page.getByText("На этот день свободного времени не осталось.")).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(/заня/);
  await expectAccessible(page, "время прошло");
  await over.getByRole("button", { name: "3 февраля 2027, среда, 10:00" }).click();
  await expectFocus(page, "radio", "10:00");
  await expect(over).toHaveCount(0);
  await goOn(page).click();
  await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
});

test("a time held at midnight can still be booked after it", async ({ open, page, server, visitor }) => {
  const calendar = await open("usual");
  await server.doors.advance({ minutes: 5 });
  await page.clock.fastForward(5 * 60_000);
  await toConfirm(calendar, "2027-02-02", "10:00");
  await toLastSeconds(page, server);
  // Waits until midnight has passed and everything fetched because of it has arrived.
  const day = () => server.log.filter((line) => line.includes("/institutions/{institution}/days/{day}")).length;
  const before = day();
  await expect.poll(day, { timeout: 30_000 }).toBeGreaterThan(before);
  await page.waitForTimeout(8_000);
  await expect(holdBar(page)).toContainText("Время сохранено за вами до");
  await expect(page.getByRole("alert")).toHaveCount(0);
  const id = await confirm(page);
  expect((await visitor.booking(id)).starts_at).toContain("2027-02-02T05:00");
  await expect(page.getByRole("main")).toContainText("2 февраля 2027 (вторник), 10:00, сегодня");
});

test("an institution that takes bookings for today says today instead of tomorrow", async ({ open, page, server }) => {
  const calendar = await open("today");
  await expect(calendar.day("2027-02-02")).toHaveAccessibleName("2 февраля 2027, вторник, 48 свободных мест, выбрано");
  await toLastSeconds(page, server);
  // The visit at midnight has begun, so it is not counted.
  await expect(calendar.day("2027-02-02")).toHaveAccessibleName("Сегодня, 2 февраля 2027, вторник, 47 свободных мест, выбрано", { timeout: 30_000 });
  await expect(calendar.times.at("00:00")).toBeDisabled();
  await expect(calendar.times.at("00:30")).toBeEnabled();
});

test("in the list of days yesterday can no longer be chosen", async ({ open, page, server }) => {
  const calendar = await open("usual");
  await calendar.view("Список дней").click();
  const first = calendar.day("2027-02-02");
  await first.focus();
  await toLastSeconds(page, server);
  await expect(first).toHaveAttribute("aria-disabled", "true", { timeout: 30_000 });
  await expect(first).toBeFocused();
  await expect(first).toHaveText(/2\sфевраля 2027, вторник\s*Запись уже закрыта/);
});

test("a booking counts the days to the visit by the institution's days", async ({ page, context, server, visitor }) => {
  const { id } = await visitor.book("usual", "2027-02-10T05:00:00Z");
  await visitor.citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await expect(page.getByRole("main")).toContainText("10 февраля 2027 (среда), 10:00, через 9 дней");
  await toLastSeconds(page, server);
  await expect(page.getByRole("main")).toContainText("10 февраля 2027 (среда), 10:00, через 8 дней", { timeout: 30_000 });
});
