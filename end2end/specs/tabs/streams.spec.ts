// Each tab, not each page, has one stream of events; an event counts once the screen shows it.

import type { Page } from "@playwright/test";
import { caseStatus, entry, journal } from "../../fixtures/journey.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { expect, test } from "../../fixtures/test.ts";

/** Collects the streams that the page opens from now on. */
function streams(page: Page): string[] {
  const opened: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/events")) opened.push(request.url());
  });
  return opened;
}

test("going from page to page keeps one stream, and news reach every page", async ({ signedIn: page, anna, server }) => {
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

test("on pages without news the stream closes in seconds, and opens again on return", async ({ signedIn: page, anna, server }) => {
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

test("details that failed to load after an event appear by themselves", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/applications\//, 500);
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await page.waitForTimeout(500);
  await server.doors.fault({ match: `GET /api/v1/applications/${id}`, kind: "status", status: 500, times: 2 });
  await server.doors.bureau(id, "check");
  await expect(caseStatus(page)).toHaveText("На проверке");
  // The journal is part of the application, which is fetched again.
  await expect(journal(page)).toHaveText([entry("Принято"), entry("На проверке")], { timeout: 20_000 });
});
