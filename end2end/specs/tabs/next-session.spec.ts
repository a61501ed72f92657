// Somebody signed out, and the server has not heard of it or not answered yet. Whoever signs in next stays signed in, and the
// last text of the previous citizen gets as much time to be saved as with one tab.

import type { Page } from "@playwright/test";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { askForCode, code, enter, goToSignIn } from "../../fixtures/code.ts";
import { email, onServer } from "../../fixtures/drafts.ts";
import { ANNA, PYOTR } from "../../fixtures/people.ts";
import type { TcpProxy } from "../../fixtures/proxy.ts";
import type { Server } from "../../fixtures/server.ts";
import { expectSignedIn, expectSignedOut, hasSession, heading, openTab, pressSignOut } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const DELETE = "DELETE /api/v1/session";
const LATE = 4_000;

/** What the page notices when the citizen returns from another app with the code. */
const comeBack = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));

async function expectStays(page: Page, server: Server): Promise<void> {
  expect(await hasSession(page, server), "the session lives").toBe(true);
  await page.reload();
  await expectSignedIn(page);
}

for (const [what, slow] of [
  ["request", ({ doors }: Server, _: TcpProxy) => doors.fault({ match: DELETE, kind: "delay", ms: LATE })],
  ["answer", async (_: Server, network: TcpProxy) => network.delay(LATE, /^DELETE/)],
] as const) {
  test(`a late ${what} of «Выйти» does not sign out the next person`, async ({ signedIn: page, server, network, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401, 412, "cut");
    await page.goto(`${network.origin}/`);
    await expectSignedIn(page);
    await slow(server, network);
    await pressSignOut(page);
    await expectSignedOut(page);
    await goToSignIn(page);
    await signInOnScreen(page, server, PYOTR);
    await expectSignedIn(page);
    await page.waitForTimeout(LATE + 1_000);
    await expectStays(page, server);
    // Waits until nothing is under way that closing the proxy would cut.
    await expect(heading(page)).toHaveText("Государственные услуги");
  });
}

for (const [who, back] of [
  ["the server does not know yet", (page: Page, _: Page) => page],
  ["another tab remembers", (_: Page, other: Page) => other],
] as const) {
  test(`whoever signs in after a «Выйти» that ${who} stays signed in`, async ({ signedIn: page, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401, 412, 503);
    await page.goto("/");
    await expectSignedIn(page);
    const other = await openTab(page, "/");
    await server.doors.fault({ match: DELETE, kind: "status", status: 503, times: 99 });
    await pressSignOut(page);
    await expectSignedOut(other);
    await goToSignIn(page);
    await askForCode(page, PYOTR);
    await code(page).fill(await server.doors.code(PYOTR.phone));
    await server.doors.fault({ match: "GET /api/v1/session", kind: "delay", ms: 3_000 });
    const accepted = page.waitForResponse(/auth\/code$/);
    const asked = page.waitForRequest((request) => request.method() === "GET" && request.url().endsWith("/api/v1/session"));
    await enter(page).click();
    await accepted;
    await asked;
    await server.doors.noFaults();
    await comeBack(back(page, other));
    await expect(code(page)).toHaveCount(0);
    await expectSignedIn(page);
    await expectSignedIn(other);
    await expectStays(page, server);
  });
}

test("«Выйти» with a second tab open still saves the last words of a save under way", async ({ signedIn: page, anna, server, network, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401, "cut");
  const { id } = await anna.draft();
  await page.goto(`${network.origin}/drafts/${id}/contacts`);
  await expect(email(page)).toBeVisible();
  await openTab(page, `${network.origin}/applications`);
  await page.bringToFront();
  // The next save is sent within the three seconds that the app gives a citizen who signs out.
  network.delay(2_800, /^PUT/);
  const saving = page.waitForRequest((request) => request.method() === "PUT");
  await email(page).fill("first@example.ru");
  await saving;
  await email(page).fill("last@example.ru");
  await pressSignOut(page);
  await expectSignedOut(page);
  await onServer(await Citizen.signIn(server, ANNA), id, "email").toBe("last@example.ru");
});
