// The browser translates the page, and the page stays live: every change shows once, and nothing breaks.

import type { Page } from "@playwright/test";
import { caseStatus, journal, openDraft } from "../../fixtures/journey.ts";
import { savedLine } from "../../fixtures/drafts.ts";
import { banner } from "../../fixtures/cuts.ts";
import { expect, test } from "../../fixtures/test.ts";
import { STAND_INS, translate, translated, untranslate, type Way } from "../../fixtures/translator.ts";

/** Found by its id, because the translator changes its label. */
const email = (page: Page) => page.locator("#email");
const goOn = (page: Page) => page.locator("main form").getByRole("button").last();

for (const way of ["replaced", "inserted and removed", "by Yandex"] satisfies Way[]) {
  test(`a translated page shows when a save does not reach the server: ${way}`, async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expectCuts();
    const { id } = await anna.draft();
    await openDraft(page, id, "contacts");
    await email(page).fill("anna@example.ru");
    await expect(savedLine(page)).toBeVisible();
    await translate(page, way);
    await expect(page.getByText(translated("Контакты"))).toBeVisible();
    await server.stop();
    await email(page).fill("anna2@example.ru");
    await expect(page.getByText(/Сохранено/)).toHaveCount(0, { timeout: 15_000 });
    await expect(banner(page)).toBeVisible();
    await server.start();
    await expect(savedLine(page)).toBeVisible({ timeout: 40_000 });
    await expect(savedLine(page)).toHaveText(/^Сохранено в \d\d:\d\d/);
    await expect(banner(page)).toHaveCount(0);
  });
}

for (const way of ["replaced", "by Yandex"] satisfies Way[]) {
  test(`a status changes on a translated page: ${way}`, async ({ signedIn: page, anna, server }) => {
    const application = await anna.application();
    await page.goto(`/applications/${application.id}`);
    await expect(caseStatus(page)).toHaveText("Принято");
    const entries = journal(page);
    await expect(entries).toHaveCount(1);
    await translate(page, way);
    await expect(caseStatus(page)).toHaveText(translated("Принято"));
    await server.doors.bureau(application.id, "check");
    await expect(caseStatus(page)).toHaveText("На проверке");
    await expect(entries).toHaveCount(2);
    await expect(entries.last()).toContainText(/\d{2}:\d{2}›?Статус: На проверке/);
    await translate(page, way);
    await server.doors.bureau(application.id, "approve");
    await expect(caseStatus(page)).toHaveText("Одобрено");
    await expect(page.locator("#announcer")).toHaveText(/Статус изменился: Одобрено$/);
  });

  test(`a corrected error disappears and a new one appears in its place: ${way}`, async ({ signedIn: page, anna }) => {
    const { id } = await anna.draft();
    await openDraft(page, id, "contacts");
    await email(page).fill("anna");
    await goOn(page).click();
    const summary = page.locator("#error-summary");
    await expect(summary).toBeVisible();
    const errors = page.locator(".field__error");
    const before = await errors.count();
    await translate(page, way);
    await email(page).fill("anna@example.ru");
    await goOn(page).click();
    await expect(errors).toHaveCount(before - 1);
    await expect(page.locator("#email-error")).toHaveCount(0);
    await email(page).fill("");
    await goOn(page).click();
    await expect(page.locator("#email-error")).toHaveText("Ошибка: Введите электронную почту");
    await expect(summary.getByRole("listitem")).toHaveCount(before);
  });

  test(`a citizen can go through a translated app, to the home page too: ${way}`, async ({ signedIn: page, anna }) => {
    const { id } = await anna.draft();
    await openDraft(page, id);
    for (const link of [/Контакты/, /Ко всем разделам заявления/]) {
      await translate(page, way);
      await page.getByRole("main").getByRole("link", { name: link }).first().click();
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    }
    await translate(page, way);
    await page.locator(".header__brand").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Государственные услуги");
    await expect(page.getByRole("main").locator(STAND_INS)).toHaveCount(0);
  });

  test(`«Показать оригинал» brings the words back, and they still change: ${way}`, async ({ signedIn: page, anna, server }) => {
    const application = await anna.application();
    await page.goto(`/applications/${application.id}`);
    await expect(caseStatus(page)).toHaveText("Принято");
    const words = await page.getByRole("main").innerText();
    await translate(page, way);
    await expect(page.getByRole("main")).not.toHaveText(words);
    await untranslate(page);
    expect(await page.getByRole("main").innerText()).toBe(words);
    await expect(page.locator(STAND_INS)).toHaveCount(0);
    await server.doors.bureau(application.id, "check");
    await expect(caseStatus(page)).toHaveText("На проверке");
  });
}
