// A browser's translator replaces every text of the page with its own elements. Later changes must still show, and nothing may
// crash.

import type { Page } from "@playwright/test";
import { email } from "../../fixtures/drafts.ts";
import { caseStatus, entry, journal, openDraft } from "../../fixtures/journey.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

/** Replaces texts as Chromium's translator does, but keeps the words. */
async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts.filter((text) => text.data.trim() !== "" && !text.parentElement?.closest("script, style"))) {
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      outer.style.verticalAlign = inner.style.verticalAlign = "inherit";
      inner.textContent = text.data;
      outer.append(inner);
      text.replaceWith(outer);
    }
  });
}

test("the status of an application changes on a translated page", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await translate(page);
  await server.doors.bureau(id, "check");
  await expect(caseStatus(page)).toHaveText("На проверке");
  await expect(journal(page)).toHaveText([entry("Принято"), entry("На проверке")]);
  await server.doors.bureau(id, "approve");
  await expect(caseStatus(page)).toHaveText("Одобрено");
  await expect(page.getByRole("link", { name: "Скачать решение" })).toBeVisible();
});

test("a status changes in a translated list", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await page.goto("/applications");
  await expect(page.getByRole("row").last()).toContainText("Принято");
  await translate(page);
  await server.doors.bureau(id, "check");
  await expect(page.getByRole("row").last()).toContainText("На проверке");
  await expect(page.getByRole("row").last()).not.toContainText("Принято");
});

test("a translated form does not say «Сохранено» while the server is away", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expectCuts();
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await email(page).fill("first@example.ru");
  await expect(page.getByText(/^Сохранено в/)).toBeVisible();
  await translate(page);
  await server.stop("SIGKILL");
  await email(page).fill("second@example.ru");
  await expect(page.getByText("Не сохранено: нет связи")).toBeVisible();
  await expect(page.getByText(/^Сохранено в/)).toHaveCount(0);
  await server.start();
  await expect(page.getByText(/^Сохранено в/)).toBeVisible({ timeout: 15_000 });
});

test("a corrected error disappears from a translated page", async ({ signedIn: page, anna }) => {
  const { id } = await anna.readyDraft();
  await openDraft(page, id, "contacts");
  await email(page).fill("anna.example.ru");
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  const WRONG = /в адресе почты нет знака @/i;
  await expect(page.getByRole("alert")).toContainText(WRONG);
  await translate(page);
  await email(page).fill("anna@example.ru");
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  await expect(heading(page)).toHaveText("Цель экспертизы");
  await expect(page.getByText(WRONG)).toHaveCount(0);
  await page.goBack();
  await expect(email(page)).toHaveValue("anna@example.ru");
  await expect(page.getByText(WRONG)).toHaveCount(0);
});

test("links and «Назад» work as usual in a translated app", async ({ signedIn: page, anna }) => {
  const { number } = await anna.application();
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Перейти к моим заявкам" })).toBeVisible();
  await translate(page);
  await goToSection(page, "Мои заявки");
  await expect(page.getByRole("row").last()).toContainText(number);
  await translate(page);
  await page.getByRole("row").getByRole("link").click();
  await expect(caseStatus(page)).toHaveText("Принято");
  await translate(page);
  await page.goBack();
  await expect(heading(page)).toHaveText("Мои заявки");
  await expect(page.getByText("Заявка не открылась")).toHaveCount(0);
});
