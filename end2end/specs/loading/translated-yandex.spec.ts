// Yandex Browser translates the page, with elements of its own: what changes is shown, once, and nothing breaks.

import type { Page } from "@playwright/test";
import { banner } from "../../fixtures/cuts.ts";
import { email, savedLine } from "../../fixtures/drafts.ts";
import { caseStatus, openDraft } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";
import { translated } from "../../fixtures/translator.ts";
import { translate, untranslate } from "../../fixtures/yandex.ts";

/** By its id: its label is translated. */
const field = (page: Page) => page.locator("#email");
const goOn = (page: Page) => page.locator("main form").getByRole("button").last();

test("сохранение без сервера видно на переведённой странице", async ({ signedIn: page, anna, server, quiet }) => {
  quiet.expectCuts();
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await email(page).fill("anna@example.ru");
  await expect(savedLine(page)).toBeVisible();
  await translate(page);
  await expect(page.getByText(translated("Контакты"))).toBeVisible();
  await server.stop();
  await field(page).fill("anna2@example.ru");
  await expect(page.getByText(/Сохранено/)).toHaveCount(0, { timeout: 15_000 });
  await expect(banner(page)).toBeVisible();
  await server.start();
  await expect(savedLine(page)).toBeVisible({ timeout: 40_000 });
  await expect(banner(page)).toHaveCount(0);
});

test("статус меняется на глазах", async ({ signedIn: page, anna, server }) => {
  const application = await anna.application();
  await page.goto(`/applications/${application.id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  const entries = page.locator(".journal__entry");
  await expect(entries).toHaveCount(1);
  await translate(page);
  await expect(caseStatus(page)).toHaveText(translated("Принято"));
  await server.doors.bureau(application.id, "check");
  await expect(caseStatus(page)).toHaveText("На проверке");
  await expect(entries).toHaveCount(2);
  await translate(page);
  await server.doors.bureau(application.id, "approve");
  await expect(caseStatus(page)).toHaveText("Одобрено");
});

test("исправленная ошибка исчезает, новая появляется на своём месте", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await field(page).fill("anna");
  await goOn(page).click();
  const errors = page.locator(".field__error");
  await expect(page.locator("#email-error")).toBeVisible();
  const before = await errors.count();
  await translate(page);
  await field(page).fill("anna@example.ru");
  await goOn(page).click();
  await expect(errors).toHaveCount(before - 1);
  await field(page).fill("");
  await goOn(page).click();
  await expect(page.locator("#email-error")).toHaveText("Ошибка: Введите электронную почту");
});

test("через всю программу: с экрана на экран, в меню и обратно", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id);
  for (const link of [/Контакты/, /Ко всем разделам заявления/]) {
    await translate(page);
    await page.getByRole("main").getByRole("link", { name: link }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await translate(page);
  await page.locator(".header__brand").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Государственные услуги");
  await expect(page.locator("main ya-tr-span")).toHaveCount(0);
});

test("«Показать оригинал» возвращает слова, и дальше они меняются", async ({ signedIn: page, anna, server }) => {
  const application = await anna.application();
  await page.goto(`/applications/${application.id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  const words = await page.getByRole("main").innerText();
  await translate(page);
  await expect(page.getByRole("main")).not.toHaveText(words);
  await untranslate(page);
  expect(await page.getByRole("main").innerText()).toBe(words);
  await server.doors.bureau(application.id, "check");
  await expect(caseStatus(page)).toHaveText("На проверке");
});
