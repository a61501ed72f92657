// «Приостановить обновления» (WCAG 2.2.2): what is on the screen stays as it is until the citizen goes on, and then nothing is missing.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { listen } from "../../fixtures/cuts.ts";
import { caseStatus } from "../../fixtures/journey.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { expect, test } from "../../fixtures/test.ts";

const pause = (page: Page) => page.getByRole("button", { name: "Приостановить обновления" });
const resume = (page: Page) => page.getByRole("button", { name: "Возобновить обновления" });
const state = (page: Page) => page.getByText(/^\s*На экране то, что было в \d\d:\d\d\./);

test("paused, the page stays as it is and counts what is new; then it shows everything at once", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  const said = await listen(page);
  await pause(page).focus();
  await page.keyboard.press("Enter");
  await expect(resume(page)).toBeFocused();
  await expect(state(page)).toHaveText("На экране то, что было в 12:00.");
  await expectAccessible(page, "заявка, обновления приостановлены");
  await server.doors.bureau(id, "check");
  await expect(state(page)).toHaveText("На экране то, что было в 12:00. Новых изменений: 1.");
  await server.doors.bureau(id, "approve");
  await expect(state(page)).toHaveText("На экране то, что было в 12:00. Новых изменений: 2.");
  await expect(caseStatus(page)).toHaveText("Принято");
  await page.keyboard.press("Enter");
  await expect(caseStatus(page)).toHaveText("Одобрено");
  await expect(pause(page)).toBeFocused();
  await expect(state(page)).toHaveCount(0);
  expect((await said()).join(" ")).toMatch(/^Обновления приостановлены Обновления возобновлены.* Статус изменился: Одобрено$/);
});

test("the pause goes along from page to page, and a page that is opened shows what is so now", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await page.goto(`/applications/${id}`);
  await pause(page).click();
  await server.doors.bureau(id, "check");
  await expect(state(page)).toContainText("Новых изменений: 1.");
  await goToSection(page, "Мои заявки");
  const row = page.getByRole("row").filter({ hasText: number });
  await expect(row).toContainText("На проверке");
  await expect(resume(page)).toBeVisible();
  await server.doors.bureau(id, "approve");
  await expect(state(page)).toContainText("Новых изменений: 2.");
  await expect(row).toContainText("На проверке");
  await resume(page).click();
  await expect(row).toContainText("Одобрено");
});

test("another tab goes on, also when the paused one holds the connection", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  const other = await page.context().newPage();
  await other.goto(`/applications/${id}`);
  await expect(caseStatus(other)).toHaveText("Принято");
  await pause(page).click();
  await server.doors.bureau(id, "check");
  await expect(caseStatus(other)).toHaveText("На проверке");
  await expect(caseStatus(page)).toHaveText("Принято");
  await resume(page).click();
  await expect(caseStatus(page)).toHaveText("На проверке");
});

test("paused through a cut and a restart of the server, nothing is missing afterwards", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expectCuts();
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await pause(page).click();
  await server.restart("SIGKILL");
  await server.doors.bureau(id, "check");
  await expect(state(page)).toContainText("Новых изменений: 1.", { timeout: 20_000 });
  await expect(caseStatus(page)).toHaveText("Принято");
  await resume(page).click();
  await expect(caseStatus(page)).toHaveText("На проверке");
});

test("«Мои обращения» can be paused, too, and says so if it was paused elsewhere", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await page.goto("/requests");
  const row = page.getByRole("row").filter({ hasText: number });
  await expect(row).toContainText("Принято");
  await pause(page).click();
  await expect(state(page)).toBeVisible();
  await expectAccessible(page, "обращения, обновления приостановлены");
  await server.doors.bureau(id, "check");
  await expect(state(page)).toContainText("Новых изменений: 1.");
  await expect(row).toContainText("Принято");
  await resume(page).click();
  await expect(row).toContainText("На проверке");
});
