// Values that nobody typed: autofill of iOS and password managers set a value and fire only `change`. Every field of the app
// must take them like typed ones.

import type { Locator } from "@playwright/test";
import { onServer } from "../../fixtures/drafts.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect as expectOfVisits, test as visits } from "../../fixtures/slots.ts";
import { heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";
import { confirm, toConfirm } from "../../fixtures/visits.ts";

/** Fills in a field as a password manager does. */
const fillIn = (input: Locator, value: string) =>
  input.evaluate((element, value) => {
    const prototype = Object.getPrototypeOf(element) as object;
    Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(element, value);
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }, value);

test("signing in with login, password and code filled in by a password manager", async ({ page, server }) => {
  await page.goto("/sign-in");
  await fillIn(page.getByLabel("Логин"), ANNA.login);
  await fillIn(page.getByLabel("Пароль", { exact: true }), ANNA.password);
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  const code = page.getByLabel("Код из СМС");
  await expect(code).toBeFocused();
  await fillIn(code, await server.doors.code(ANNA.phone));
  await page.getByRole("button", { name: "Войти", exact: true }).click();
  await expect(heading(page)).toHaveText("Государственные услуги");
});

const FIELDS: [step: string, label: string, path: string, value: string][] = [
  ["personal", "Фамилия", "name.surname", "Петрова"],
  ["personal", "Имя", "name.given", "Анна"],
  ["personal", "Дата рождения", "birth_date", "21.03.1968"],
  ["personal", "СНИЛС", "snils", "112-233-445 95"],
  ["contacts", "Телефон", "phone", "+7 912 345-67-89"],
  ["contacts", "Электронная почта", "email", "anna.filled@example.ru"],
  ["contacts", "Почтовый индекс", "address.postcode", "620014"],
  ["contacts", "Регион", "address.region", "Свердловская область"],
  ["contacts", "Город или другой населённый пункт", "address.place", "Екатеринбург"],
  ["contacts", "Улица, дом, квартира", "address.street", "ул. Мира, д. 5"],
  ["purpose", "Коротко опишите, с чем вы обращаетесь", "description", "Стало труднее ходить."],
];

for (const step of [...new Set(FIELDS.map(([step]) => step))]) {
  test(`filled-in answers of the step ${step} are saved`, async ({ signedIn: page, anna }) => {
    const { id } = await anna.draft();
    await openDraft(page, id, step);
    const fields = FIELDS.filter(([of]) => of === step);
    for (const [, label, , value] of fields) await fillIn(page.getByRole("textbox", { name: label, exact: true }), value);
    for (const [, , path, value] of fields) await onServer(anna, id, path).toBe(value);
    await page.reload();
    for (const [, label, , value] of fields) await expect(page.getByRole("textbox", { name: label, exact: true })).toHaveValue(value);
  });
}

test("a filled-in number is searched for in «Мои обращения»", async ({ signedIn: page, anna }) => {
  const [first] = [await anna.application(), await anna.application()];
  await page.goto("/requests");
  const rows = page.getByRole("row").filter({ has: page.getByRole("cell") });
  await expect(rows).toHaveCount(2);
  await fillIn(page.getByRole("textbox", { name: "Найти по номеру или дате" }), first.number);
  await expect(rows).toHaveCount(1);
});

test("a filled-in word is searched for among the services", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
  await fillIn(page.getByRole("combobox", { name: "Поиск услуги" }), "инвалидность");
  await page.getByRole("search").getByRole("button", { name: "Найти" }).click();
  await expect(page.getByRole("main")).toContainText("Вы искали: инвалидность");
});

visits.describe("booking", () => {
  const DAY = "2027-02-10";

  visits("a filled-in phone and note are part of the booking", async ({ open, page, visitor }) => {
    await toConfirm(await open("usual"), DAY, "10:00");
    await fillIn(page.getByRole("textbox", { name: "Телефон на день визита" }), "+7 912 000-11-22");
    await fillIn(page.getByLabel("Что ещё нам нужно знать?"), "Второй этаж трудно");
    const id = await confirm(page);
    expectOfVisits(await visitor.booking(id)).toMatchObject({ details: { phone: "+79120001122", comment: "Второй этаж трудно" } });
  });

  visits("a filled-in date opens its day", async ({ open }) => {
    const calendar = await open("usual");
    await calendar.unfold.click();
    await fillIn(calendar.jump, "10.02.2027");
    await calendar.root.getByRole("button", { name: "Перейти", exact: true }).click();
    await calendar.expectAt(DAY);
  });
});
