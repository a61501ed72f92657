// Answers and what depends on them: conditions and ways through the form, on which nothing typed gets lost.

import type { Page } from "@playwright/test";
import { ANSWERS } from "../../fixtures/answers.ts";
import type { Citizen } from "../../fixtures/citizen.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { CERTIFICATE, HAS_REFERRAL, NO_REFERRAL, OTHER_DOCUMENT, PASSPORT, SENT_BY_CLINIC } from "../../fixtures/form.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { expect, test } from "../../fixtures/test.ts";

const textbox = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const heading = (page: Page) => page.getByRole("main").getByRole("heading", { level: 1 });
const goOn = (page: Page) => page.getByRole("button", { name: "Продолжить", exact: true }).click();

/** Polls the server's answer at this path. */
const saved = (anna: Citizen, draft: string, path: string) =>
  expect.poll(async () => (await anna.read(draft)).answers[path], `«${path}» on the server`);

test("the kind of document decides which fields are asked", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "identity");
  const fields = page.getByRole("main").getByRole("textbox");
  await expect(fields).toHaveCount(0);

  await page.getByRole("radio", { name: PASSPORT }).check();
  await expect(page.getByRole("group", { name: "Паспорт", exact: true })).toBeVisible();
  await expect(fields).toHaveCount(4);

  await page.getByRole("radio", { name: CERTIFICATE }).check();
  await expect(page.getByRole("group", { name: "Свидетельство о рождении", exact: true })).toBeVisible();
  await expect(textbox(page, "Код подразделения")).toHaveCount(0);
  await goOn(page);
  await expect(page.getByRole("alert").getByRole("link")).toHaveText([
    "Введите серию и номер свидетельства",
    "Введите дату выдачи",
    "Напишите, кем выдан документ",
  ]);
  await textbox(page, "Серия и номер").fill("II-МЮ 123456");

  await page.getByRole("radio", { name: OTHER_DOCUMENT }).check();
  await expect(fields).toHaveCount(1);
  await textbox(page, "Название, номер и дата выдачи документа").fill("Военный билет АА 1234567 от 01.02.2010");

  // Answers typed for another kind of document are still there.
  await page.getByRole("radio", { name: CERTIFICATE }).check();
  await expect(textbox(page, "Серия и номер")).toHaveValue("II-МЮ 123456");
});

test("an application contains only answers to questions that were asked", async ({ signedIn: page, anna }) => {
  const draft = await anna.readyDraft();
  await anna.save(draft.id, { ...ANSWERS, identity_kind: "other", other_document: "Военный билет АА 1234567" });
  await openDraft(page, draft.id, "check-answers");
  await expect(page.getByText("Военный билет АА 1234567")).toBeVisible();
  await expect(page.getByText("4509 123456")).toHaveCount(0);
});

test("a referral: at hand, sent by the clinic, or none", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "referral");
  const fields = page.getByRole("main").getByRole("textbox");
  await page.getByRole("radio", { name: HAS_REFERRAL }).check();
  await expect(fields).toHaveCount(3);
  await page.getByRole("radio", { name: SENT_BY_CLINIC }).check();
  await expect(fields).toHaveCount(1);
  await expect(textbox(page, "Медицинская организация (необязательно)")).toBeVisible();
  await page.getByRole("radio", { name: NO_REFERRAL, exact: true }).check();
  await expect(fields).toHaveCount(0);
  await goOn(page);
  const slot = page.getByRole("heading", { level: 2, name: "Направление 088/у" });
  await expect(heading(page)).toHaveText("Документы");
  await expect(slot).toHaveCount(0);
  await page.goBack();
  await page.getByRole("radio", { name: HAS_REFERRAL }).check();
  await textbox(page, "Номер направления").fill("7");
  await textbox(page, "Дата направления").fill("01.11.2026");
  await goOn(page);
  await expect(slot).toBeVisible();
});

test("somebody without a patronymic can say so", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await anna.save(id, { ...ANSWERS, "name.patronymic": "" });
  await openDraft(page, id, "personal");
  await page.getByRole("checkbox", { name: "Нет отчества" }).check();
  await expect(textbox(page, "Отчество")).toBeDisabled();
  await goOn(page);
  await expect(heading(page)).toHaveText("Документ, удостоверяющий личность");
});

test("back, forward and a reload lose nothing in a form", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await textbox(page, "Телефон").fill("+7 912 345-67-89");
  await textbox(page, "Электронная почта").fill("anna@example.ru");
  await page.getByRole("link", { name: "Ко всем разделам заявления" }).click();
  await page.getByRole("link", { name: "Цель экспертизы" }).click();
  await textbox(page, "Коротко опишите, с чем вы обращаетесь").fill("Первая часть");
  await page.goBack();
  await page.goBack();
  await expect(heading(page)).toHaveText("Контакты");
  await expect(textbox(page, "Телефон")).toHaveValue("+7 912 345-67-89");
  await page.goForward();
  await page.goForward();
  await expect(textbox(page, "Коротко опишите, с чем вы обращаетесь")).toHaveValue("Первая часть");
  await saved(anna, id, "description").toBe("Первая часть");
  await page.reload();
  await expect(textbox(page, "Коротко опишите, с чем вы обращаетесь")).toHaveValue("Первая часть");
  await page.goBack();
  await page.goBack();
  await expect(textbox(page, "Электронная почта")).toHaveValue("anna@example.ru");
});

test("a reload right after typing keeps the last letters", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "purpose");
  const text = textbox(page, "Коротко опишите, с чем вы обращаетесь");
  // The last save may still be under way when the reloaded page fetches the answers.
  await server.doors.fault({ match: "PUT /api/v1/drafts/", kind: "delay", ms: 500 });
  await text.fill("Написано только что");
  await page.reload();
  await saved(anna, id, "description").toBe("Написано только что");
  await expect(text).toHaveValue("Написано только что");
});

test("leaving for another site right after typing keeps the last letters", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "purpose");
  await textbox(page, "Коротко опишите, с чем вы обращаетесь").fill("Написано только что");
  await page.goto("about:blank");
  await saved(anna, id, "description").toBe("Написано только что");
});

test("leaving the form right after typing keeps the last letters", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "purpose");
  await textbox(page, "Коротко опишите, с чем вы обращаетесь").fill("Написано только что");
  await goToSection(page, "Мои заявки");
  await expect(heading(page)).toHaveText("Мои заявки");
  await saved(anna, id, "description").toBe("Написано только что");
});

test("«Изменить» on the check page leads to the step and straight back", async ({ signedIn: page, anna }) => {
  const { id } = await anna.readyDraft();
  await openDraft(page, id, "check-answers");
  await page.getByRole("link", { name: "Изменить раздел «Контакты»" }).click();
  await expectFocus(page, "heading", "Контакты");
  await textbox(page, "Телефон").fill("+7 999 000-11-22");
  await goOn(page);
  await expect(heading(page)).toHaveText("Проверьте заявление");
  await expect(page.getByText("+7 999 000-11-22")).toBeVisible();
});

test("M-13 an error of another step leads from the check page to its field", async ({ signedIn: page, anna }) => {
  const { id } = await anna.readyDraft();
  await anna.save(id, { ...ANSWERS, snils: "1", "address.region": "" });
  await openDraft(page, id, "check-answers");
  const summary = page.getByRole("alert");
  for (const button of ["Проверить", "Отправить"]) {
    await page.getByRole("button", { name: button, exact: true }).click();
    await expect(summary).toBeFocused();
    await expect(summary.getByRole("link")).toHaveText(["СНИЛС: нужно 11 цифр, а здесь 1", "Введите регион"]);
  }
  await summary.getByRole("link", { name: "Введите регион" }).click();
  await expectFocus(page, "textbox", "Регион");
  await textbox(page, "Регион").fill("Москва");
  await goOn(page);
  await expect(heading(page)).toHaveText("Проверьте заявление");
});

test("M-18 the check page says that the whole set is ready to be sent", async ({ signedIn: page, anna }) => {
  const { id } = await anna.readyDraft();
  await openDraft(page, id, "check-answers");
  await page.getByRole("button", { name: "Проверить", exact: true }).click();
  // The focus reads it to a screen reader.
  await expect(page.locator(":focus")).toHaveText("Всё заполнено верно. Заявление готово к отправке.");
  await expect(page.getByRole("button", { name: "Отправить", exact: true })).toBeVisible();
});

test("a group with an error is marked as invalid (WCAG 3.3.1)", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "identity");
  const group = page.getByRole("radiogroup", { name: "Какой у вас документ?" });
  await expect(group).not.toHaveAttribute("aria-invalid", "true");
  await goOn(page);
  await expect(group).toHaveAttribute("aria-invalid", "true");
  await expect(group).toHaveAccessibleDescription("Ошибка: Выберите вариант: «Какой у вас документ?»");
  await openDraft(page, id, "purpose");
  await goOn(page);
  await expect(page.getByRole("checkbox").first()).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("group", { name: "Для чего нужна экспертиза?" })).toHaveAccessibleDescription(
    /Ошибка: Отметьте хотя бы один вариант: «Для чего нужна экспертиза\?»$/,
  );
});

test("the list of sections says what is done, started and not started", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await anna.save(id, { delivery_way: "archive", phone: "+7 912 345-67-89" });
  await openDraft(page, id);
  const state = (title: string) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });
  await expect(state("Как получить решение")).toContainText("Готово");
  await expect(state("Контакты")).toContainText("Начато");
  await expect(state("Ваши данные")).toContainText("Не начато");
});
