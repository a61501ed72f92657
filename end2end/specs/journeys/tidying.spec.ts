// The form helps: right values are written the usual way, a pasted address is split into its parts, look-alike letters are
// understood, and nothing that can be typed or pasted breaks the form.

import type { Page } from "@playwright/test";
import { ANSWERS } from "../../fixtures/answers.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { onServer, savedLine } from "../../fixtures/drafts.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

const textbox = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const goOn = (page: Page) => page.getByRole("button", { name: "Продолжить", exact: true }).click();
const heading = (page: Page) => page.getByRole("main").getByRole("heading", { level: 1 });

/** Pastes as a person does, through the clipboard and the paste event. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("Control+V");
}

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

for (const [step, name, path, typed, tidy] of [
  ["contacts", "Телефон", "phone", "89123456789", "+7 912 345-67-89"],
  ["contacts", "Телефон", "phone", "8 (912) 345 67 89", "+7 912 345-67-89"],
  ["contacts", "Телефон", "phone", "9123456789", "+7 912 345-67-89"],
  ["contacts", "Телефон", "phone", "+7\u00A0912\u00A0345\u201167\u201189", "+7 912 345-67-89"],
  ["contacts", "Почтовый индекс", "address.postcode", " 620 014 ", "620014"],
  ["personal", "СНИЛС", "snils", "11223344595", "112-233-445 95"],
  ["personal", "СНИЛС", "snils", "112 233 445-95", "112-233-445 95"],
  ["personal", "Дата рождения", "birth_date", "21/3/1968", "21.03.1968"],
  ["personal", "Дата рождения", "birth_date", "21031968", "21.03.1968"],
  ["personal", "ИНН (необязательно)", "inn", "5001 0073 2259", "500100732259"],
  ["personal", "Фамилия", "name.surname", "  Петрова–Водкина ", "Петрова-Водкина"],
  ["identity", "Серия и номер", "passport.number", "4509123456", "4509 123456"],
  ["identity", "Серия и номер", "passport.number", "45 09 № 123456", "4509 123456"],
  ["identity", "Код подразделения", "passport.department", "770001", "770-001"],
] as const) {
  test(`«${name}»: leaving the field turns «${typed}» into «${tidy}»`, async ({ signedIn: page, anna }) => {
    const { id } = await anna.draft();
    await anna.save(id, { ...ANSWERS, [path]: "" });
    await openDraft(page, id, step);
    const field = textbox(page, name);
    await field.focus();
    await page.keyboard.insertText(typed);
    // While the field has the focus its text stays as typed: no mask moves the caret.
    await expect(field).toHaveValue(typed);
    await page.keyboard.press("Tab");
    await expect(field).toHaveValue(tidy);
    await onServer(anna, id, path).toBe(tidy);
  });
}

test("a wrong value stays as typed", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  const field = textbox(page, "Телефон");
  await field.fill("8 912 345");
  await page.keyboard.press("Tab");
  await expect(field).toHaveValue("8 912 345");
  await onServer(anna, id, "phone").toBe("8 912 345");
});

test("an edit in the middle of a number leaves the caret in place", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  const field = textbox(page, "Телефон");
  await field.fill("+7 912 345-67-89");
  await field.evaluate((input: HTMLInputElement) => input.setSelectionRange(6, 6));
  await page.keyboard.press("Backspace");
  await page.keyboard.type("9");
  expect(await field.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(6);
  await expect(field).toHaveValue("+7 919 345-67-89");
});

test("a whole address pasted into one field is split into its parts and announced", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await textbox(page, "Почтовый индекс").focus();
  await paste(page, "620014, Свердловская область, г. Екатеринбург, ул. Мира, д. 5, кв. 12");
  await page.keyboard.press("Tab");
  await expect(textbox(page, "Почтовый индекс")).toHaveValue("620014");
  await expect(textbox(page, "Регион")).toHaveValue("Свердловская область");
  await expect(textbox(page, "Город или другой населённый пункт")).toHaveValue(/Екатеринбург$/);
  await expect(textbox(page, "Улица, дом, квартира")).toHaveValue("ул. Мира, д. 5, кв. 12");
  await expect(page.locator("#announcer")).toHaveText("Адрес разложен по полям. Проверьте их.");
  await onServer(anna, id, "address.street").toBe("ул. Мира, д. 5, кв. 12");
  expect((await anna.read(id)).answers["address.postcode"]).toBe("620014");
  await expectAccessible(page, "адрес разложен");
});

test("a pasted street stays a street", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await textbox(page, "Регион").fill("Москва");
  await textbox(page, "Улица, дом, квартира").focus();
  await paste(page, "ул. Мира, д. 5, кв. 12");
  await page.keyboard.press("Tab");
  await expect(textbox(page, "Улица, дом, квартира")).toHaveValue("ул. Мира, д. 5, кв. 12");
  await expect(textbox(page, "Регион")).toHaveValue("Москва");
  await expect(textbox(page, "Почтовый индекс")).toHaveValue("");
});

for (const [typed, tidy] of [
  ["ii-мю 123456", "II-МЮ 123456"],
  ["II МЮ № 123456", "II-МЮ 123456"],
  // Cyrillic letters among Roman numerals, Latin letters among Cyrillic ones.
  ["ХС-СА 123456", "XC-СА 123456"],
  ["ІІ-MB 123456", "II-МВ 123456"],
  ["IУ-MB 123456", "IV-МВ 123456"],
] as const) {
  test(`a birth certificate «${typed}» is understood as «${tidy}»`, async ({ signedIn: page, anna }) => {
    const { id } = await anna.draft();
    await anna.save(id, { ...ANSWERS, birth_date: "12.05.2019", identity_kind: "birth_certificate" });
    await openDraft(page, id, "identity");
    await textbox(page, "Серия и номер").fill(typed);
    await textbox(page, "Дата выдачи").fill("20.05.2019");
    await textbox(page, "Кем выдано").fill("Отдел ЗАГС");
    await expect(textbox(page, "Серия и номер")).toHaveValue(tidy);
    await goOn(page);
    await expect(heading(page)).not.toHaveText("Документ, удостоверяющий личность");
  });
}

const DESCRIPTION = "Коротко опишите, с чем вы обращаетесь";

test("100 000 characters are all saved, and the form says how many are too many", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await anna.save(id, ANSWERS);
  await openDraft(page, id, "purpose");
  const text = "Длинный рассказ. ".repeat(5_883).slice(0, 100_000);
  await textbox(page, DESCRIPTION).fill(text);
  await goOn(page);
  await expect(page.getByRole("alert").getByRole("link")).toHaveText([/^Коротко опишите, с чем вы обращаетесь: слишком длинно\. Сократите на 99\s?000 символов$/]);
  await onServer(anna, id, "description").toBe(text);
  await expect(savedLine(page)).toBeVisible();
  await page.reload();
  await expect(textbox(page, DESCRIPTION)).toHaveValue(text);
  await textbox(page, DESCRIPTION).fill("Короче.");
  await goOn(page);
  await expect(heading(page)).not.toHaveText("Цель экспертизы");
});

test("text too long for the server stays on the screen, and the form says so", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/PUT .*drafts/, 413);
  const { id } = await anna.draft();
  await openDraft(page, id, "purpose");
  const text = "ы".repeat(300_000);
  await textbox(page, DESCRIPTION).fill(text);
  await expect(page.getByText(/^Не сохранено\. Слишком много данных за один раз/)).toBeVisible();
  await expect(textbox(page, DESCRIPTION)).toHaveValue(text);
  await textbox(page, DESCRIPTION).fill("Короче.");
  await onServer(anna, id, "description").toBe("Короче.");
  await expect(savedLine(page)).toBeVisible();
});

for (const [what, text, isRight] of [
  ["emoji", "Болит спина 🙂👩‍🦽🇷🇺", true],
  ["marks for right-to-left text", "Болит \u202Eспина\u202C", false],
  ["words in Hebrew and Arabic", "Имя в паспорте: שלום, سلام", true],
  ["a null character", "Болит\u0000спина", false],
  ["line breaks and tabs", "Первое\nВторое\tТретье", true],
] as const) {
  test(`a description with ${what} can be sent on, or the form says what is wrong`, async ({ signedIn: page, anna }) => {
    const { id } = await anna.draft();
    await anna.save(id, ANSWERS);
    await openDraft(page, id, "purpose");
    await textbox(page, DESCRIPTION).fill(text);
    await goOn(page);
    if (!isRight) {
      await expect(page.getByRole("alert").getByRole("link")).toHaveText([/невидимые символы/]);
      await textbox(page, DESCRIPTION).fill("Болит спина");
      await goOn(page);
    }
    await expect(heading(page)).toHaveText("Направление 088/у");
    await onServer(anna, id, "description").toBe(isRight ? text : "Болит спина");
    await openDraft(page, id, "check-answers");
    await expect(page.getByRole("main")).toContainText(isRight ? (text.split("\n")[0] ?? "") : "Болит спина");
  });
}

test("a name in decomposed letters (NFD) is the same name", async ({ signedIn: page, anna }) => {
  const draft = await anna.readyDraft();
  await openDraft(page, draft.id, "personal");
  const name = "Йоффе-Ёлкина".normalize("NFD");
  await textbox(page, "Фамилия").fill(name);
  await textbox(page, "Имя").focus();
  await onServer(anna, draft.id, "name.surname").toBe("Йоффе-Ёлкина");
  await goOn(page);
  await expect(heading(page)).not.toHaveText("Ваши данные");
  await openDraft(page, draft.id, "check-answers");
  await page.getByRole("button", { name: "Отправить", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Заявление отправлено" })).toBeVisible();
});
