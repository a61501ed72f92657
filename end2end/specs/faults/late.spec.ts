// Answers that come late or fail, while live news arrive: newer news stay on the page, and failed answers are fetched again.

import type { Page } from "@playwright/test";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { caseStatus, entry, journal } from "../../fixtures/journey.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { ANNA } from "../../fixtures/people.ts";
import { recordTexts } from "../../fixtures/shown.ts";
import { expect, test } from "../../fixtures/test.ts";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Сеанс закончился" });
const AWAY = { minutes: 16 };

/** Waits until the stream is open and the fetch that follows it is done. */
const settled = (page: Page) => page.waitForTimeout(700);

test("a list keeps the new status when an older answer comes after it", async ({ signedIn: page, anna, server, network, watchdog }) => {
  watchdog.expectCuts();
  const { id } = await anna.application();
  await page.goto(`${network.origin}/applications`);
  await expect(page.getByRole("row").last()).toContainText("Принято");
  await settled(page);
  const seen = await recordTexts(page, "tr:last-child td .tag");
  network.delay(1_500, /^GET \/api\/v1\/applications HTTP/);
  const asked = page.waitForRequest(/\/applications$/);
  // An event of another application makes the page fetch the list.
  await anna.application();
  await asked;
  await server.doors.bureau(id, "check");
  await expect(page.getByRole("row").last()).toContainText("На проверке", { timeout: 1_000 });
  expect(await page.getByRole("row").count(), "the answer is still on its way").toBe(2);
  network.delay(0);
  await expect(page.getByRole("row")).toHaveCount(3);
  await page.waitForTimeout(2_000);
  expect(await seen()).toEqual(["Принято", "На проверке"]);
});

test("an application keeps the new status when an older answer comes after it", async ({ signedIn: page, anna, server, network, watchdog }) => {
  watchdog.expectCuts();
  const { id } = await anna.application();
  await page.goto(`${network.origin}/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await settled(page);
  const seen = await recordTexts(page, "#main .tag");
  network.delay(1_500, new RegExp(`^GET /api/v1/applications/${id} HTTP`));
  const asked = page.waitForRequest(new RegExp(`/applications/${id}$`));
  await server.doors.bureau(id, "check");
  await asked;
  await server.doors.bureau(id, "approve");
  await expect(caseStatus(page)).toHaveText("Одобрено", { timeout: 1_000 });
  expect(await journal(page).count(), "the answer is still on its way").toBe(1);
  network.delay(0);
  await expect(journal(page)).toHaveText([entry("Принято"), entry("На проверке"), entry("Одобрено")]);
  expect(await seen()).toEqual(["Принято", "На проверке", "Одобрено"]);
});

test("details that failed to load after an event come by themselves", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/GET .*applications\//, 503);
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await server.doors.bureau(id, "check");
  await expect(journal(page)).toHaveCount(2);
  await server.doors.fault({ match: `GET /api/v1/applications/${id}`, kind: "status", status: 503, times: 2 });
  await server.doors.ask(id, [{ pointer: "/answers/phone", text: { ru: "Проверьте телефон.", en: "Check the phone." } }]);
  await expect(caseStatus(page)).toHaveText("Нужен ваш ответ");
  await expect(page.getByRole("button", { name: "Исправить", exact: true })).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText("Проверьте телефон.", { exact: true })).toBeVisible();
});

test("news on an application leave the focus where it is", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await page.getByRole("button", { name: "Скопировать" }).focus();
  await server.doors.bureau(id, "check");
  await expect(journal(page)).toHaveCount(2);
  await expectFocus(page, "button", "Скопировать");
});

test("a link in «Мои обращения» keeps the focus while its row changes", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await anna.application();
  await page.goto("/requests");
  const row = page.getByRole("row").last();
  await row.getByRole("link").focus();
  await server.doors.bureau(id, "check");
  await expect(row).toContainText("На проверке");
  await expect(row.getByRole("link")).toBeFocused();
});

test("a draft in «Мои заявки» keeps the focus and its question while the list changes", async ({ signedIn: page, anna, server }) => {
  const [first, second] = [await anna.draft(), await anna.draft()];
  const draft = (id: string) => page.getByRole("listitem").filter({ has: page.locator(`a[href="/drafts/${id}"]`) });
  await page.goto("/applications");
  await server.doors.fault({ match: "DELETE /api/v1/drafts/", kind: "delay", ms: 1_000 });
  await draft(first.id).getByRole("button", { name: /^Удалить черновик/ }).click();
  await draft(first.id).getByRole("button", { name: "Да, удалить" }).click();
  await draft(second.id).getByRole("button", { name: /^Удалить черновик/ }).click();
  await draft(second.id).getByRole("button", { name: "Да, удалить" }).focus();
  await expect(draft(first.id)).toHaveCount(0);
  await expect(draft(second.id).getByRole("button", { name: "Да, удалить" })).toBeVisible();
});

test("an application opened after the session ended appears once the citizen signs in", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/GET .*(applications|events)/, 401);
  const { id, number } = await anna.application();
  await page.goto(`/applications/${id}/sent`);
  const open = page.getByRole("link", { name: "Открыть заявку" });
  await expect(open).toBeVisible();
  await server.doors.advance(AWAY);
  await open.click();
  await expect(dialog(page)).toBeVisible();
  await signInOnScreen(page, server, ANNA);
  await expect(page.getByText(number)).toBeVisible();
  await expect(caseStatus(page)).toHaveText("Принято");
  await expectFocus(page, "heading", "Медико-социальная экспертиза");
  // The page is also live.
  await server.doors.bureau(id, "check");
  await expect(caseStatus(page)).toHaveText("На проверке");
});

test("a list opened after the session ended appears once the citizen signs in", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/GET .*(applications|drafts|events)/, 401);
  const { number } = await anna.application();
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Перейти к моим заявкам" })).toBeVisible();
  await server.doors.advance(AWAY);
  await goToSection(page, "Мои заявки");
  await expect(dialog(page)).toBeVisible();
  await signInOnScreen(page, server, ANNA);
  await expect(page.getByRole("row").last()).toContainText(number);
});

test("«Назад» to a slow list still puts the focus on the link", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await page.goto("/applications");
  const link = page.getByRole("row").getByRole("link");
  await link.click();
  await expect(caseStatus(page)).toHaveText("Принято");
  await server.doors.fault({ match: "GET /api/v1/applications", kind: "delay", ms: 4_000, times: 1 });
  await page.goBack();
  await expectFocus(page, "heading", "Мои заявки");
  await expect(link).toBeFocused();
  expect(await link.getAttribute("href")).toBe(`/applications/${id}`);
});

test("«Назад» to a slow list leaves the focus where the citizen moved it", async ({ signedIn: page, anna, server }) => {
  await anna.application();
  await page.goto("/applications");
  const link = page.getByRole("row").getByRole("link");
  await link.click();
  await expect(caseStatus(page)).toHaveText("Принято");
  await server.doors.fault({ match: "GET /api/v1/applications", kind: "delay", ms: 1_500, times: 1 });
  await page.goBack();
  await expectFocus(page, "heading", "Мои заявки");
  await page.getByRole("link", { name: "Подать новое заявление" }).focus();
  await expect(link).toBeVisible();
  await expectFocus(page, "link", "Подать новое заявление");
});
