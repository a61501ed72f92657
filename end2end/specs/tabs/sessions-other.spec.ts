// What another tab does with the session, and what this one still has of the time before.

import type { Page } from "@playwright/test";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { askForCode, code, enter, goToSignIn } from "../../fixtures/code.ts";
import { caseStatus } from "../../fixtures/journey.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { ANNA } from "../../fixtures/people.ts";
import { AWAY, dialog, expectSignedIn, expectSignedOut, openTab, pressSignOut } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

test("сеанс кончился и начат в другой вкладке, а отказы опоздали: список на месте, войти ещё раз не просят", async ({ signedIn: page, anna, server, watchdog }) => {
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
  // With the session that is over.
  await Promise.all(asked);
  await enter(other).click();
  await expect(code(other)).toHaveCount(0);
  await Promise.all(late);
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole("row").last()).toContainText(number);
  // It does not come later either.
  await page.waitForTimeout(500);
  await expect(dialog(page)).toHaveCount(0);
});

for (const [where, pressed] of [
  ["здесь", (page: Page, _: Page) => page],
  ["в другой вкладке", (_: Page, other: Page) => other],
] as const) {
  test(`код спросили в окне, вошли в другой вкладке, потом вышли ${where}: на входе ни кода, ни номера прежнего человека`, async ({ signedIn: page, anna, server, watchdog }) => {
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
    await expect(page.getByLabel("Телефон или электронная почта")).toBeVisible();
    await expect(code(page)).toHaveCount(0);
    await expect(page.getByText("00-01")).toHaveCount(0);
  });
}
