// A time is lost before the days have loaded, as on the last screen after a reload or when opened by its address.

import { expectAccessible } from "../../fixtures/axe.ts";
import { Calendar } from "../../fixtures/calendar.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { expect, test, type Visitor } from "../../fixtures/slots.ts";
import type { Server } from "../../fixtures/server.ts";
import { bookIt, confirm, expectToldOfLoss, goOn, heading, holdBar, lost, toConfirm } from "../../fixtures/visits.ts";

const AT_TEN = "2027-02-10T05:00:00Z";
const NEAREST = ["10 февраля 2027, среда, 09:00", "10 февраля 2027, среда, 11:00", "10 февраля 2027, среда, 12:00"];
const TEN = { institution: "usual", line: "examination", starts_at: AT_TEN };

const slowDays = (server: Server, visitor: Visitor, ms: number) =>
  server.doors.fault({ match: `GET /api/v1/applications/${visitor.application}/institutions/usual/days`, kind: "delay", ms });

for (const [name, act] of [
  ["«Записаться»", "book"],
  ["«Сохранить ещё на 10 минут»", "keep"],
] as const) {
  test(`a time lost at ${name} before the days loaded is reported at once, the nearest times follow`, async ({ open, page, server, visitor, watchdog }) => {
    watchdog.expect(/(POST|PUT) .*(booking|hold)/, 409);
    await toConfirm(await open("usual"), "2027-02-10", "10:00");
    await slowDays(server, visitor, 6_000);
    await page.reload();
    await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
    // The page does not learn of this; its own clock goes on as before.
    await server.doors.advance({ minutes: 11 });
    await server.doors.slot(TEN, true);
    if (act === "book") await bookIt(page).click();
    else await holdBar(page).getByRole("button", { name: "Сохранить ещё на 10 минут" }).click();
    await expect(heading(page, "Выберите день и время")).toBeVisible();
    await expectToldOfLoss(page);
    await expect(lost(page)).toContainText("Это время уже заняли: 10 февраля 2027, среда, 10:00. Выберите другое.");
    const calendar = new Calendar(page);
    await expect(calendar.root, "the days are not there yet").toHaveCount(0);
    await expect(page.locator(".loading"), "it appears little by little").toHaveCSS("opacity", "1");
    await expectAccessible(page, "время заняли, дней ещё нет");
    await expect(lost(page).getByRole("listitem")).toHaveText(NEAREST, { timeout: 15_000 });
    await expect(calendar.root).toBeVisible();
    await expectToldOfLoss(page);
    await lost(page).getByRole("button").nth(1).click();
    await expectFocus(page, "radio", "11:00");
    await expect(calendar.times.root).toContainText("10 февраля 2027, среда");
    await goOn(page).click();
    await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
    const id = await confirm(page);
    expect((await visitor.booking(id)).starts_at).toContain("2027-02-10T06:00");
  });
}

test("the last screen reloaded after the hold ended: the choice starts anew, with nothing chosen", async ({ open, page, server }) => {
  await toConfirm(await open("usual"), "2027-02-10", "10:00");
  await server.doors.advance({ minutes: 11 });
  await server.doors.slot(TEN, true);
  await page.reload();
  await expect(heading(page, "Выберите день и время")).toBeVisible();
  const calendar = new Calendar(page);
  await expect(calendar.root).toBeVisible();
  await expect(page).not.toHaveURL(/confirm$/);
  await expect(calendar.times.root.locator(":checked")).toHaveCount(0);
  await calendar.choose("2027-02-10");
  // It was taken before the day was shown, so it is not in the list.
  await expect(calendar.times.radios).toHaveCount(7);
  await expect(calendar.times.at("10:00")).toHaveCount(0);
});
