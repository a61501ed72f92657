// «Пароль» on the page «Вход и безопасность»: another password for who knows the old one. And Caps Lock, which the field warns of.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { ANSWER_LOST, OFTEN } from "../../fixtures/cuts.ts";
import { otherDevice } from "../../fixtures/drafts.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { newPassword } from "../../fixtures/newcomers.ts";
import { ANNA } from "../../fixtures/people.ts";
import { happened, messagesTo, openSecurity, passwordAgain, press, said } from "../../fixtures/security.ts";
import { expectNoneOf, stored } from "../../fixtures/storage.ts";
import { AWAY, dialog, dropSession, hasSession, heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const NEW = "Снег в мае 7!";
const CHANGED = "Пароль изменён. На других устройствах нужно будет войти снова.";

async function save(page: Page, password = NEW): Promise<void> {
  await newPassword(page).fill(password);
  await press(page, "Сохранить пароль");
}

test("by keyboard alone: other devices have to sign in again, this one stays", async ({ signedIn: page, browser, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  const tab = async (role: string, name: string) => {
    await page.keyboard.press("Tab");
    await expectFocus(page, role, name);
  };
  const library = await otherDevice(browser, await Citizen.signIn(server, ANNA), server.origin);
  const there = await library.newPage();
  await there.goto("/applications");
  await expect(heading(there)).toHaveText("Мои заявки");
  await openSecurity(page);
  await page.getByRole("button", { name: "Сменить пароль" }).focus();
  await page.keyboard.press("Enter");
  await expectFocus(page, "textbox", "Придумайте пароль");
  await expect(page.getByText("на других устройствах нужно будет войти снова. Здесь вы останетесь.")).toBeVisible();
  // A password manager finds the login beside the password.
  await expect(page.locator("form input[autocomplete=username]")).toHaveValue(ANNA.phone);
  await expect(newPassword(page)).toHaveAttribute("autocomplete", "new-password");
  await expectAccessible(page, "новый пароль");
  await page.keyboard.type(NEW);
  await tab("checkbox", "Показать пароль");
  await page.keyboard.press("Space");
  await expect(newPassword(page)).toHaveAttribute("type", "text");
  await tab("button", "Сохранить пароль");
  await tab("button", "Отменить: Пароль");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expectFocus(page, "heading", "Пароль");
  await expect(page.locator("#announcer")).toHaveText(CHANGED);
  await expect(page.getByRole("main").getByText(CHANGED)).toBeVisible();
  await expectAccessible(page, "пароль изменён");
  expectNoneOf([NEW], await stored(page));
  expect(await hasSession(page, server)).toBe(true);
  await there.reload();
  await expect(heading(there)).toHaveText("Вход");
  await library.close();
  for (const to of ["demo@okno.example", ANNA.phone]) expect((await messagesTo(server, to))[0], to).toContain("Пароль в «Окне» изменён");
  await dropSession(page);
  await server.doors.advance({ minutes: 1 });
  await page.goto("/sign-in");
  await page.getByLabel("Логин").fill(ANNA.login);
  await page.getByLabel("Пароль", { exact: true }).fill(ANNA.password);
  await press(page, "Продолжить");
  await expect(happened(page)).toHaveText("Войти не получилось");
  await signInOnScreen(page, server, { ...ANNA, password: NEW });
  await expect(heading(page)).toHaveText("Государственные услуги");
});

test("what a password lacks is said, and nothing is sent", async ({ signedIn: page }) => {
  const asked: string[] = [];
  page.on("request", (request) => void (request.method() === "PUT" && asked.push(request.url())));
  await openSecurity(page);
  await press(page, "Сменить пароль");
  await press(page, "Сохранить пароль");
  await expect(said(page)).toHaveText(["Придумайте пароль"]);
  await save(page, "снег");
  await expect(happened(page)).toHaveText("Нужно исправить");
  await expect(said(page)).toHaveText(["Паролю пока не хватает: длины (нужно 8 символов или больше), большой буквы, цифры, знака, например - или !"]);
  await expect(page).toHaveTitle("Ошибка: Вход и безопасность — Окно");
  await expectAccessible(page, "слабый пароль");
  await said(page).getByRole("link").click();
  await expect(newPassword(page)).toBeFocused();
  expect(asked, "nothing was sent").toEqual([]);
  await press(page, "Отменить: Пароль");
  await expectFocus(page, "button", "Сменить пароль");
  await press(page, "Сменить пароль");
  await expect(newPassword(page), "a password is kept nowhere").toHaveValue("");
});

test("after ten minutes the old password is asked for, and the new one goes on from there", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/(PUT|POST) .*account\/(password|access)/, 403);
  await server.doors.advance({ minutes: 11 });
  await openSecurity(page);
  await press(page, "Сменить пароль");
  await save(page);
  await passwordAgain(page).getByLabel("Пароль", { exact: true }).fill("Okno-2025!");
  await passwordAgain(page).getByRole("button", { name: "Подтвердить" }).click();
  await expect(passwordAgain(page).getByRole("alert")).toContainText("Неверный пароль");
  await expectAccessible(page, "неверный пароль ещё раз");
  await page.keyboard.press("Escape");
  await expect(newPassword(page)).toHaveValue(NEW);
  await press(page, "Сохранить пароль");
  // One dialog, one «Показать пароль»: it shows this password and not the new one.
  await passwordAgain(page).getByLabel("Пароль", { exact: true }).fill(ANNA.password);
  await passwordAgain(page).getByLabel("Показать пароль").check();
  await expect(newPassword(page)).toHaveAttribute("type", "password");
  await passwordAgain(page).getByRole("button", { name: "Подтвердить" }).click();
  await expect(page.getByRole("main").getByText(CHANGED)).toBeVisible();
});

test("a lost answer: the password may be saved already, and saving it again works", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/PUT .*account\/password/, "cut");
  await openSecurity(page);
  await press(page, "Сменить пароль");
  await server.doors.fault({ match: "PUT /api/v1/account/password", times: OFTEN, ...ANSWER_LOST });
  await save(page);
  await expect(happened(page)).toHaveText("Не знаем, дошло ли изменение");
  await expect(said(page)).toHaveText([/возможно, новый пароль уже действует\. Нажмите «Сохранить пароль» ещё раз, вреда не будет\..* попробуйте оба пароля\./]);
  await expect(newPassword(page)).toHaveValue(NEW);
  await expectAccessible(page, "ответ о пароле потерян");
  await Citizen.signIn(server, { ...ANNA, password: NEW });
  await server.doors.noFaults();
  await press(page, "Сохранить пароль");
  await expect(page.getByRole("main").getByText(CHANGED)).toBeVisible();
  expect(await hasSession(page, server)).toBe(true);
});

test("leaving the site in the same moment does not stop the change", async ({ signedIn: page, server }) => {
  await openSecurity(page);
  await press(page, "Сменить пароль");
  await newPassword(page).fill(NEW);
  await server.doors.fault({ match: "PUT /api/v1/account/password", kind: "delay", ms: 1000 });
  const asked = page.waitForRequest(/account\/password/);
  await press(page, "Сохранить пароль");
  await asked;
  await expect(page.locator("#announcer")).toHaveText("Подождите немного…");
  await page.goto("about:blank");
  await expect.poll(async () => (await messagesTo(server, ANNA.phone)).some((text) => text.includes("Пароль в «Окне» изменён"))).toBe(true);
});

test("an ended session in the middle keeps no password, and the page is back", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  await openSecurity(page);
  await press(page, "Сменить пароль");
  await newPassword(page).fill(NEW);
  await server.doors.advance(AWAY);
  await press(page, "Сохранить пароль");
  await expect(dialog(page)).toBeVisible();
  await signInOnScreen(page, server, ANNA);
  await press(page, "Сменить пароль");
  await expect(newPassword(page)).toHaveValue("");
  await save(page);
  await expect(page.getByRole("main").getByText(CHANGED)).toBeVisible();
});

test("Caps Lock: the field for a new password warns while it is on", async ({ signedIn: page }) => {
  await openSecurity(page);
  await press(page, "Сменить пароль");
  await newPassword(page).focus();
  const warning = page.getByText("Включён Caps Lock: буквы получаются большими.", { exact: true });
  // Playwright cannot switch Caps Lock on. The keyboard is not the app's, and its events say this.
  const type = (modifierCapsLock: boolean) =>
    newPassword(page).evaluate((input, modifierCapsLock) => {
      for (const kind of ["keydown", "keyup"]) input.dispatchEvent(new KeyboardEvent(kind, { key: "A", bubbles: true, modifierCapsLock }));
    }, modifierCapsLock);
  await expect(warning).toHaveCount(0);
  await type(true);
  await expect(warning).toBeVisible();
  expect(await warning.evaluate((element) => element.closest("[role=status]") !== null), "it is spoken").toBe(true);
  await expectAccessible(page, "Caps Lock");
  await type(false);
  await expect(warning).toHaveCount(0);
  await type(true);
  await expect(warning).toBeVisible();
  // Only while somebody types there.
  await page.keyboard.press("Tab");
  await expect(warning).toHaveCount(0);
  // Autofill sends such events without a keyboard.
  await newPassword(page).evaluate((input) => input.dispatchEvent(new Event("keydown", { bubbles: true })));
  await expect(warning).toHaveCount(0);
});

test("a password can be pasted", async ({ signedIn: page, context, server }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
  await openSecurity(page);
  await press(page, "Сменить пароль");
  await page.evaluate((text) => navigator.clipboard.writeText(text), NEW);
  await newPassword(page).focus();
  await page.keyboard.press("Control+V");
  await expect(newPassword(page)).toHaveValue(NEW);
  await press(page, "Сохранить пароль");
  await expect(page.getByRole("main").getByText(CHANGED)).toBeVisible();
});
