// «Профиль» (M-01): said once, so that no application asks for it again. Nothing typed is lost.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen } from "../../fixtures/citizen.ts";
import { inEnglish, expectEnglish } from "../../fixtures/english.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { OLGA } from "../../fixtures/newcomers.ts";
import { MARIA } from "../../fixtures/people.ts";
import { COMPLETE, TYPED, field, inn, openProfile, profileOf, registered, save, tell, expectSaved, fillIn, told } from "../../fixtures/profile.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expectNoneOf, followAddresses, stored } from "../../fixtures/storage.ts";
import { expect, test } from "../../fixtures/test.ts";
import { BEFORE_FOURTEEN, CHECKSUM, DATE, FUTURE, NO_DAY, said } from "../../fixtures/words.ts";

const SECRETS = [OLGA.surname, OLGA.given, OLGA.patronymic, ...TYPED.map(([, text]) => text), "4509", "1968"];

const summary = (page: Page) => page.getByRole("alert").filter({ has: page.getByRole("heading", { name: "Нужно исправить" }) });

/** Sets the value without an `input` event. */
async function autofill(page: Page, label: string, value: string): Promise<void> {
  await field(page, label).evaluate((element, value) => {
    (element as HTMLInputElement).value = value;
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }, value);
}

async function paste(page: Page, label: string, text: string): Promise<void> {
  await field(page, label).focus();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    if (document.activeElement?.dispatchEvent(event)) document.execCommand("insertText", false, text);
  }, text);
}

test.describe("at 360 px", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("a newcomer fills it in by keyboard alone, and it is there after a reload", async ({ page, context, server }) => {
    const olga = await registered(server);
    await olga.enter(context);
    const addresses = followAddresses(context);
    const tab = async (role: string, name: string) => {
      await page.keyboard.press("Tab");
      await expectFocus(page, role, name);
    };
    await page.goto("/account");
    await expect(page.getByText("Пока здесь только имя.")).toBeVisible();
    await expectAccessible(page, "аккаунт, профиль пуст");
    await page.getByRole("link", { name: "Заполнить профиль" }).focus();
    await page.keyboard.press("Enter");
    await expectScreen(page, "Профиль");
    await expectFocus(page, "heading", "Профиль");
    await expect(page.getByText("Эти данные сами подставятся в новые заявления.")).toBeVisible();
    await expect(page.getByText("Вернуть сохранённое")).toHaveCount(0);
    await tab("textbox", "Фамилия");
    await expect(field(page, "Фамилия")).toHaveValue(OLGA.surname);
    await tab("textbox", "Имя");
    await tab("textbox", "Отчество");
    await tab("checkbox", "Нет отчества");
    for (const [label, text] of TYPED) {
      await tab("textbox", label);
      await page.keyboard.type(text);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expectAccessible(page, "профиль, заполнен");
    await tab("button", "Сохранить");
    await page.keyboard.press("Enter");
    await expectSaved(page);
    await expectFocus(page, "heading", "Мой аккаунт");
    await expect(page.locator("#announcer")).toHaveText("Профиль сохранён");
    await expect(told(page, "ФИО")).toHaveText("Смирнова Ольга Петровна");
    await expect(told(page, "Паспорт")).toHaveText("4509 123456, 15.04.2013, 770-001, ОВД района Арбат города Москвы");
    await expect(told(page, "Адрес регистрации")).toHaveText("620014, Свердловская область, Екатеринбург, ул. Мира, д. 5, кв. 12");
    await expectAccessible(page, "аккаунт, профиль заполнен");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.reload();
    await expect(told(page, "СНИЛС")).toHaveText("112-233-445 95");
    await expect(page.getByText("Профиль сохранён"), "said once").toHaveCount(0);
    await page.getByRole("link", { name: "Изменить профиль" }).click();
    for (const [label, text] of TYPED) await expect(field(page, label)).toHaveValue(text);
    expect((await profileOf(olga)).person).toEqual({ ...COMPLETE, name: { surname: "Смирнова", given: "Ольга", patronymic: "Петровна" } });
    expectNoneOf(SECRETS, { ...(await stored(page)), addresses: addresses.join("\n") });
  });
});

test("whatever is wrong is said in the summary and at its field, and everything typed stays", async ({ page, context, server }) => {
  const olga = await registered(server);
  await olga.enter(context);
  await openProfile(page);
  const wrong: [string, string, string, string?][] = [
    ["Фамилия", "Smirnova", "Напишите русскими буквами, здесь есть латинские"],
    ["Имя", "", "Введите имя", "Введите имя"],
    ["Отчество", "Петровна1", "Уберите цифры: здесь нужны только буквы"],
    ["Дата рождения (необязательно)", "31.02.1968", NO_DAY],
    ["Серия и номер", "4509 12345", "Нужно 10 цифр, а здесь 9"],
    ["Дата выдачи", "15.04.2113", FUTURE],
    ["Код подразделения", "770", "Нужно 6 цифр, а здесь 3"],
    ["Кем выдан", "", "Напишите, кем выдан документ", "Напишите, кем выдан документ"],
    ["СНИЛС (необязательно)", "777-777-777 77", CHECKSUM],
    ["ИНН (необязательно)", "7707083893", "Это ИНН организации: в нём 10 цифр. ИНН человека состоит из 12 цифр"],
    ["Полис ОМС (необязательно)", "1234567890123453", CHECKSUM],
    ["Почтовый индекс", "62001", "Нужно 6 цифр, например 620014"],
    ["Регион", "", "Введите регион", "Введите регион"],
    ["Город или другой населённый пункт", "", "Введите город или другой населённый пункт", "Введите город или другой населённый пункт"],
    ["Улица, дом, квартира", "а/я 17", "Это абонентский ящик. Впишите адрес дома, где вы живёте"],
  ];
  for (const [label, text] of wrong) await field(page, label).fill(text);
  await save(page).click();
  await expect(page).toHaveTitle("Ошибка: Профиль — Окно");
  await expect(summary(page)).toBeFocused();
  await expect(summary(page).getByRole("link")).toHaveText(wrong.map(([label, , words, line]) => line ?? said(label, words)));
  await expectAccessible(page, "профиль, с ошибками");
  for (const [index, [label, text, words]] of wrong.entries()) {
    await summary(page).getByRole("link").nth(index).click();
    await expect(field(page, label)).toBeFocused();
    await expect(field(page, label)).toHaveAttribute("aria-invalid", "true");
    await expect(field(page, label)).toHaveAccessibleDescription(new RegExp(`Ошибка: ${words.replaceAll(/[.()]/g, "\\$&")}`));
    await expect(field(page, label)).toHaveValue(text);
  }
  expect(new URL(page.url()).hash).toBe("");
  for (const [text, words] of [["вчера", DATE], ["15.04.1980", BEFORE_FOURTEEN]] as const) {
    await field(page, "Дата рождения (необязательно)").fill("21.03.1968");
    await field(page, "Дата выдачи").fill(text);
    await save(page).click();
    await expect(page.getByRole("alert").getByRole("link").filter({ hasText: "Дата выдачи" })).toHaveText(said("Дата выдачи", words));
  }
  await field(page, "Фамилия").fill("Смирнова");
  await field(page, "Имя").fill("Ольга");
  await page.getByLabel("Нет отчества").check();
  await fillIn(page);
  await save(page).click();
  await expectSaved(page);
  await expect(told(page, "ФИО")).toHaveText("Смирнова Ольга");
  expect((await profileOf(olga)).person.name.patronymic).toBeNull();
});

test("everything but the name can be cleared again", async ({ page, context, server }) => {
  const olga = await registered(server);
  await tell(olga, COMPLETE);
  await olga.enter(context);
  await openProfile(page);
  for (const [label] of TYPED) await field(page, label).fill("");
  await save(page).click();
  await expectSaved(page);
  await expect(page.getByRole("link", { name: "Заполнить профиль" })).toBeVisible();
  expect((await profileOf(olga)).person).toMatchObject({ birth_date: null, passport: null, snils: null, inn: null, oms: null, address: null });
});

test("a new application has it already, and says where it comes from", async ({ signedIn: page, anna }) => {
  await openProfile(page);
  await fillIn(page);
  await save(page).click();
  await expectSaved(page);
  await page.goto("/services/mse_application");
  await page.getByRole("button", { name: "Заполнить заявление" }).click();
  await expect(page).toHaveURL(/\/drafts\//);
  const id = new URL(page.url()).pathname.split("/")[2] ?? "";
  await openDraft(page, id, "contacts");
  await expect(page.getByLabel("Регион", { exact: true })).toHaveValue("Свердловская область");
  await expect(page.getByText("Заполнено из профиля").first()).toBeVisible();
  expect((await anna.read(id)).answers).toMatchObject({ "name.surname": "Петрова", birth_date: "21.03.1968", "passport.number": "4509 123456", inn: "123456789047" });
});

test("what was checked with the passport is a text, and says why", async ({ page, context, server }) => {
  const maria = await Citizen.signIn(server, MARIA);
  await maria.enter(context);
  await openProfile(page);
  await expect(told(page, "ФИО")).toHaveText("Кузнецова Мария Павловна");
  await expect(told(page, "Дата рождения")).toHaveText("21.03.1968");
  await expect(told(page, "СНИЛС")).toHaveText("112-233-445 95");
  await expect(page.getByText("Подтверждено по паспорту. Если данные изменились, придите с новым паспортом в бюро.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Адреса и часы работы бюро" })).toBeVisible();
  for (const label of ["Фамилия", "Дата рождения (необязательно)", "СНИЛС (необязательно)"]) await expect(field(page, label)).toHaveCount(0);
  await expectAccessible(page, "профиль, подтверждён");
  await inn(page).fill("");
  await field(page, "Серия и номер").fill("65 20 654321");
  await field(page, "Дата выдачи").fill("03.02.2020");
  await save(page).click();
  await expectSaved(page);
  const { person } = await profileOf(maria);
  expect(person).toMatchObject({ name: { surname: "Кузнецова" }, birth_date: "1968-03-21", inn: null, passport: { number: "6520 654321", issued: "2020-02-03" } });
});

test("what is right is saved, and what is wrong stays at its field", async ({ signedIn: page, anna, server }) => {
  await tell(anna, { oms: "1234567890123452" });
  await openProfile(page);
  await inn(page).fill("123456789047");
  await field(page, "СНИЛС (необязательно)").fill("777-777-777 77");
  await server.doors.fault({ match: "PUT /api/v1/profile", kind: "delay", ms: 700 });
  await save(page).click();
  await expect(page.locator("#announcer")).toHaveText("Сохраняем…");
  const rest = page.getByRole("alert").filter({ has: page.getByRole("heading", { name: "Остальное сохранено. Исправьте эти поля и нажмите «Сохранить» ещё раз" }) });
  await expect(rest).toBeFocused();
  await expect(rest.getByRole("link")).toHaveText([said("СНИЛС", CHECKSUM)]);
  await expect(field(page, "СНИЛС (необязательно)")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, "профиль, сохранено не всё");
  expect((await profileOf(anna)).person).toMatchObject({ inn: "123456789047", snils: null, oms: "1234567890123452" });
  await expect(inn(page)).toHaveValue("123456789047");
  await expect(field(page, "СНИЛС (необязательно)")).toHaveValue("777-777-777 77");
  // Nothing is left that could be saved.
  await save(page).click();
  await expect(summary(page)).toBeFocused();
  await field(page, "СНИЛС (необязательно)").fill("112-233-445 95");
  await save(page).click();
  await expectSaved(page);
  expect((await profileOf(anna)).person.snils).toBe("112-233-445 95");
});

test("an expired passport can be kept: a warning says what it is good for", async ({ page, context, server }) => {
  const olga = await registered(server);
  await olga.enter(context);
  const warning = page.getByText("Этот паспорт недействителен с 20 июня 2013: его меняют в 20 и 45 лет. В профиле его можно оставить, но для заявления понадобится новый.");
  await openProfile(page);
  await fillIn(page);
  await expect(warning).toHaveCount(0);
  await field(page, "Дата выдачи").fill("20.03.2013");
  await expect(warning).toBeVisible();
  await expect(field(page, "Дата выдачи")).toHaveAccessibleDescription(/Этот паспорт недействителен/);
  await expect(field(page, "Дата выдачи")).not.toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, "профиль, паспорт просрочен");
  await save(page).click();
  await expectSaved(page);
  await expect(warning).toBeVisible();
  await expectAccessible(page, "аккаунт, паспорт просрочен");
  expect((await profileOf(olga)).person.passport?.issued).toBe("2013-03-20");
  await page.getByRole("link", { name: "Изменить профиль" }).click();
  await expect(warning).toBeVisible();
});

test("values that come by autofill or by pasting count as typed", async ({ page, context, server }) => {
  const olga = await registered(server);
  await olga.enter(context);
  await openProfile(page);
  for (const [label, token] of [
    ["Фамилия", "family-name"],
    ["Имя", "given-name"],
    ["Отчество", "additional-name"],
    ["Дата рождения (необязательно)", "bday"],
    ["Почтовый индекс", "postal-code"],
    ["Регион", "address-level1"],
    ["Город или другой населённый пункт", "address-level2"],
    ["Улица, дом, квартира", "street-address"],
  ] as const) {
    await expect(field(page, label)).toHaveAttribute("autocomplete", token);
  }
  await autofill(page, "Фамилия", "Смирнова-Петрова");
  // As browsers fill in `bday`.
  await autofill(page, "Дата рождения (необязательно)", "1968-03-21");
  await paste(page, "СНИЛС (необязательно)", " 112 233 445 95\u00a0");
  await paste(page, "ИНН (необязательно)", "1234 5678 9047");
  await paste(page, "Почтовый индекс", "620014, Свердловская обл., г. Екатеринбург, ул. Мира, д. 5, кв. 12");
  await expect(page.locator("#announcer")).toHaveText("Адрес разложен по полям. Проверьте их.");
  await expect(field(page, "Город или другой населённый пункт")).toHaveValue("Екатеринбург");
  await field(page, "Регион").press("End");
  await field(page, "Регион").press("Space");
  await expect(page.locator("#announcer"), "they are being checked").toHaveText("");
  await save(page).click();
  await expectSaved(page);
  expect((await profileOf(olga)).person).toMatchObject({
    name: { surname: "Смирнова-Петрова", given: "Ольга" },
    birth_date: "1968-03-21",
    snils: "112-233-445 95",
    inn: "123456789047",
    address: { postcode: "620014", region: "Свердловская обл", place: "Екатеринбург", street: "ул. Мира, д. 5, кв. 12" },
  });
  await expect(page.getByText("Ольга Петровна").first()).toBeVisible();
});

test("a changed name is how the citizen is addressed at once", async ({ page, context, server }) => {
  const olga = await registered(server);
  await olga.enter(context);
  await openProfile(page);
  await field(page, "Имя").fill("Алёна");
  await save(page).click();
  await expectSaved(page);
  await expect(page.locator("#main .lead")).toHaveText("Алёна Петровна");
  await page.getByRole("link", { name: "Изменить профиль" }).or(page.getByRole("link", { name: "Заполнить профиль" })).click();
  await page.getByLabel("Нет отчества").check();
  await save(page).click();
  await expectSaved(page);
  await expect(page.locator("#main .lead")).toHaveText("Алёна");
});

test("in English", async ({ page, context, server, watchdog }) => {
  watchdog.expect(/PUT .*\/profile/, 412);
  const olga = await registered(server, { ...OLGA });
  await olga.enter(context);
  await inEnglish(context);
  await page.goto("/profile");
  const button = page.getByRole("main").getByRole("button", { name: "Save" });
  await expect(button).toBeVisible();
  for (const input of await page.getByRole("main").getByRole("textbox").all()) await input.fill("7");
  await expectEnglish(page, "the profile");
  await button.click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expectEnglish(page, "the profile with errors");
});
