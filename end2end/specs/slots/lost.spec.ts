// Somebody else takes the chosen time: only the time is cleared, the rest stays, and the nearest other times are offered.

import { expectAccessible } from "../../fixtures/axe.ts";
import type { Calendar } from "../../fixtures/calendar.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { PYOTR } from "../../fixtures/people.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, NOW, test, Visitor } from "../../fixtures/slots.ts";
import { bookIt, confirm, expectToldOfLoss, goOn, heading, lost, pass, toConfirm } from "../../fixtures/visits.ts";

const AT_TEN = "2027-02-10T05:00:00Z";
const slot = (startsAt: string) => ({ institution: "usual", line: "examination", starts_at: startsAt });

/** Chooses 10:00, has it taken, and presses «Продолжить». Events are delayed, so the page does not know of the loss yet. */
async function pressTooLate(open: (institution: string) => Promise<Calendar>, server: Server, visitor: Visitor): Promise<Calendar> {
  await server.doors.fault({ match: `GET /api/v1/applications/${visitor.application}/institutions/usual/events`, kind: "delay", ms: 60_000, times: 9 });
  const calendar = await open("usual");
  await calendar.goTo("2027-02-10");
  await calendar.choose("2027-02-10");
  await calendar.times.at("10:00").check();
  await server.doors.slot(slot(AT_TEN), true);
  await goOn(calendar.page).click();
  await expectToldOfLoss(calendar.page);
  return calendar;
}

test("lost at «Продолжить»: three others are offered, and a button chooses one", async ({ open, page, server, visitor, watchdog }) => {
  watchdog.expect(/PUT .*hold/, 409);
  const calendar = await pressTooLate(open, server, visitor);
  await expect(lost(page)).toContainText("Это время уже заняли: 10 февраля 2027, среда, 10:00. Выберите другое.");
  await expect(lost(page).getByRole("listitem")).toHaveText(["10 февраля 2027, среда, 09:00", "10 февраля 2027, среда, 11:00", "10 февраля 2027, среда, 12:00"]);
  await expect(calendar.times.root.locator(":checked")).toHaveCount(0);
  await expectAccessible(page, "время заняли");
  await lost(page).getByRole("button", { name: "10 февраля 2027, среда, 11:00" }).click();
  await expect(lost(page)).toHaveCount(0);
  await expectFocus(page, "radio", "11:00");
  await expect(calendar.times.at("11:00")).toBeChecked();
  await goOn(page).click();
  await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
});

test("S-17 on a full day the nearest times are on the days around it", async ({ open, page, server, visitor, watchdog }) => {
  watchdog.expect(/PUT .*hold/, 409);
  const calendar = await open("usual");
  await calendar.goTo("2027-02-10");
  await calendar.choose("2027-02-10");
  await calendar.times.at("10:00").check();
  for (const { starts_at } of await visitor.slots("usual", "2027-02-10")) {
    if (Date.parse(starts_at) !== Date.parse(AT_TEN)) await server.doors.slot(slot(starts_at), true);
  }
  await server.doors.slot(slot(AT_TEN), true);
  await expect(lost(page)).toBeVisible();
  await expect(calendar.times.at("10:00")).toHaveAccessibleName("10:00, уже занято");
  await expect(lost(page).getByRole("listitem")).toHaveText(["9 февраля 2027, вторник, 14:00", "9 февраля 2027, вторник, 15:00", "9 февраля 2027, вторник, 16:00"]);
  await lost(page).getByRole("button", { name: "9 февраля 2027, вторник, 16:00" }).click();
  await expect(calendar.times.root).toContainText("9 февраля 2027, вторник");
  await expectFocus(page, "radio", "16:00");
});

test("lost at «Записаться»: the answers stay, the nearest times are offered, then booking works", async ({ open, page, server, visitor, watchdog }) => {
  watchdog.expect(/POST .*booking/, 409);
  const other = await Visitor.ofExamination(server, PYOTR, NOW, { snils: "087-654-303 00" });
  await page.clock.install({ time: new Date(NOW) });
  await toConfirm(await open("usual"), "2027-02-10", "10:00");
  await page.getByLabel("Телефон на день визита").fill("+7 999 123-45-67");
  await page.getByRole("checkbox", { name: "Приеду на кресле-коляске" }).check();
  await page.getByLabel("Что ещё нам нужно знать?").fill("Второй этаж трудно.");
  await pass(page, server, 11);
  await other.book("usual", AT_TEN);
  await bookIt(page).click();
  await expect(heading(page, "Выберите день и время")).toBeVisible();
  await expectToldOfLoss(page);
  await expect(lost(page)).toContainText("Это время уже заняли: 10 февраля 2027, среда, 10:00. Выберите другое.");
  await expectAccessible(page, "время заняли в последний момент");
  expect(await visitor.bookings()).toEqual([]);
  await lost(page).getByRole("button", { name: "10 февраля 2027, среда, 11:00" }).click();
  await goOn(page).click();
  await expect(page.getByLabel("Телефон на день визита")).toHaveValue("+7 999 123-45-67");
  await expect(page.getByRole("checkbox", { name: "Приеду на кресле-коляске" })).toBeChecked();
  await expect(page.getByLabel("Что ещё нам нужно знать?")).toHaveValue("Второй этаж трудно.");
  const id = await confirm(page);
  expect(await visitor.booking(id)).toMatchObject({ details: { phone: "+79991234567", needs: ["wheelchair"], comment: "Второй этаж трудно." } });
  expect((await other.bookings())[0]?.state, "the other one keeps his").toBe("booked");
});

test("with one time a day there are still three others to choose", async ({ open, page, server }) => {
  const calendar = await open("few-words");
  await calendar.goTo("2027-02-11");
  await calendar.choose("2027-02-11");
  await calendar.times.at("08:00").check();
  await server.doors.slot({ institution: "few-words", line: "examination", starts_at: "2027-02-11T03:00:00Z" }, true);
  await expect(lost(page).getByRole("listitem")).toHaveText(["9 февраля 2027, вторник, 08:00", "10 февраля 2027, среда, 08:00", "12 февраля 2027, пятница, 08:00"]);
});

test.describe("a phone", () => {
  test.use({ viewport: { width: 360, height: 800 } });

  test("pressing «Продолжить» too late puts the answer in view with the focus, twice", async ({ open, page, server, visitor, watchdog }) => {
    watchdog.expect(/PUT .*hold/, 409);
    await pressTooLate(open, server, visitor);
    await expect(lost(page).getByRole("listitem")).toHaveCount(3);
    await goOn(page).click();
    await expectToldOfLoss(page);
    await expect(page.getByText("Сначала выберите время.")).toHaveCount(0);
  });

  test("a time taken before the press raises an alert beside it, and the focus stays", async ({ open, page, server }) => {
    const calendar = await open("usual");
    await calendar.goTo("2027-02-10");
    await calendar.choose("2027-02-10");
    await calendar.times.at("10:00").check();
    await goOn(page).focus();
    await expect(goOn(page)).toBeInViewport({ ratio: 1 });
    await server.doors.slot(slot(AT_TEN), true);
    await expect(lost(page).getByRole("listitem")).toHaveCount(3);
    await expect(lost(page).getByRole("heading")).toBeInViewport();
    await expect(goOn(page)).toBeFocused();
  });
});
