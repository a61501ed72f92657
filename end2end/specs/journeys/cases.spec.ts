// «Мои заявки» and the page of an application: live news, refusal, withdrawal, drafts.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { caseStatus, entry, journal } from "../../fixtures/journey.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expect, test } from "../../fixtures/test.ts";

const announcer = (page: Page) => page.locator("#announcer");
const heading = (page: Page) => page.getByRole("main").getByRole("heading", { level: 1 });

test("an empty list explains what will be in it", async ({ signedIn: page }) => {
  await page.goto("/applications");
  await expect(page.getByText("Здесь появятся отправленные заявления и их статус.")).toBeVisible();
  await expectAccessible(page, "пустой список");
});

test("M-24 a status changes in the list by itself and is announced, and a row leads to the journal", async ({ signedIn: page, anna, server }) => {
  const [first, second] = [await anna.application(), await anna.application()];
  await page.goto("/applications");
  const row = (number: string) => page.getByRole("row").filter({ hasText: number });
  const cell = (number: string) => row(number).getByRole("cell").last();
  await expect(page.getByRole("columnheader").last()).toHaveText("Статус");
  await expect(cell(first.number)).toContainText("Принято");
  await expect(cell(first.number)).toContainText(/ожидаемая дата завершения: \d/);
  await server.doors.bureau(first.id, "check");
  await expect(cell(first.number)).toContainText("На проверке");
  await expect(announcer(page)).toHaveText("Медико-социальная экспертиза: статус изменился, На проверке");
  await expect(cell(second.number)).toContainText("Принято");
  await server.doors.bureau(first.id, "refuse", "documents_invalid");
  await expect(cell(first.number)).toContainText("Отклонено");
  await server.doors.bureau(second.id, "check");
  await server.doors.bureau(second.id, "approve");
  await expect(cell(second.number)).toContainText("Одобрено");
  await row(first.number).getByRole("rowheader").getByRole("link").click();
  await expect(journal(page)).toHaveText([entry("Принято"), entry("На проверке"), entry("Отклонено")]);
});

test("an application sent in another tab appears in the list by itself", async ({ signedIn: page, anna }) => {
  await anna.application();
  await page.goto("/applications");
  await expect(page.getByRole("row")).toHaveCount(2);
  await anna.application();
  await expect(page.getByRole("row")).toHaveCount(3);
});

/** What the page says of the decision. */
const refusal = (page: Page, code: string) => page.locator(".notice").filter({ hasText: `Код причины: ${code}` });

test("S-22 a refusal shows its reason with a code, and what to do", async ({ signedIn: page, anna, server }) => {
  const application = await anna.application();
  await page.goto(`/applications/${application.id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await server.doors.bureau(application.id, "refuse", "documents_invalid");
  await expect(caseStatus(page)).toHaveText("Отклонено");
  await expect(announcer(page)).toHaveText(/Статус изменился: Отклонено$/);
  await expect(refusal(page, "documents_invalid")).toContainText("Документы недействительны: нет подписи, печати или истёк срок.");
  await expect(page.getByText("Получите новые документы и отправьте заявление снова.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Скачать решение" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Отозвать" })).toHaveCount(0);
  await expectAccessible(page, "отказ");
});

/** The other kinds of refusal: the code, the reason, and what to do. */
const REFUSALS = [
  ["data_incomplete", "В заявлении не хватает сведений или они неверны.", "Проверьте ответы, исправьте их и отправьте заявление снова."],
  ["status_mismatch", "Эта услуга не предназначена для вашего случая.", "Позвоните в службу поддержки: подскажем, какая услуга подойдёт."],
  [
    "registry_mismatch",
    "Сведения не совпали с данными государственных реестров.",
    "Сверьте номера с документами. Если они верны, обратитесь в ведомство, которое ведёт реестр.",
  ],
  ["documents_unreadable", "Файлы не открываются или повреждены.", "Отсканируйте документы заново и отправьте заявление снова."],
  [
    "technical",
    "Заявление не обработано из-за технической ошибки.",
    "Отправьте заявление снова. Если ошибка повторится, напишите в поддержку.",
  ],
] as const;

test("S-22 every kind of refusal has its own code and advice", async ({ signedIn: page, anna, server }) => {
  for (const [code, reason, advice] of REFUSALS) {
    const { id } = await anna.application();
    await server.doors.bureau(id, "refuse", code);
    await page.goto(`/applications/${id}`);
    await expect(refusal(page, code)).toContainText(reason);
    await expect(page.getByText(advice)).toBeVisible();
  }
});

test("withdrawing asks first: «Нет» goes back, «Да» withdraws", async ({ signedIn: page, anna }) => {
  const application = await anna.application();
  await page.goto(`/applications/${application.id}`);
  const ask = page.getByRole("button", { name: "Отозвать", exact: true });
  await ask.click();
  await expectFocus(page, "button", "Нет, оставить");
  await expectAccessible(page, "вопрос об отзыве");
  await page.keyboard.press("Enter");
  await expect(ask).toBeFocused();
  await ask.click();
  await page.getByRole("button", { name: "Да, отозвать" }).click();
  await expect(caseStatus(page)).toHaveText("Отозвано");
  await expect(journal(page)).toHaveText([entry("Принято"), entry("Отозвано")]);
  await expect(announcer(page)).toHaveText("Статус изменился: Отозвано");
  // The button with the focus is gone, so the heading gets the focus.
  await expectFocus(page, "heading", "Медико-социальная экспертиза");
  expect((await anna.case(application.id)).summary.state).toBe("withdrawn");
});

test("an application decided during the question can no longer be withdrawn", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/POST .*withdraw/, 409);
  const application = await anna.application();
  await page.goto(`/applications/${application.id}`);
  await page.getByRole("button", { name: "Отозвать", exact: true }).click();
  await server.doors.bureau(application.id, "check");
  await server.doors.bureau(application.id, "approve");
  await expect(caseStatus(page)).toHaveText("Одобрено");
  await expect(page.getByRole("button", { name: "Да, отозвать" })).toHaveCount(0);
});

test("a draft can be continued, or deleted after a question", async ({ signedIn: page, anna }) => {
  const [kept, removed] = [await anna.draft(), await anna.draft()];
  await page.goto("/applications");
  const rows = page.getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expectAccessible(page, "черновики");
  const row = rows.filter({ has: page.locator(`a[href="/drafts/${removed.id}"]`) });
  const ask = row.getByRole("button", { name: "Удалить черновик «Медико-социальная экспертиза»" });
  await ask.click();
  await expect(row).toContainText("Удалить черновик вместе с ответами и файлами?");
  await expect(row.getByRole("button", { name: "Нет, оставить" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(ask).toBeFocused();
  await ask.click();
  await row.getByRole("button", { name: "Да, удалить" }).click();
  await expect(rows).toHaveCount(1);
  await expectFocus(page, "heading", "Мои заявки");
  await rows.getByRole("link").click();
  await expect(page.getByText("Разделы можно заполнять в любом порядке")).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`/drafts/${kept.id}`);
});

test("the number can be copied", async ({ signedIn: page, anna, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const application = await anna.application();
  await page.goto(`/applications/${application.id}/sent`);
  await page.getByRole("button", { name: "Скопировать" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Скопировано" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(application.number);
});

test("a sent draft leads to its application", async ({ signedIn: page, anna }) => {
  const draft = await anna.readyDraft();
  const sent = await anna.send(draft);
  await page.goto(`/drafts/${draft.id}/contacts`);
  await expect(heading(page)).toHaveText("Это заявление уже отправлено");
  await expectAccessible(page, "уже отправлено");
  await page.getByRole("link", { name: "Открыть заявку" }).click();
  await expect(page.getByText(sent.number)).toBeVisible();
});

test("a service that is down is explained, and «Попробовать ещё раз» helps", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/GET .*applications/, 503);
  const application = await anna.application();
  await server.doors.fault({ match: "GET /api/v1/applications", kind: "status", status: 503 });
  await page.goto(`/applications/${application.id}`);
  await expectScreen(page, "Заявка не открылась");
  await expect(page.getByText("Сервер сейчас не отвечает. Ваши данные не потеряны.")).toBeVisible();
  await page.getByRole("button", { name: "Попробовать ещё раз" }).click();
  await expect(page.getByText(application.number)).toBeVisible();
});
