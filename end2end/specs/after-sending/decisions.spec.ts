// What a citizen can do with a decision and a sent application: apply again, appeal, download documents, find it.

import type { BrowserContext, Page } from "@playwright/test";
import { answerSet } from "../../fixtures/answer-sets.ts";
import { ANSWERS } from "../../fixtures/answers.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen, sha256 } from "../../fixtures/citizen.ts";
import { typedDay } from "../../fixtures/days.ts";
import { pdf } from "../../fixtures/files.ts";
import { agree, caseStatus, fileRow } from "../../fixtures/journey.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { download, expectPdf } from "../../fixtures/pdf-documents.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, test } from "../../fixtures/test.ts";

const main = (page: Page) => page.getByRole("main");
const textbox = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });

test("S-22 after a refusal: the reason, advice, and a new application with the same answers and files", async ({ signedIn: page, anna, server }) => {
  const draft = await anna.readyDraft();
  const { id, number } = await anna.send(draft);
  await server.doors.bureau(number, "check");
  await server.doors.bureau(number, "refuse", "documents_invalid");
  await page.goto(`/applications/${id}`);
  await expect(page.getByText("Код причины: documents_invalid")).toBeVisible();
  await expect(main(page).locator(".notice").filter({ hasText: "Код причины" })).toContainText("Документы недействительны: нет подписи, печати или истёк срок.");
  await expect(page.getByText("Получите новые документы и отправьте заявление снова.")).toBeVisible();
  await expect(page.getByText("Ответы и документы перейдут в новое заявление.")).toBeVisible();
  await expectAccessible(page, "отказ с повтором");
  await page.getByRole("button", { name: "Повторить" }).click();
  await expect(page.getByText("Разделы можно заполнять в любом порядке")).toBeVisible();
  const again = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  expect(again).not.toBe(draft.id);
  const carried = await anna.read(again);
  const { consent_terms: _, consent_data: __, ...answers } = ANSWERS;
  expect(carried.answers).toMatchObject(answers);
  expect(carried.files.map(({ slot, name, state, sha256: hash }) => ({ slot, name, state, hash })).sort((a, b) => a.slot.localeCompare(b.slot))).toEqual([
    { slot: "identity_scan", name: "паспорт.pdf", state: "accepted", hash: sha256(pdf("паспорт.pdf")) },
    { slot: "medical", name: "справка.pdf", state: "accepted", hash: sha256(pdf("справка.pdf")) },
  ]);
  await page.goto(`/drafts/${again}/documents`);
  await expect(fileRow(page, "справка.pdf")).toContainText("Принят");
  await page.goto(`/drafts/${again}/check-answers`);
  // Consents must be given again.
  await agree(page, true);
  await page.getByRole("button", { name: "Отправить", exact: true }).click();
  await expectScreen(page, "Заявление отправлено");
  const [second, first, ...others] = await anna.applications();
  expect(others).toEqual([]);
  expect([first?.number, first?.state]).toEqual([number, "rejected"]);
  expect(second?.number).not.toBe(number);
});

/** Anna's application, which the bureau refuses at this moment. */
async function refused(server: Server, context: BrowserContext, at: string) {
  await server.doors.clock(at);
  const anna = await Citizen.signIn(server, ANNA);
  const { id, number } = await anna.application();
  await server.doors.bureau(number, "check");
  await server.doors.bureau(number, "refuse", "documents_invalid");
  await anna.enter(context);
  return { id, number };
}

/** Thirty days after it is a Friday. */
const REFUSED = "2026-11-18T09:00:00Z";

test("M-37 an appeal starts from the decision: days left, and its number and dates filled in", async ({ page, context, server }) => {
  const { id, number } = await refused(server, context, REFUSED);
  await page.goto(`/applications/${id}`);
  await expect(main(page)).toContainText("Обжаловать можно до 18 декабря 2026: осталось 30 дней.");
  const title = (await page.getByText(/^Решение № .* от /).textContent()) ?? "";
  const decision = /№ (.*) от/.exec(title)?.[1] ?? "";
  expect(decision).not.toBe("");
  await page.getByRole("link", { name: "Обжаловать решение" }).click();
  await expectScreen(page, "Обжалование решения");
  await expect(main(page)).toContainText("Решение за 15 рабочих дней.");
  await expect(main(page), "the decision is known already").not.toContainText("Если решение есть в личном кабинете");
  await page.getByRole("button", { name: "Заполнить заявление" }).click();
  await page.getByRole("link", { name: "Решение", exact: true }).click();
  await expect(textbox(page, "Номер решения")).toHaveValue(decision);
  await expect(textbox(page, "Дата решения")).toHaveValue("18.11.2026");
  await expect(textbox(page, "Когда вы его получили")).toHaveValue("18.11.2026");
  await expect(page.getByRole("group", { name: "Какое решение вы обжалуете?" })).toHaveAccessibleDescription(
    new RegExp(`Заполнено из заявки ${number}`),
  );
  await expectAccessible(page, "решение заполнено");
});

test("a deadline for appeals on a day off moves to the next working day", async ({ page, context, server }) => {
  const { id } = await refused(server, context, "2027-09-30T20:40:00Z");
  await page.goto(`/applications/${id}`);
  await expect(main(page)).toContainText("Обжаловать можно до 1 ноября 2027: осталось 32 дня.");
});

for (const [days, line] of [
  [29, /осталось? 1\sдень|остался 1\sдень/],
  [30, /сегодня последний день/],
  [31, /Срок обжалования закончился .* Если пропустили его по уважительной причине, жалобу всё равно можно подать/],
] as const) {
  test(`day ${days} of the time to appeal`, async ({ page, context, server }) => {
    const { id } = await refused(server, context, REFUSED);
    await server.doors.advance({ minutes: days * 24 * 60 });
    await (await Citizen.signIn(server, ANNA)).enter(context);
    await page.goto(`/applications/${id}`);
    await expect(page.getByRole("main")).toContainText(line);
    await expect(page.getByRole("link", { name: "Обжаловать решение" })).toBeVisible();
  });
}

test("the page of appeals says that it is easier to start from the decision", async ({ signedIn: page }) => {
  await page.goto("/services/mse_appeal");
  await expect(main(page)).toContainText("Если решение есть в личном кабинете, откройте его и нажмите «Обжаловать решение»");
});

test("the copy of the application and the electronic act download as PDF", async ({ signedIn: page, anna }) => {
  const { id, number } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole("heading", { name: "Ваш личный архив" })).toBeVisible();
  const copy = await download(page, "Копия заявления (PDF)");
  await expectPdf(copy.file, [number, "Петрова", "112-233-445 95", "Прошу установить группу инвалидности."]);
  const act = await download(page, "Электронный акт о приёме документов (PDF)");
  await expectPdf(act.file, [number, "паспорт.pdf", sha256(pdf("паспорт.pdf")).slice(0, 8)]);
  for (const { name } of [copy, act]) expect(name).toMatch(/\.pdf$/);
});

test("a complaint has its form, number and QR code, and is found by number and date", async ({ signedIn: page, anna, server }) => {
  const draft = await anna.filledDraft("so_complaint", answerSet("so_complaint", await server.now()));
  const sent = await anna.send(draft);
  await anna.application();
  await page.goto(`/applications/${sent.id}/sent`);
  await expectScreen(page, "Заявление отправлено");
  await expect(page.getByText(sent.number, { exact: true })).toBeVisible();
  const code = page.getByRole("img", { name: `QR-код с номером заявки ${sent.number}` });
  await expect.poll(() => code.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBeGreaterThan(50);
  const { file } = await download(page, "Форма обращения (PDF)");
  await expectPdf(file, [sent.number]);

  await goToSection(page, "Мои обращения");
  await expectScreen(page, "Мои обращения");
  const rows = page.getByRole("row").filter({ has: page.getByRole("cell") });
  await expect(rows).toHaveCount(2);
  const find = page.getByRole("textbox", { name: "Найти по номеру или дате" });
  await find.fill(sent.number.slice(-6));
  // Both services count from one; only the prefix tells their numbers apart.
  await find.fill(` ${sent.number.toLowerCase()} `);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(sent.number);
  await expect(page.locator("#announcer")).toHaveText("Найдено: 1");
  const shown = (await rows.getByRole("cell").first().textContent()) ?? "";
  await find.fill(shown);
  await expect(rows).toHaveCount(2);
  await find.fill(typedDay(await server.now()));
  await expect(rows, "a date typed as ДД.ММ.ГГГГ").toHaveCount(2);
  await find.fill("01.01.2020");
  await expect(page.getByText("Ничего не нашлось. Проверьте номер или дату.")).toBeVisible();
  await expectAccessible(page, "ничего не нашлось");
  expect(page.url(), "what is looked for stays out of the address").not.toContain("2020");
});

test("the status of operations has its own words", async ({ signedIn: page, anna, server }) => {
  const sent = await anna.send(await anna.filledDraft("so_medical", answerSet("so_medical", await server.now())));
  await page.goto(`/applications/${sent.id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await server.doors.bureau(sent.number, "check");
  await expect(caseStatus(page)).toHaveText("В работе");
  await expect(page.locator("#announcer")).toHaveText(/Статус изменился: В работе$/);
});
