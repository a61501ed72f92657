// Every kind of field says exactly what is wrong with a value and what to do, in the summary with the field's name and at the
// field. It keeps what was typed, and the error goes once the value is right.

import type { Page } from "@playwright/test";
import { ANSWERS } from "../../fixtures/answers.ts";
import type { Draft } from "../../fixtures/citizen.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";
import { BEFORE_FOURTEEN, CHECKSUM, DATE, DIGITS, FUTURE, NO_DAY, SHORT_YEAR, escaped, said } from "../../fixtures/words.ts";

interface Case {
  /** Accessible name of the input. */
  input: string;
  wrong: [value: string, text: string][];
}

const ZEROS = "Такого номера нет: в нём одни нули";

const SCREENS: { step: string; title: string; answers?: Draft["answers"]; cases: Case[] }[] = [
  {
    step: "personal",
    title: "Ваши данные",
    cases: [
      {
        input: "Фамилия",
        wrong: [
          ["Petrova", "Напишите русскими буквами, здесь есть латинские"],
          ["Петрова2", "Уберите цифры: здесь нужны только буквы"],
          ["Пет_рова", "Уберите символ «_»: он здесь не подходит"],
          ["-Петрова", "Начните с буквы"],
          ["П".repeat(101), "Здесь помещается не больше 100 символов"],
        ],
      },
      { input: "Имя", wrong: [["Anna", "Напишите русскими буквами, здесь есть латинские"]] },
      { input: "Отчество", wrong: [["Сергеевна!", "Уберите символ «!»: он здесь не подходит"]] },
      {
        input: "Дата рождения",
        wrong: [
          ["21 марта 1968", DATE],
          ["5.3.68", SHORT_YEAR],
          ["31.02.1968", NO_DAY],
          ["21.03.1899", "Дата должна быть не раньше 1 января 1900"],
          ["21.03.2068", FUTURE],
        ],
      },
      {
        input: "СНИЛС",
        wrong: [
          ["112-233-445", "Нужно 11 цифр, а здесь 9"],
          ["112-233-44А 95", DIGITS],
          ["000-000-000 00", ZEROS],
          ["777-777-777 77", CHECKSUM],
          ["121-233-445 95", CHECKSUM],
        ],
      },
      {
        input: "ИНН (необязательно)",
        wrong: [
          ["7707083893", "Это ИНН организации: в нём 10 цифр. ИНН человека состоит из 12 цифр"],
          ["50010073225", "Нужно 12 цифр, а здесь 11"],
          ["500100732258", CHECKSUM],
          ["нет", DIGITS],
        ],
      },
      {
        input: "Полис ОМС (необязательно)",
        wrong: [
          ["123456789", "Нужно 16 цифр, а здесь 9"],
          ["7777777777777777", CHECKSUM],
          ["2134567890123452", CHECKSUM],
        ],
      },
    ],
  },
  {
    step: "identity",
    title: "Документ, удостоверяющий личность",
    cases: [
      {
        input: "Серия и номер",
        wrong: [
          ["4509 12345", "Нужно 10 цифр, а здесь 9"],
          ["0000 123456", ZEROS],
          ["45О9 123456", DIGITS],
        ],
      },
      {
        input: "Дата выдачи",
        wrong: [
          ["15.04", DATE],
          ["15.13.2013", NO_DAY],
          ["15.04.2113", FUTURE],
          ["15.04.1980", BEFORE_FOURTEEN],
          [
            "15.04.2000",
            "Этот паспорт недействителен с 20 июня 2013: его меняют в 20 и 45 лет. Укажите новый паспорт",
          ],
        ],
      },
      { input: "Код подразделения", wrong: [["77", "Нужно 6 цифр, а здесь 2"]] },
      {
        input: "Кем выдан",
        wrong: [
          ["я".repeat(251), "Слишком длинно. Сократите на 1 символ"],
          ["я".repeat(253), "Слишком длинно. Сократите на 3 символа"],
          ["я".repeat(261), "Слишком длинно. Сократите на 11 символов"],
        ],
      },
    ],
  },
  {
    step: "identity",
    title: "Документ, удостоверяющий личность",
    answers: {
      identity_kind: "birth_certificate",
      birth_date: "12.05.2019",
      "birth_certificate.number": "II-МЮ 123456",
      "birth_certificate.issued": "15.04.2020",
      "birth_certificate.issuer": "Отдел ЗАГС Тверского района Москвы",
    },
    cases: [
      {
        input: "Серия и номер",
        wrong: [
          ["МЮ 123456", "Серия начинается с римской цифры, например II"],
          ["II-М2 123456", "После римской цифры и дефиса — две русские буквы, например МЮ"],
          ["II-МЮ 12345", "Номер состоит из 6 цифр"],
          ["123456", "Введите серию и номер так: II-МЮ 123456"],
        ],
      },
      { input: "Кем выдано", wrong: [["", "Напишите, кем выдан документ"]] },
    ],
  },
  {
    step: "contacts",
    title: "Контакты",
    cases: [
      {
        input: "Телефон",
        wrong: [
          ["912 345", "В номере телефона 11 цифр, а здесь 6"],
          ["+1 912 345-67-89", "Нужен российский номер: он начинается с +7 или 8"],
          ["8 912 345-67-8x", "В номере телефона могут быть только цифры, пробелы, скобки, дефис и плюс"],
        ],
      },
      {
        input: "Электронная почта",
        wrong: [
          ["anna", "В адресе почты нет знака @. Например, name@example.ru"],
          ["anna@@example.ru", "В адресе почты несколько знаков @. Оставьте один"],
          ["@example.ru", "Проверьте часть адреса до знака @"],
          ["anna@example", "Проверьте часть адреса после знака @, например mail.ru"],
          ["an na@example.ru", "Уберите пробел из адреса почты"],
          [`${"a".repeat(65)}@example.ru`, "Адрес почты слишком длинный. Проверьте, нет ли лишнего"],
        ],
      },
      { input: "Почтовый индекс", wrong: [["62001", "Нужно 6 цифр, например 620014"]] },
      { input: "Регион", wrong: [["  ", "Введите регион"]] },
    ],
  },
  {
    step: "purpose",
    title: "Цель экспертизы",
    cases: [
      {
        input: "Коротко опишите, с чем вы обращаетесь",
        wrong: [
          ["я".repeat(1002), "Слишком длинно. Сократите на 2 символа"],
          [
            "Болит \u202Eспина",
            "В тексте есть невидимые символы. Удалите его и напишите заново, не вставляя из другой программы",
          ],
        ],
      },
    ],
  },
  {
    step: "referral",
    title: "Направление 088/у",
    answers: { has_referral: "yes", referral_number: "123/45", referral_date: "15.10.2026" },
    cases: [
      { input: "Номер направления", wrong: [["1".repeat(41), "Слишком длинно. Сократите на 1 символ"]] },
      {
        input: "Дата направления",
        wrong: [
          ["", "Введите дату: «Дата направления»"],
          ["15.10.2062", FUTURE],
        ],
      },
    ],
  },
];

for (const { step, title, answers, cases } of SCREENS) {
  test(`M-12 every wrong value is explained on «${title}»${answers ? `: ${Object.values(answers)[0]}` : ""}`, async ({ signedIn: page, anna }) => {
    const { id } = await anna.draft();
    await anna.save(id, { ...ANSWERS, ...answers });
    await openDraft(page, id, step);
    for (const { input, wrong } of cases) await expectSaid(page, title, input, wrong);
    await expectAccessible(page, title);
    await press(page);
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(title);
  });
}

test("errors are listed in the order of the fields, and right fields are not marked", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await anna.save(id, { ...ANSWERS, snils: "1", "name.given": "Anna" });
  await openDraft(page, id, "personal");
  await press(page);
  await expect(page.getByRole("alert").getByRole("link")).toHaveText([
    "Имя: напишите русскими буквами, здесь есть латинские",
    "СНИЛС: нужно 11 цифр, а здесь 1",
  ]);
  await expect(page.locator("[aria-invalid=true]")).toHaveCount(2);
});

test("extra spaces, dashes and small letters are not errors", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await anna.save(id, {
    ...ANSWERS,
    "name.surname": "  Петрова – Водкина ",
    birth_date: " 21/3/1968 ",
    snils: " 11223344595 ",
    inn: "5001 0073 2259",
  });
  await openDraft(page, id, "personal");
  await press(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Документ, удостоверяющий личность");
});

/** Types each wrong value, expects its error, and puts the right value back. */
async function expectSaid(page: Page, title: string, input: string, wrong: Case["wrong"]): Promise<void> {
  const field = page.getByRole("textbox", { name: input, exact: true });
  const right = await field.inputValue();
  for (const [value, text] of wrong) {
    await field.fill(value);
    await press(page);
    await expect(page.getByRole("alert").getByRole("link")).toHaveText([value.trim() === "" ? text : said(input, text)]);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(new RegExp(`Ошибка: ${escaped(text)}$`));
    await expect(field).toHaveValue(value);
    await expect(page).toHaveTitle(`Ошибка: ${title} — Окно`);
  }
  await field.fill(right);
}

const press = (page: Page) => page.getByRole("button", { name: "Продолжить", exact: true }).click();
