// A session (S-02) ends after fifteen minutes in which the citizen does nothing. Two minutes before, every tab warns.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { email, phone } from "../../fixtures/drafts.ts";
import { choose } from "../../fixtures/input.ts";
import { fileRow, openDraft } from "../../fixtures/journey.ts";
import { ANNA } from "../../fixtures/people.ts";
import { dialog as ended, expectSignedOut, hasSession, heading, minutesLeft, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";
import { pass } from "../../fixtures/visits.ts";

const warning = (page: Page) => page.getByRole("dialog", { name: "Вы ещё здесь?" });
const stay = (page: Page) => warning(page).getByRole("button", { name: "Продолжить" });
const spoken = (page: Page) => warning(page).getByRole("status").filter({ hasText: "До выхода" });

/** Opens a page and waits until the app knows the session. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.locator("#announcer")).toBeAttached();
  await expect(heading(page)).toBeVisible();
}

test.beforeEach(async ({ page, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  await page.clock.install();
});

test("two minutes before the end the page warns, and «Продолжить» keeps the session", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await email(page).focus();
  await pass(page, server, 12.5);
  await expect(warning(page)).toHaveCount(0);
  await pass(page, server, 0.6);
  await expect(stay(page)).toBeFocused();
  await expect(warning(page)).toContainText("Чтобы ваши данные не увидел кто-то другой, мы скоро закроем доступ. Всё, что вы ввели, останется.");
  await expect(warning(page).getByText(/^До выхода 1:5\d$/)).toHaveAttribute("aria-hidden", "true");
  await expectAccessible(page, "сеанс скоро закончится");
  await page.keyboard.press("Enter");
  await expect(warning(page)).toHaveCount(0);
  await expect(email(page)).toBeFocused();
  await pass(page, server, 12.5);
  await expect(warning(page)).toHaveCount(0);
  expect(await hasSession(page, server)).toBe(true);
});

test("Esc means to stay", async ({ signedIn: page, server }) => {
  await open(page, "/applications");
  await pass(page, server, 13.1);
  await expect(stay(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(warning(page)).toHaveCount(0);
  await pass(page, server, 3);
  expect(await hasSession(page, server)).toBe(true);
});

test("«Выйти» signs out at once", async ({ signedIn: page, server }) => {
  await open(page, "/applications");
  await pass(page, server, 13.1);
  await warning(page).getByRole("button", { name: "Выйти" }).click();
  await expectSignedOut(page);
  await expect(warning(page)).toHaveCount(0);
  expect(await hasSession(page, server)).toBe(false);
});

test("who works without sending anything is not idle, and who only looks on is", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await open(page, `/applications/${id}`);
  await pass(page, server, 10);
  await heading(page).click();
  const told = page.waitForResponse(/session\/activity/);
  await pass(page, server, 3.1);
  await (await told).finished();
  await pass(page, server, 8.9);
  await expect(warning(page), "22 minutes after opening, 12 after the press").toHaveCount(0);
  // The page reads by itself: a message of the bureau is nobody's activity.
  await server.doors.bureau(id, "check");
  await pass(page, server, 1.1);
  await expect(warning(page)).toBeVisible();
});

test("the time left is spoken once a minute, and in the last minute every twenty seconds", async ({ signedIn: page, server }) => {
  await open(page, "/applications");
  await pass(page, server, 13.1);
  await expect(spoken(page)).toHaveText("До выхода осталось 2 минуты.");
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
  for (const [seconds, left] of [[30, "2 минуты"], [30, "60 секунд"], [20, "40 секунд"], [15, "20 секунд"]] as const) {
    await pass(page, server, seconds / 60);
    await expect(spoken(page)).toHaveText(`До выхода осталось ${left}.`);
  }
});

test("after the warning the session ends, and signing in brings everything back", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await pass(page, server, 13.1);
  await expect(stay(page)).toBeVisible();
  await pass(page, server, 2.1);
  await expect(ended(page)).toBeVisible();
  await expect(warning(page)).toHaveCount(0);
  await signInOnScreen(page, server, ANNA);
  await expect(ended(page)).toHaveCount(0);
  await expect(phone(page)).toBeVisible();
  await pass(page, server, 13.1);
  await expect(stay(page), "the new session is warned of too").toBeVisible();
});

test("all tabs agree: activity in one counts in all, and «Продолжить» in one closes the warning in all", async ({ signedIn: page, server }) => {
  await open(page, "/applications");
  const other = await openTab(page, "/requests");
  await expect(heading(other)).toBeVisible();
  await pass(page, server, 10);
  await heading(other).click();
  await pass(page, server, 4);
  await expect.poll(() => minutesLeft(page, server), "fifteen minutes from the press").toBeGreaterThan(10.5);
  for (const tab of [page, other]) await expect(warning(tab)).toHaveCount(0);
  await pass(page, server, 9.1);
  for (const tab of [page, other]) await expect(stay(tab)).toBeVisible();
  await stay(other).click();
  for (const tab of [page, other]) await expect(warning(tab)).toHaveCount(0);
  await pass(page, server, 5);
  expect(await hasSession(page, server)).toBe(true);
});

test("after «Продолжить» a new tab does not warn, and the first one does so again in its time", async ({ signedIn: page, server }) => {
  await open(page, "/applications");
  await pass(page, server, 13.1);
  await stay(page).click();
  await expect(warning(page)).toHaveCount(0);
  const other = await openTab(page, "/applications");
  await expect(heading(other)).toBeVisible();
  await expect(warning(other)).toHaveCount(0);
  await other.close();
  await pass(page, server, 13.1);
  await expect(stay(page)).toBeVisible();
});

test("«Выйти» in one tab leaves no warning in another", async ({ signedIn: page, server }) => {
  await open(page, "/applications");
  const other = await openTab(page, "/requests");
  await pass(page, server, 13.1);
  await warning(page).getByRole("button", { name: "Выйти" }).click();
  for (const tab of [page, other]) {
    await expectSignedOut(tab);
    await expect(warning(tab)).toHaveCount(0);
  }
});

test("without a connection the page warns all the same, and says why it cannot go on", async ({ signedIn: page, server, context, watchdog }) => {
  watchdog.expectCuts();
  await open(page, "/applications");
  // Brings the part that the warning needs.
  await pass(page, server, 13.1);
  await stay(page).click();
  await expect(warning(page)).toHaveCount(0);
  await server.doors.advance({ minutes: 13.1 });
  await context.setOffline(true);
  await page.clock.fastForward(13.1 * 60_000);
  await expect(stay(page)).toBeVisible();
  await stay(page).click();
  await expect(warning(page).getByRole("alert")).toContainText("Нет связи с сервером, поэтому продлить пока не получилось");
  await context.setOffline(false);
  // The press counts as soon as the server hears of it.
  await page.clock.fastForward(10_000);
  await expect(warning(page)).toHaveCount(0);
  expect(await hasSession(page, server)).toBe(true);
});

test("a clock that is set back keeps no idle session alive", async ({ signedIn: page, server }) => {
  await open(page, "/applications");
  await page.clock.setSystemTime(await page.evaluate(() => Date.now() - 3 * 3_600_000));
  await expect(async () => {
    await pass(page, server, 2);
    const { citizen, now } = (await (await page.request.get(`${server.origin}/api/v1/session`)).json()) as { citizen: { idle_ends_at: string } | null; now: string };
    expect(citizen ? Date.parse(citizen.idle_ends_at) - Date.parse(now) : 0).toBeLessThan(120_000);
  }).toPass({ timeout: 30_000 });
});

test("twelve hours are the end: the warning says why it cannot be put off", async ({ signedIn: page, server }) => {
  test.slow();
  await open(page, "/applications");
  for (let minutes = 0; minutes < 12 * 60 - 12; minutes += 12) {
    await server.doors.advance({ minutes: 12 });
    await page.request.post(`${server.origin}/api/v1/session/activity`, { data: { idle: 0 }, headers: { origin: server.origin } });
  }
  await page.reload();
  await expect(heading(page)).toBeVisible();
  await pass(page, server, 10.5);
  await stay(page).click();
  await expect(warning(page).getByRole("alert")).toContainText("без нового входа можно работать не больше 12 часов");
});

test("a file that is on its way goes on behind the warning", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "documents");
  await server.doors.fault({ match: "PATCH /api/v1/uploads/", kind: "wait", times: 99 });
  const sending = page.waitForRequest((request) => request.method() === "PATCH");
  await choose(page, [{ name: "справка.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF") }], () =>
    page.getByRole("button", { name: /^Выбрать файлы.*: Медицинские справки/ }).click(),
  );
  await sending;
  // What else the page has to tell the server, so that it does not come after the jump of its clock.
  await page.waitForTimeout(1_500);
  await pass(page, server, 13.1);
  await expect(stay(page)).toBeVisible();
  await server.doors.noFaults();
  await stay(page).click();
  await expect(fileRow(page, "справка.pdf")).toContainText("Принят");
});

test("the warning in English", async ({ signedIn: page, server }) => {
  await page.addInitScript(() => localStorage.setItem("okno.language", "en"));
  await open(page, "/applications");
  await pass(page, server, 13.1);
  const dialog = page.getByRole("dialog", { name: "Are you still there?" });
  await expect(dialog.getByText(/^Signing out in 1:5\d$/)).toBeVisible();
  await dialog.getByRole("button", { name: "Stay signed in" }).click();
  await expect(dialog).toHaveCount(0);
});
