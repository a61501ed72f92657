// The bureau asks for a correction, the citizen makes it at the very place, and the application keeps its number (C-23).

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { sha256 } from "../../fixtures/citizen.ts";
import type { Remark } from "../../fixtures/doors.ts";
import { pdf } from "../../fixtures/files.ts";
import { addButton, MEDICAL_SLOT } from "../../fixtures/form.ts";
import { expectFocus, focused } from "../../fixtures/focus.ts";
import { choose } from "../../fixtures/input.ts";
import { agree, caseStatus, entry, fileRow, journal } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

const remark = (pointer: string, ru: string): Remark => ({ pointer, text: { ru, en: `${pointer} is wrong` } });
const AT_PHONE = "По этому телефону никто не отвечает. Проверьте номер";
const AT_FILES = "На справке не видно печати. Отсканируйте её ещё раз";
const AT_ALL = "Мы перенесли приём документов в другой кабинет";
const ASKED = [remark("/answers/phone", AT_PHONE), remark("/files/medical", AT_FILES), remark("", AT_ALL)];

const summary = (page: Page) => page.getByRole("alert").filter({ has: page.getByRole("heading", { name: "Нужно исправить" }) });
const openCorrection = async (page: Page, number: string) => {
  await page.getByRole("button", { name: "Исправить", exact: true }).click();
  await expect(page.getByText(`Здесь вы исправляете заявку ${number}. Её номер останется прежним.`)).toBeVisible();
};

test("M-16, S-21 remarks stand at their fields, and a corrected application keeps its number", async ({ signedIn: page, anna, server }) => {
  test.slow();
  const { id, number } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await server.doors.bureau(number, "check");
  await server.doors.ask(number, ASKED);
  // The new status arrives without a reload.
  await expect(caseStatus(page)).toHaveText("Нужен ваш ответ");
  const letter = (await server.doors.outbox()).find(({ channel }) => channel === "email");
  expect(letter?.text).toContain(`${number} ждёт ваших исправлений`);
  await expect(page.locator("#announcer")).toHaveText(/Статус изменился: Нужен ваш ответ$/);
  await expect(page.getByRole("heading", { level: 2, name: "Что нужно от вас" })).toBeVisible();
  await expect(page.locator(".need__title")).toHaveText("Исправьте 3 места в заявлении");
  const remarks = page.locator(".need").getByRole("listitem");
  await expect(remarks).toHaveText([AT_PHONE, AT_FILES, AT_ALL]);
  await expectAccessible(page, "заявка с замечаниями");

  await openCorrection(page, number);
  const draft = new URL(page.url()).pathname;
  await expect(summary(page)).toContainText(AT_ALL);
  await expect(summary(page).getByRole("link")).toHaveText([AT_PHONE, AT_FILES]);
  const state = (title: string) => page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });
  await expect(state("Контакты")).toContainText("Нужно исправить");
  await expect(state("Документы")).toContainText("Нужно исправить");
  await expect(state("Ваши данные")).toContainText("Готово");
  await expectAccessible(page, "исправление, список разделов");

  await summary(page).getByRole("link", { name: AT_PHONE }).click();
  await expectFocus(page, "textbox", "Телефон");
  const field = page.getByRole("textbox", { name: "Телефон" });
  await expect(field).toHaveValue("+7 912 345-67-89");
  expect(await focused(page)).toMatchObject({ invalid: true });
  await expect(field).toHaveAccessibleDescription(new RegExp(`Ошибка: ${AT_PHONE}`));
  await expectAccessible(page, "замечание у поля");
  await summary(page).getByRole("link", { name: AT_PHONE }).click();
  await expect(field).toBeFocused();
  await field.fill("8 (912) 000-11-22");
  await expect(page.getByText(AT_PHONE)).toHaveCount(0);

  await page.goto(draft);
  await summary(page).getByRole("link", { name: AT_FILES }).click();
  await expectFocus(page, "button", addButton(MEDICAL_SLOT));
  expect((await focused(page)).description).toContain(`Ошибка: ${AT_FILES}`);
  await expectAccessible(page, "замечание у документа");
  await page.getByRole("button", { name: "Удалить файл справка.pdf" }).click();
  await page.getByRole("button", { name: "Да, удалить" }).click();
  const better = pdf("справка с печатью.pdf");
  await choose(page, [better], () => page.getByRole("button", { name: addButton(MEDICAL_SLOT) }).click());
  await expect(fileRow(page, better.name)).toContainText("Принят");
  await expect(page.getByText(AT_FILES)).toHaveCount(0);

  await page.goto(`${draft}/check-answers`);
  await expect(page.getByText(`После отправки заявка ${number} вернётся в работу. Её номер останется прежним.`)).toBeVisible();
  await agree(page);
  await page.getByRole("button", { name: "Отправить", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Исправления отправлены" })).toBeVisible();
  await expect(page.getByText(number, { exact: true })).toBeVisible();

  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("На проверке");
  await expect(page.getByText(number, { exact: true })).toBeVisible();
  await expect(journal(page)).toHaveText([entry("Принято"), entry("На проверке"), entry("Нужен ваш ответ"), entry("На проверке")]);
  // The date of the examination is still to be chosen.
  await expect(page.locator(".need__title")).toHaveText("Выберите день осмотра");
  await expect(page.getByRole("button", { name: "Исправить", exact: true })).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText(better.name);
  await expect(page.getByRole("main")).not.toContainText("справка.pdf");
  expect(await anna.applications()).toMatchObject([{ id, number, state: "in_review" }]);
  const files = (await anna.case(id)).files;
  expect(files.map(({ sha256: hash }) => hash)).toContain(sha256(better));

  // The bureau then decides on the corrected application.
  await server.doors.bureau(number, "approve");
  await expect(caseStatus(page)).toHaveText("Одобрено");
});

test("a started correction waits among the drafts and opens at the remarks", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await server.doors.bureau(number, "check");
  await server.doors.ask(number, ASKED);
  await page.goto(`/applications/${id}`);
  await openCorrection(page, number);
  const draft = new URL(page.url()).pathname;
  await page.goto("/applications");
  const row = page.getByRole("listitem").filter({ hasText: `Исправление заявки ${number}` });
  await expectAccessible(page, "исправление среди черновиков");
  await row.getByRole("link").click();
  await expect(summary(page).getByRole("link")).toHaveText([AT_PHONE, AT_FILES]);
  expect(new URL(page.url()).pathname).toBe(draft);
  // Pressing «Исправить» again opens the same correction.
  await page.goto(`/applications/${id}`);
  await openCorrection(page, number);
  expect(new URL(page.url()).pathname).toBe(draft);
});

test("a correction sent after the application was withdrawn gets a clear answer and changes nothing", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/(POST .*submit|PUT .*drafts|GET .*drafts)/, 409, 404);
  const { id, number } = await anna.application();
  await server.doors.bureau(number, "check");
  await server.doors.ask(number, [ASKED[0] as Remark]);
  await page.goto(`/applications/${id}`);
  await openCorrection(page, number);
  await page.goto(`${new URL(page.url()).pathname}/check-answers`);
  await agree(page);
  const other = await page.context().newPage();
  await other.goto(`/applications/${id}`);
  await other.getByRole("button", { name: "Отозвать", exact: true }).click();
  await other.getByRole("button", { name: "Да, отозвать" }).click();
  await expect(caseStatus(other)).toHaveText("Отозвано");
  await page.getByRole("button", { name: "Отправить", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Заявление не отправлено" })).toContainText("Сейчас это сделать нельзя");
  expect((await anna.case(id)).summary.state).toBe("withdrawn");
});

test("M-16 the automatic check does not refuse but asks to replace a damaged file", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  const file = (await anna.case(id)).files.find(({ slot }) => slot === "medical");
  await server.damage(file?.id ?? "");
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await server.doors.bureau(number, "check");
  await expect(caseStatus(page)).toHaveText("Нужен ваш ответ");
  const text =
    "Файл «справка.pdf» повреждён и не открывается. Отсканируйте или сфотографируйте документ ещё раз и приложите новый файл.";
  await expect(page.locator(".need").getByRole("listitem")).toHaveText([text]);
  await page.getByRole("button", { name: "Исправить", exact: true }).click();
  await summary(page).getByRole("link", { name: text }).click();
  await expectFocus(page, "button", addButton(MEDICAL_SLOT));
  await choose(page, [pdf("справка ещё раз.pdf")], () => page.getByRole("button", { name: addButton(MEDICAL_SLOT) }).click());
  await expect(fileRow(page, "справка ещё раз.pdf")).toContainText("Принят");
  await page.goto(page.url().replace(/documents$/, "check-answers"));
  await agree(page);
  await page.getByRole("button", { name: "Отправить", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Исправления отправлены" })).toBeVisible();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("На проверке");
  await expect(page.getByText(number, { exact: true })).toBeVisible();
});
