// The stream of news belongs to the tab and not to a page; what it tells counts once it is on the screen.

import type { Page } from "@playwright/test";
import { caseStatus, entry, journal } from "../../fixtures/journey.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { expect, test } from "../../fixtures/test.ts";

/** The streams that the page has opened from now on. */
function streams(page: Page): string[] {
  const opened: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/events")) opened.push(request.url());
  });
  return opened;
}

test("со страницы на страницу: поток один, новости приходят на каждую", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  const opened = streams(page);
  await page.goto("/applications");
  const row = page.getByRole("row").filter({ hasText: number });
  await expect(row).toContainText("Принято");
  await row.getByRole("link").click();
  await expect(caseStatus(page)).toHaveText("Принято");
  await server.doors.bureau(id, "check");
  await expect(caseStatus(page)).toHaveText("На проверке");
  await goToSection(page, "Мои записи");
  await expect(page.getByRole("heading", { level: 1, name: "Мои записи" })).toBeVisible();
  await page.goBack();
  await expect(caseStatus(page)).toHaveText("На проверке");
  await server.doors.bureau(id, "refuse", "documents_invalid");
  await expect(caseStatus(page)).toHaveText("Отклонено");
  expect(opened).toHaveLength(1);
});

test("ушли туда, где новостей не ждут: через несколько секунд поток закрыт, по возвращении он снова есть", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  const opened = streams(page);
  await page.goto("/applications");
  const row = page.getByRole("row").filter({ hasText: number });
  await expect(row).toContainText("Принято");
  const closed = page.waitForEvent("requestfailed", { predicate: (request) => request.url().endsWith("/events"), timeout: 15_000 });
  await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
  await closed;
  await server.doors.bureau(id, "check");
  await page.goBack();
  await expect(row).toContainText("На проверке");
  await server.doors.bureau(id, "refuse", "documents_invalid");
  await expect(row).toContainText("Отклонено");
  expect(opened).toHaveLength(2);
});

test("новость пришла, а запрос за подробностями не удался: они появляются сами", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/applications\//, 500);
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await page.waitForTimeout(500);
  await server.doors.fault({ match: `GET /api/v1/applications/${id}`, kind: "status", status: 500, times: 2 });
  await server.doors.bureau(id, "check");
  await expect(caseStatus(page)).toHaveText("На проверке");
  // The journal comes with the whole case.
  await expect(journal(page)).toHaveText([entry("На проверке"), entry("Принято")], { timeout: 20_000 });
});
