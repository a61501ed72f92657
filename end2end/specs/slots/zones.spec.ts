// Days are those of the institution, wherever the browser is and whatever its clock says.

import type { Browser } from "@playwright/test";
import { type Zone, ZONES } from "../../fixtures/network.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, NOW, openCalendar, test, Visitor } from "../../fixtures/slots.ts";
import { toConfirm, confirm } from "../../fixtures/visits.ts";

const BROWSERS = ["Europe/Kaliningrad", "Asia/Kamchatka", "Pacific/Honolulu"];

/** The instants at which the clocks of a zone show half an hour before and after midnight. */
const midnights = ({ hours }: Zone) =>
  ["2027-03-09T23:30", "2027-03-10T00:30"].map((local) => ({
    local,
    today: local.slice(0, 10),
    now: new Date(Date.parse(`${local}:00Z`) - hours * 3_600_000).toISOString(),
  }));

async function pageIn(browser: Browser, timezoneId: string, origin: string, visitor: Visitor) {
  const context = await browser.newContext({ baseURL: origin, locale: "ru-RU", timezoneId, viewport: { width: 360, height: 800 } });
  await visitor.citizen.enter(context);
  return { context, page: await context.newPage() };
}

for (const timezoneId of BROWSERS) {
  test(`браузер в ${timezoneId}, учреждения во всех одиннадцати поясах, около полуночи`, async ({ browser, server, visitor: first }) => {
    test.setTimeout(240_000);
    // In the order of the moments, so that the clock only goes forward.
    const moments = ZONES.flatMap((zone) => midnights(zone).map((moment) => ({ zone, ...moment }))).sort((a, b) => a.now.localeCompare(b.now));
    for (const { zone, now, today, local } of moments) {
      await test.step(`${zone.city}, ${local}`, async () => {
        await server.doors.clock(now);
        const visitor = await first.again(server);
        const { context, page } = await pageIn(browser, timezoneId, server.origin, visitor);
        const calendar = await openCalendar(page, visitor.address(zone.id));
        await expect(calendar.grid.locator('[aria-current="date"]')).toHaveId(`day-${today}`);
        // Half past eleven in the evening nothing of the day is left; at half past midnight all of it is.
        const chosen = local.includes("23:30") ? "2027-03-10" : today;
        await expect(calendar.grid.locator('[aria-selected="true"] button')).toHaveId(`day-${chosen}`);
        await expect(calendar.times.radios).toHaveCount(8);
        const times = await calendar.times.radios.evaluateAll((all) => all.map((one) => [one.closest("label")?.textContent?.trim(), (one as HTMLInputElement).value]));
        const expected = Array.from({ length: 8 }, (_, nth) => [
          `${String(9 + nth).padStart(2, "0")}:00`,
          Date.parse(`${chosen}T${String(9 + nth).padStart(2, "0")}:00:00Z`) - zone.hours * 3_600_000,
        ]);
        expect(times.map(([label, value]) => [label, Date.parse(value ?? "")])).toEqual(expected);
        await context.close();
      });
    }
  });
}

test("записан на то, что видел: браузер в Гонолулу, учреждение на Камчатке", async ({ browser, server, visitor }) => {
  const { context, page } = await pageIn(browser, "Pacific/Honolulu", server.origin, visitor);
  const calendar = await openCalendar(page, visitor.address("zone-12"));
  await toConfirm(calendar, "2027-02-10", "09:00");
  await expect(page.getByRole("main")).toContainText("10 февраля 2027, среда, 09:00");
  await expect(page.getByRole("main")).toContainText("Петропавловск-Камчатский (МСК+9)");
  await expect(page.locator(".hold")).toContainText(/до \d\d:\d\d по вашим часам/);
  await confirm(page);
  await expect(page.getByRole("main")).toContainText("10 февраля 2027 (среда), 09:00");
  expect((await visitor.bookings())[0]?.starts_at.slice(0, 19)).toBe("2027-02-09T21:00:00");
  await context.close();
});

for (const [name, shift] of [["вперёд", 86_400_000], ["назад", -86_400_000]] as const) {
  test(`часы браузера ушли на сутки ${name}: сегодня и сроки по часам сервера`, async ({ page, context, visitor, server, watchdog }) => {
    await visitor.citizen.enter(context);
    await page.clock.install({ time: new Date(Date.parse(NOW) + shift) });
    const calendar = await openCalendar(page, visitor.address("usual"));
    await expect(calendar.grid.locator('[aria-current="date"]')).toHaveId("day-2027-02-01");
    await toConfirm(calendar, "2027-02-02", "12:00");
    // Held for ten minutes, neither over nor for a day.
    await expect(page.locator(".hold")).toContainText(/Время сохранено за вами до 09:1\d/);
    const id = await confirm(page);
    // Also where nothing but the session has told the time.
    await page.goto(`/applications/${visitor.application}`);
    await expect(page.getByRole("main")).toContainText("Вы записаны на 2 февраля 2027 (вторник), 12:00. Время местное: Екатеринбург.");
    await page.goto(`/bookings/${id}`);
    // The visit is in 25 hours: it can be moved for an hour yet.
    await expect(page.getByRole("main")).toContainText("Перенести можно до 1 февраля, 12:00");
    await expect(page.getByRole("link", { name: "Выбрать другое время" })).toBeVisible();
    // An hour away ends the session too.
    watchdog.expect(/GET .*(bookings|events)/, 401);
    await server.doors.advance({ minutes: 70 });
    await (await visitor.again(server, ANNA)).citizen.enter(context);
    await page.goto(`/bookings/${id}`);
    await expect(page.getByRole("main")).toContainText("до визита меньше 24 часов");
    await expect(page.getByRole("link", { name: "Выбрать другое время" })).toHaveCount(0);
  });
}
