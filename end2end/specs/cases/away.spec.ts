// What has happened since the citizen last looked (nh-4): on the page of the application, and as a mark in the lists.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { journal } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";
import { hide, show, sleep } from "../../fixtures/visibility.ts";

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

test("who comes back to the open page after a while is told what has happened meanwhile, and only that", async ({ signedIn: page, anna, server }) => {
  await page.clock.install();
  const { id, number } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(journal(page)).toHaveCount(1);
  await server.doors.bureau(number, "check");
  await expect(journal(page)).toHaveCount(2);
  await hide(page);
  await server.doors.ask(number, [{ pointer: "", text: { ru: "Пришлите справку.", en: "Send the paper." } }]);
  await sleep(page, 2);
  await show(page);
  await expect(away(page).locator("+ ol .log__what")).toHaveText(["Статус: Нужен ваш ответ — специалист"]);
  await expectAccessible(page, "вернулись на страницу заявки");
  // A short look elsewhere is no absence.
  await hide(page);
  await server.doors.say({ application: number, text: "Ждём справку." });
  await show(page);
  await expect(main(page)).toContainText("1\u00a0новое сообщение");
  await expect(away(page).locator("+ ol .log__what")).toHaveText(["Статус: Нужен ваш ответ — специалист"]);
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
