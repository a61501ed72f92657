// What happened while nobody looked: a journal that has been trimmed, a device that slept for a day, a clock that is wrong.

import { signInOnScreen } from "../../fixtures/citizen.ts";
import { caseStatus, entry, journal } from "../../fixtures/journey.ts";
import { ANNA } from "../../fixtures/people.ts";
import { dialog, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";
import { hide, show, sleep } from "../../fixtures/visibility.ts";

const DAY_MINUTES = 24 * 60;
const WHOLE = [entry("Принято"), entry("На проверке"), entry("Одобрено")];

test("a journal that was trimmed meanwhile leaves no hole on the page", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await hide(page);
  await server.doors.bureau(id, "check");
  await server.doors.bureau(id, "approve");
  await server.doors.trim();
  await show(page);
  await expect(caseStatus(page)).toHaveText("Одобрено");
  await expect(journal(page)).toHaveText(WHOLE);
});

test("a laptop that slept for a day asks for the password and then shows the whole day", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  await page.clock.install();
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await server.doors.advance({ minutes: DAY_MINUTES });
  await server.doors.bureau(id, "check");
  await server.doors.bureau(id, "approve");
  await sleep(page, DAY_MINUTES);
  await expect(dialog(page)).toBeVisible({ timeout: 15_000 });
  await signInOnScreen(page, server, ANNA);
  await expect(dialog(page)).toHaveCount(0);
  await expect(caseStatus(page)).toHaveText("Одобрено");
  await expect(journal(page)).toHaveText(WHOLE);
});

test("the session is ended elsewhere while the stream is open: the page asks to sign in, and then goes on", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await anna.call("DELETE", "/session", undefined, {});
  await expect(dialog(page)).toBeVisible({ timeout: 15_000 });
  await server.doors.bureau(id, "check");
  await signInOnScreen(page, server, ANNA);
  await expect(dialog(page)).toHaveCount(0);
  await expect(caseStatus(page)).toHaveText("На проверке");
  await server.doors.bureau(id, "approve");
  await expect(caseStatus(page)).toHaveText("Одобрено");
});

for (const [what, minutes] of [["a year fast", 365 * DAY_MINUTES], ["two days slow", -2 * DAY_MINUTES]] as const) {
  test(`on a device whose clock is ${what} changes come at once and in their order`, async ({ signedIn: page, anna, server }) => {
    await page.clock.install({ time: Date.now() + minutes * 60_000 });
    const { id } = await anna.application();
    await page.goto(`/applications/${id}`);
    await expect(caseStatus(page)).toHaveText("Принято");
    await server.doors.bureau(id, "check");
    await expect(caseStatus(page)).toHaveText("На проверке");
    await server.doors.bureau(id, "approve");
    await expect(caseStatus(page)).toHaveText("Одобрено");
    await expect(journal(page)).toHaveText(WHOLE);
  });
}

test("the server's clock goes back: what changes then still shows, in its order", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await page.goto(`/applications/${id}`);
  const list = await openTab(page, "/applications");
  const row = list.getByRole("row").filter({ hasText: number });
  await server.doors.bureau(id, "check");
  await expect(caseStatus(page)).toHaveText("На проверке");
  await expect(row).toContainText("На проверке");
  await server.doors.advance({ minutes: -5 });
  await server.doors.bureau(id, "approve");
  await expect(caseStatus(page)).toHaveText("Одобрено");
  await expect(row).toContainText("Одобрено");
  await expect(journal(page)).toHaveText(WHOLE);
});
