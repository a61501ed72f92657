// What has happened since the citizen last looked (nh-4): on the page of the application, and as a mark in the lists.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { journal } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

const main = (page: Page) => page.getByRole("main");
const away = (page: Page) => main(page).getByRole("heading", { level: 2, name: "Пока вас не было" });
const mark = (page: Page) => page.getByRole("row").locator(".table__mark");

test("what others have done is told once, and the mark in the list goes", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await page.goto("/applications");
  await expect(page.getByRole("row").last()).toContainText("Принято");
  await expect(mark(page), "sending it is no news").toHaveCount(0);
  await server.doors.bureau(number, "check");
  await server.doors.ask(number, [{ pointer: "", text: { ru: "Пришлите справку.", en: "Send the paper." } }]);
  await expect(mark(page)).toHaveText("Новое есть изменения");
  const link = page.getByRole("row").getByRole("link");
  await expect(link).toHaveAccessibleName("Медико-социальная экспертиза");
  await expect(link).toHaveAccessibleDescription("Новое есть изменения");
  await expectAccessible(page, "новое в списке");
  const told = page.waitForRequest((request) => request.method() === "PUT" && request.url().endsWith(`/applications/${id}/seen`));
  await link.click();
  await expect(away(page)).toBeVisible();
  await expect(away(page).locator("+ ol .log__what")).toHaveText(["Статус: Нужен ваш ответ — специалист", "Статус: На проверке — автоматически"]);
  await expectAccessible(page, "пока вас не было");
  await told;
  await page.goto("/applications");
  await expect(page.getByRole("row").last()).toContainText("Нужен ваш ответ");
  await expect(mark(page)).toHaveCount(0);
  await page.goto(`/applications/${id}`);
  await expect(main(page).locator(".course .log__entry")).toHaveCount(3);
  await expect(away(page)).toHaveCount(0);
});

test("what comes while the page is open is seen, and is not told again", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(journal(page)).toHaveCount(1);
  const told = page.waitForRequest((request) => request.method() === "PUT" && request.url().endsWith("/seen"));
  await server.doors.bureau(number, "check");
  await expect(journal(page)).toHaveCount(2);
  await expect(away(page), "the page is open").toHaveCount(0);
  await told;
  await expect.poll(async () => (await anna.applications())[0]).not.toHaveProperty("unseen");
});

test("the mark goes in another tab, too", async ({ signedIn: page, anna, server, context }) => {
  const { id, number } = await anna.application();
  await server.doors.bureau(number, "check");
  await page.goto("/applications");
  await expect(mark(page)).toHaveCount(1);
  const other = await context.newPage();
  await other.goto(`/applications/${id}`);
  await expect(away(other)).toBeVisible();
  await other.waitForRequest((request) => request.method() === "PUT" && request.url().endsWith("/seen"));
  await other.close();
  await page.bringToFront();
  await expect(mark(page)).toHaveCount(0, { timeout: 15_000 });
});
