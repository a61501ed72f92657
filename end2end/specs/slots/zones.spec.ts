// Days are those of the institution, wherever the browser is and whatever its clock shows.

import type { Browser } from "@playwright/test";
import { type Zone, ZONES } from "../../fixtures/network.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, NOW, openCalendar, test, Visitor } from "../../fixtures/slots.ts";
import { toConfirm, confirm } from "../../fixtures/visits.ts";

const BROWSERS = ["Europe/Kaliningrad", "Asia/Kamchatka", "Pacific/Honolulu"];

/** The instants at which a zone's clocks show half an hour before and after midnight. */
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
  test(`a browser in ${timezoneId} shows the institution's day in all eleven zones around midnight`, async ({ browser, server, visitor: first }) => {
    test.setTimeout(240_000);
    // Sorted by time, because the server's clock only goes forward.
    const moments = ZONES.flatMap((zone) => midnights(zone).map((moment) => ({ zone, ...moment }))).sort((a, b) => a.now.localeCompare(b.now));
    for (const { zone, now, today, local } of moments) {
      await test.step(`${zone.city}, ${local}`, async () => {
        await server.doors.clock(now);
        const visitor = await first.again(server);
        const { context, page } = await pageIn(browser, timezoneId, server.origin, visitor);
        const calendar = await openCalendar(page, visitor.address(zone.id));
        await expect(calendar.grid.locator('[aria-current="date"]')).toHaveId(`day-${today}`);
        // At 23:30 no time of the day is left; at 00:30 all are.
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

test("a citizen books what they saw, with a browser in Honolulu and a bureau in Kamchatka", async ({ browser, server, visitor }) => {
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

for (const [name, shift] of [["ahead", 86_400_000], ["behind", -86_400_000]] as const) {
  test(`with the browser's clock a day ${name}, today and deadlines follow the server's clock`, async ({ page, context, visitor, server, watchdog }) => {
    await visitor.citizen.enter(context);
    await page.clock.install({ time: new Date(Date.parse(NOW) + shift) });
    const calendar = await openCalendar(page, visitor.address("usual"));
    await expect(calendar.grid.locator('[aria-current="date"]')).toHaveId("day-2027-02-01");
    await toConfirm(calendar, "2027-02-02", "12:00");
    // Held for ten minutes: the hold is not over, and does not last a day.
    await expect(page.locator(".hold")).toContainText(/Время сохранено за вами до 09:1\d/);
    const id = await confirm(page);
    // Here only the session has told the page the server's time.
    await page.goto(`/applications/${visitor.application}`);
    await expect(page.getByRole("main")).toContainText("Вы записаны на 2 февраля 2027 (вторник), 12:00. Время местное: Екатеринбург.");
    await page.goto(`/bookings/${id}`);
    // The visit is in 25 hours, so it can be moved for one more hour.
    await expect(page.getByRole("main")).toContainText("Перенести можно до 1 февраля, 12:00");
    await expect(page.getByRole("link", { name: "Выбрать другое время" })).toBeVisible();
    // The test goes more than an hour ahead, which ends the session too.
    watchdog.expect(/GET .*(bookings|events)/, 401);
    await server.doors.advance({ minutes: 70 });
    await (await visitor.again(server, ANNA)).citizen.enter(context);
    await page.goto(`/bookings/${id}`);
    await expect(page.getByRole("main")).toContainText("до визита меньше 24 часов");
    await expect(page.getByRole("link", { name: "Выбрать другое время" })).toHaveCount(0);
  });
}
