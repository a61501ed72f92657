// Answers and what depends on them: conditions, ways through the form, and that nothing typed gets lost on them.

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

/** The server has this answer. */
const saved = (anna: Citizen, draft: string, path: string) =>
  expect.poll(async () => (await anna.read(draft)).answers[path], `«${path}» on the server`);

test("вид документа решает, что о нём спросить", async ({ signedIn: page, anna }) => {
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

  // What was typed in another branch is not lost on the way.
  await page.getByRole("radio", { name: CERTIFICATE }).check();
  await expect(textbox(page, "Серия и номер")).toHaveValue("II-МЮ 123456");
});

test("в заявление идёт только то, о чём спрошено", async ({ signedIn: page, anna }) => {
  const draft = await anna.readyDraft();
  await anna.save(draft.id, { ...ANSWERS, identity_kind: "other", other_document: "Военный билет АА 1234567" });
  await openDraft(page, draft.id, "check-answers");
  await expect(page.getByText("Военный билет АА 1234567")).toBeVisible();
  await expect(page.getByText("4509 123456")).toHaveCount(0);
});

test("направление: есть, у клиники, нет", async ({ signedIn: page, anna }) => {
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

test("без отчества", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await anna.save(id, { ...ANSWERS, "name.patronymic": "" });
  await openDraft(page, id, "personal");
  await page.getByRole("checkbox", { name: "Нет отчества" }).check();
  await expect(textbox(page, "Отчество")).toBeDisabled();
  await goOn(page);
  await expect(heading(page)).toHaveText("Документ, удостоверяющий личность");
});

test("назад, вперёд и обновление посреди формы ничего не теряют", async ({ signedIn: page, anna }) => {
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

test("обновление сразу после набора не теряет последних букв", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "purpose");
  const text = textbox(page, "Коротко опишите, с чем вы обращаетесь");
  // The last save may still be under way when the page asks for the answers again.
  await server.doors.fault({ match: "PUT /api/v1/drafts/", kind: "delay", ms: 500 });
  await text.fill("Написано только что");
  await page.reload();
  await saved(anna, id, "description").toBe("Написано только что");
  await expect(text).toHaveValue("Написано только что");
});

test("уход на другой сайт сразу после набора не теряет последних букв", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "purpose");
  await textbox(page, "Коротко опишите, с чем вы обращаетесь").fill("Написано только что");
  await page.goto("about:blank");
  await saved(anna, id, "description").toBe("Написано только что");
});

test("выход из формы сразу после набора не теряет последних букв", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "purpose");
  await textbox(page, "Коротко опишите, с чем вы обращаетесь").fill("Написано только что");
  await goToSection(page, "Мои заявки");
  await expect(heading(page)).toHaveText("Мои заявки");
  await saved(anna, id, "description").toBe("Написано только что");
});

test("«Изменить» на проверке ведёт в раздел и сразу обратно", async ({ signedIn: page, anna }) => {
  const { id } = await anna.readyDraft();
  await openDraft(page, id, "check-answers");
  await page.getByRole("link", { name: "Изменить раздел «Контакты»" }).click();
  await expectFocus(page, "heading", "Контакты");
  await textbox(page, "Телефон").fill("+7 999 000-11-22");
  await goOn(page);
  await expect(heading(page)).toHaveText("Проверьте заявление");
  await expect(page.getByText("+7 999 000-11-22")).toBeVisible();
});

test("M-13 ошибка другого раздела на проверке ведёт к своему полю", async ({ signedIn: page, anna }) => {
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

test("неверная группа вариантов помечена как неверная (WCAG 3.3.1)", async ({ signedIn: page, anna }) => {
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

test("список разделов говорит, что готово, начато и не начато", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await anna.save(id, { delivery_way: "archive", phone: "+7 912 345-67-89" });
  await openDraft(page, id);
  const state = (title: string) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });
  await expect(state("Как получить решение")).toContainText("Готово");
  await expect(state("Контакты")).toContainText("Начато");
  await expect(state("Ваши данные")).toContainText("Не начато");
});
