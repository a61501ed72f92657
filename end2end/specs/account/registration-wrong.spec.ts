// What can go wrong while somebody registers: at a field, with the code, with the password, with time. What was typed stays.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { code } from "../../fixtures/code.ts";
import { giveCode, giveContacts, giveName, go, newPassword, OLGA } from "../../fixtures/newcomers.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const phone = (page: Page) => page.getByLabel("Мобильный телефон");
const agrees = (page: Page) => page.getByRole("checkbox", { name: "Принимаю пользовательское соглашение" });
const said = (page: Page) => page.getByRole("alert").getByRole("listitem");
const happened = (page: Page) => page.getByRole("alert").getByRole("heading");
const needs = (page: Page) => page.locator("#password-needs").getByRole("listitem");

test("what is missing or wrong is said at its field, and what was typed stays", async ({ page }) => {
  await page.goto("/registration");
  await go(page, "Получить код");
  await expect(happened(page)).toHaveText("Нужно исправить");
  await expect(said(page)).toHaveText([
    "Введите телефон",
    "Введите электронную почту",
    "Прочитайте соглашение и отметьте, что принимаете его: без этого аккаунт не завести",
  ]);
  await expect(page.getByRole("alert")).toBeFocused();
  await expectAccessible(page, "регистрация с ошибками");
  await phone(page).fill("+7 495 123-45-67");
  await page.getByLabel("Электронная почта").fill("olga.okno.example");
  await agrees(page).check();
  await go(page, "Получить код");
  await expect(said(page)).toHaveText([/^Нужен российский мобильный номер/, /^В адресе почты нет знака @/]);
  await said(page).first().getByRole("link").click();
  await expect(phone(page)).toBeFocused();
  await expect(phone(page)).toHaveValue("+7 495 123-45-67");
  await expect(agrees(page)).toBeChecked();
});

test("without the agreement there is no code; the agreement opens beside the form", async ({ page, context, server }) => {
  await page.goto("/registration");
  await phone(page).fill(OLGA.phone);
  await page.getByLabel("Электронная почта").fill(OLGA.email);
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "Прочитать соглашение (откроется в новой вкладке)" }).click();
  const agreement = await opened;
  await expect(heading(agreement)).toHaveText("Пользовательское соглашение");
  await expectScreen(agreement, "Пользовательское соглашение");
  await expect(agreement.getByText("Его мы спрашиваем отдельно в каждом заявлении")).toBeVisible();
  await agreement.close();
  await go(page, "Получить код");
  await expect(said(page)).toHaveText([/^Прочитайте соглашение/]);
  await said(page).getByRole("link").click();
  await expect(agrees(page)).toBeFocused();
  expect((await server.doors.outbox()).length).toBe(0);
});

test("a wrong code, and one that is too old", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/proof/, 401, 410);
  await page.goto("/registration");
  await giveContacts(page, OLGA);
  const digits = await server.doors.code(OLGA.phone);
  await code(page).fill(String((Number(digits) + 1) % 1_000_000).padStart(6, "0"));
  await go(page);
  await expect(happened(page)).toHaveText("Телефон пока не подтверждён");
  await expect(said(page)).toHaveText(["Неверный код. Осталось 4 попытки."]);
  await expectAccessible(page, "неверный код при регистрации");
  await server.doors.advance({ minutes: 5 });
  await code(page).fill(digits);
  await go(page);
  await expect(said(page)).toHaveText(["Код больше не действует. Телефон и почта остались на месте: нажмите «Получить код», и мы пришлём новый."]);
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(phone(page)).toHaveValue(OLGA.login);
  await giveContacts(page, OLGA);
});

test("a weak password: the page says what it lacks, while typing and after sending", async ({ page, server }) => {
  await page.goto("/registration");
  await giveContacts(page, OLGA);
  await giveCode(page, server, OLGA.phone);
  await expect(needs(page)).toHaveText([/символов или больше — пока\sнет$/, /маленькая буква — пока\sнет$/, /большая буква — пока\sнет$/, /цифра — пока\sнет$/, /знак, например - или ! — пока\sнет$/]);
  await newPassword(page).pressSequentially("снег");
  await expect(needs(page).nth(1)).toHaveText(/маленькая буква — есть$/);
  await expect(page.locator("#announcer"), "no word at each letter").toHaveText("");
  await newPassword(page).blur();
  await expect(page.locator("#announcer")).toHaveText("Паролю пока не хватает: длины (нужно 8 символов или больше), большой буквы, цифры, знака, например - или !");
  await page.getByLabel("Фамилия").fill("Smirnova");
  await page.getByLabel("Имя", { exact: true }).fill(OLGA.given);
  await go(page, "Зарегистрироваться");
  await expect(said(page)).toHaveText([
    "Фамилия: напишите русскими буквами, здесь есть латинские",
    "Введите отчество или отметьте, что его нет",
    "Паролю пока не хватает: длины (нужно 8 символов или больше), большой буквы, цифры, знака, например - или !",
  ]);
  await expectAccessible(page, "слабый пароль");
  await said(page).last().getByRole("link").click();
  await expect(newPassword(page)).toBeFocused();
  await newPassword(page).pressSequentially("Снег-2026");
  await expect(page.locator("#announcer")).toHaveText("Пароль подходит");
  await newPassword(page).press("Backspace");
  await newPassword(page).press("Backspace");
  await expect(page.locator("#announcer")).toHaveText("Пароль подходит");
  for (let letter = 0; letter < 3; letter += 1) await newPassword(page).press("Backspace");
  await expect(page.locator("#announcer"), "it is so no more").toHaveText("");
  await newPassword(page).pressSequentially("-2026");
  await expect(page.locator("#announcer")).toHaveText("Пароль подходит");
  for (const need of await needs(page).all()) await expect(need).toHaveText(/ — есть$/);
  await giveName(page, OLGA);
  await expect(heading(page)).toHaveText("Мой аккаунт");
  await expect(page.locator("#announcer")).toHaveText("");
});

test("names in capitals are mended when the field is left, and a slip in a usual domain is asked about, not corrected", async ({ page, server }) => {
  await page.goto("/registration");
  const email = page.getByLabel("Электронная почта");
  const advice = page.getByText("Может быть, olga@gmail.com? Если ваш адрес верный, ничего не меняйте.").first();
  await email.pressSequentially("olga@gmial.com");
  await expect(advice).toBeVisible();
  await expect(email).toHaveAccessibleDescription(/Может быть, olga@gmail\.com\?/);
  await expect(page.locator("#announcer")).toContainText("Может быть, olga@gmail.com?");
  await expectAccessible(page, "почта с опечаткой");
  await page.getByRole("button", { name: "Исправить на olga@gmail.com" }).click();
  await expect(email).toHaveValue("olga@gmail.com");
  await expect(email).toBeFocused();
  await expect(page.getByRole("button", { name: /^Исправить/ })).toHaveCount(0);
  // The advice can be overruled.
  await giveContacts(page, { ...OLGA, email: "olga@yandex.ry" });
  await giveCode(page, server, OLGA.phone);
  for (const [label, typed, tidy] of [
    ["Фамилия", "сМИРНОВА-ПЕТРОВА", "Смирнова-Петрова"],
    ["Имя", "ОЛЬГА", "Ольга"],
    ["Отчество", "петровна", "Петровна"],
  ] as const) {
    const name = page.getByLabel(label, { exact: true });
    await name.fill(typed);
    await expect(name).toHaveValue(typed);
    await name.blur();
    await expect(name).toHaveValue(tidy);
  }
  await newPassword(page).fill(OLGA.password);
  await go(page, "Зарегистрироваться");
  await expect(page.getByText("Письмо отправлено на адрес olga@yandex.ry.")).toBeVisible();
  await expect(page.getByText("Ольга Петровна", { exact: true })).toBeVisible();
});

test("a proof that is too old leads back, and what was typed stays", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/account/, 410);
  await page.goto("/registration");
  await giveContacts(page, OLGA);
  await giveCode(page, server, OLGA.phone);
  await server.doors.advance({ minutes: 16 });
  await giveName(page, OLGA);
  await expect(happened(page)).toHaveText("Аккаунт пока не создан");
  await expect(said(page)).toHaveText([/^Прошло слишком много времени/]);
  await expect(phone(page)).toHaveValue(OLGA.login);
  await go(page, "Получить код");
  await giveCode(page, server, OLGA.phone);
  await expect(page.getByLabel("Фамилия")).toHaveValue(OLGA.surname);
  await expect(newPassword(page), "a password is kept nowhere").toHaveValue("");
});
