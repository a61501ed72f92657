// What another tab does to the session, while this tab still has requests or state from before.

import type { Page } from "@playwright/test";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { askForCode, code, enter, goToSignIn } from "../../fixtures/code.ts";
import { caseStatus } from "../../fixtures/journey.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { ANNA } from "../../fixtures/people.ts";
import { AWAY, dialog, expectSignedIn, expectSignedOut, openTab, pressSignOut } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

test("late refusals from an ended session do not ask to sign in again after another tab did", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/GET .*(applications|drafts|events)/, 401);
  const { number } = await anna.application();
  await page.goto("/");
  await expectSignedIn(page);
  await server.doors.advance(AWAY);
  const other = await openTab(page, "/sign-in");
  await askForCode(other, ANNA);
  await code(other).fill(await server.doors.code(ANNA.phone));
  await server.doors.fault({ match: "GET /api/v1/applications", kind: "delay", ms: 4_000 });
  await server.doors.fault({ match: "GET /api/v1/drafts", kind: "delay", ms: 7_000 });
  const refused = (path: RegExp) => page.waitForResponse((answer) => path.test(answer.url()) && answer.status() === 401, { timeout: 15_000 });
  const late = [refused(/\/applications$/), refused(/\/drafts$/)];
  const asked = [/\/applications$/, /\/drafts$/].map((path) => page.waitForRequest((request) => path.test(request.url())));
  await goToSection(page, "Мои заявки");
  // Both requests go out with the ended session.
  await Promise.all(asked);
  await enter(other).click();
  await expect(code(other)).toHaveCount(0);
  await Promise.all(late);
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole("row").last()).toContainText(number);
  // The dialog does not open later either.
  await page.waitForTimeout(500);
  await expect(dialog(page)).toHaveCount(0);
});

for (const [where, pressed] of [
  ["here", (page: Page, _: Page) => page],
  ["in another tab", (_: Page, other: Page) => other],
] as const) {
  test(`signing out ${where} after a code was asked for leaves neither code nor number on the sign-in page`, async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401, "cut");
    const { id } = await anna.application();
    await page.goto(`/applications/${id}`);
    await expect(caseStatus(page)).toHaveText("Принято");
    await server.doors.advance(AWAY);
    await expect(dialog(page)).toBeVisible();
    await askForCode(page, ANNA);
    const other = await openTab(page, "/sign-in");
    await signInOnScreen(other, server, ANNA);
    await expect(dialog(page)).toHaveCount(0);
    await pressSignOut(pressed(page, other));
    await expectSignedOut(page);
    await goToSignIn(page);
    await expect(page.getByRole("heading", { level: 1, name: "Вход" })).toBeVisible();
    await expect(page.getByLabel("Логин")).toBeVisible();
    await expect(code(page)).toHaveCount(0);
    await expect(page.getByText("00-01")).toHaveCount(0);
  });
}
