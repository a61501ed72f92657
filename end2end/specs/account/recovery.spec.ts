// Recovery of the password (S-02): a code by SMS, or a link by e-mail.

import type { Browser, Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { code } from "../../fixtures/code.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { signOut } from "../../fixtures/menu.ts";
import { giveCode, go, linkTo, newPassword, OLGA } from "../../fixtures/newcomers.ts";
import { ANNA, PYOTR } from "../../fixtures/people.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expectNoneOf, followAddresses, stored } from "../../fixtures/storage.ts";
import { dropSession, expectSignedIn, heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const login = (page: Page) => page.getByLabel("Логин");
const said = (page: Page) => page.getByRole("alert").getByRole("listitem");
const happened = (page: Page) => page.getByRole("alert").getByRole("heading");
const NEW = "Новый-пароль-7";

async function ask(page: Page, who: string): Promise<void> {
  await login(page).fill(who);
  await go(page);
}

async function savePassword(page: Page): Promise<void> {
  await newPassword(page).fill(NEW);
  await go(page, "Сохранить пароль");
}

/** Sets a new password with this link on another device. */
async function useElsewhere(browser: Browser, link: string): Promise<void> {
  const phone = await browser.newContext();
  const elsewhere = await phone.newPage();
  await elsewhere.goto(link);
  await expect(heading(elsewhere)).toHaveText("Новый пароль");
  await savePassword(elsewhere);
  await expect(heading(elsewhere)).toHaveText("Вход");
  await phone.close();
}

test("M-03 by «СМС-код»: a new password, signed in", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/login/, 401);
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Забыли пароль?" }).click();
  await expectScreen(page, "Восстановление доступа");
  await expect(page.getByText("Телефон — пришлём СМС-код,")).toBeVisible();
  await ask(page, ANNA.login);
  await expect(code(page)).toBeFocused();
  await expectScreen(page, "Подтвердите телефон");
  await page.reload();
  await expect(code(page)).toBeFocused();
  await giveCode(page, server, ANNA.phone);
  await expectScreen(page, "Новый пароль");
  await page.reload();
  await expect(heading(page)).toHaveText("Новый пароль");
  await savePassword(page);
  await expect(heading(page)).toHaveText("Мой аккаунт");
  await expectSignedIn(page);
  await expect(page.getByText("Пароль изменён. На других устройствах нужно будет войти снова.")).toBeVisible();
  await expectAccessible(page, "пароль изменён");
  await page.reload();
  await expect(heading(page)).toHaveText("Мой аккаунт");
  await expect(page.getByText("Загружаем…")).toHaveCount(0);
  await expect(page.getByText("Пароль изменён."), "said once").toHaveCount(0);
  await dropSession(page);
  await page.goto("/sign-in");
  await login(page).fill(ANNA.login);
  await page.getByLabel("Пароль", { exact: true }).fill(ANNA.password);
  await go(page, "Продолжить");
  await expect(said(page)).toHaveText([/не старые ли это номер и пароль/]);
  await server.doors.advance({ minutes: 1 });
  await signInOnScreen(page, server, { ...ANNA, password: NEW });
  await expectSignedIn(page);
});

test("by keyboard alone", async ({ page, server }) => {
  const tab = async (role: string, name: string) => {
    await page.keyboard.press("Tab");
    await expectFocus(page, role, name);
  };
  await page.goto("/recovery");
  await login(page).focus();
  await page.keyboard.type(ANNA.phone);
  await tab("button", "Продолжить");
  await page.keyboard.press("Enter");
  await expectFocus(page, "textbox", "Код из СМС");
  await page.keyboard.type(await server.doors.code(ANNA.phone));
  await page.keyboard.press("Enter");
  await expectFocus(page, "heading", "Новый пароль");
  await tab("textbox", "Придумайте пароль");
  await page.keyboard.type(NEW);
  await tab("checkbox", "Показать пароль");
  await tab("button", "Сохранить пароль");
  await page.keyboard.press("Enter");
  await expectFocus(page, "heading", "Мой аккаунт");
});

test("the login goes along: from «Вход» to «Забыли пароль?», and back after the link", async ({ page, server }) => {
  await page.goto("/sign-in");
  await login(page).fill(PYOTR.login);
  await page.getByRole("link", { name: "Забыли пароль?" }).click();
  await expect(heading(page)).toHaveText("Восстановление доступа");
  await expect(login(page)).toHaveValue(PYOTR.login);
  expectNoneOf([PYOTR.login], { ...(await stored(page)), address: page.url() });
  await go(page);
  await expect(heading(page)).toHaveText("Проверьте почту");
  await page.goto(await linkTo(server, PYOTR.login));
  await savePassword(page);
  await expect(heading(page)).toHaveText("Вход");
  await expect(login(page)).toHaveValue(PYOTR.login);
  await signInOnScreen(page, server, { ...PYOTR, password: NEW });
  await expectSignedIn(page);
  await signOut(page);
  await page.getByRole("banner").getByRole("link", { name: "Войти" }).click();
  await expect(login(page), "the next one at this computer does not see it").toHaveValue("");
});

test("by e-mail: the link leads to a new password, and signing in asks for both factors", async ({ page, context, server }) => {
  const addresses = followAddresses(context);
  await page.goto("/recovery");
  await ask(page, PYOTR.login);
  await expectScreen(page, "Проверьте почту");
  await expectFocus(page, "heading", "Проверьте почту");
  await expect(page.getByText("ссылка восстановления")).toBeVisible();
  await expect(page.getByText("Ссылка действует один час.")).toBeVisible();
  expectNoneOf([PYOTR.login], { ...(await stored(page)), addresses: addresses.join("\n") });
  const link = await linkTo(server, PYOTR.login);
  const token = link.split("#")[1] ?? "";
  await page.goto("about:blank");
  await page.goto(link);
  await expectScreen(page, "Новый пароль");
  expect(page.url()).not.toContain("#");
  expect(addresses.filter((address) => new URL(address || "about:blank").pathname.includes(token)), "no server sees the secret").toEqual([]);
  await page.reload();
  await expect(heading(page)).toHaveText("Новый пароль");
  await savePassword(page);
  await expect(heading(page)).toHaveText("Вход");
  await expect(page.getByText("Пароль изменён. Войдите с новым паролем.")).toBeVisible();
  await expectAccessible(page, "вход после смены пароля");
  await signInOnScreen(page, server, { ...PYOTR, password: NEW });
  await expect(heading(page)).toHaveText("Государственные услуги");
});

test("a link can be opened again and elsewhere until it is used", async ({ page, browser, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/link/, 410);
  await page.goto("/recovery");
  await ask(page, PYOTR.login);
  await expect(heading(page)).toHaveText("Проверьте почту");
  const link = await linkTo(server, PYOTR.login);
  // In the same tab: only the fragment of the address changes.
  await page.goto(link);
  await expect(heading(page)).toHaveText("Новый пароль");
  await useElsewhere(browser, server.origin + link);
  await page.goto("about:blank");
  await page.goto(link);
  await expectScreen(page, "Ссылка больше не действует");
  await go(page, "Получить новую ссылку");
  await expect(login(page)).toBeVisible();
});

test("a password that is saved after the link was used elsewhere is refused, and the page starts anew", async ({ page, browser, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/password/, 410);
  await page.goto("/recovery");
  await ask(page, PYOTR.login);
  await expect(heading(page)).toHaveText("Проверьте почту");
  const link = await linkTo(server, PYOTR.login);
  await page.goto(link);
  await expect(heading(page)).toHaveText("Новый пароль");
  await useElsewhere(browser, server.origin + link);
  await server.doors.advance({ minutes: 2 });
  await savePassword(page);
  await expect(happened(page)).toHaveText("Пароль не изменён");
  await expect(said(page)).toHaveText([/подтверждение больше не действует/]);
  await expect(login(page)).toBeVisible();
  await expectAccessible(page, "подтверждение устарело");
});

test("a link is good for an hour", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/link/, 410);
  await page.goto("/recovery");
  await ask(page, PYOTR.login);
  await expect(heading(page)).toHaveText("Проверьте почту");
  const link = await linkTo(server, PYOTR.login);
  await server.doors.advance({ minutes: 61 });
  await page.goto("about:blank");
  await page.goto(link);
  await expectScreen(page, "Ссылка больше не действует");
});

test("without a connection a link waits", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/link/, 503);
  await page.goto("/recovery");
  await ask(page, PYOTR.login);
  await expect(heading(page)).toHaveText("Проверьте почту");
  const link = await linkTo(server, PYOTR.login);
  await server.doors.fault({ match: "POST /api/v1/auth/link", kind: "status", status: 503 });
  await page.goto("about:blank");
  await page.goto(link);
  await expectScreen(page, "Ссылка не открылась");
  await go(page, "Попробовать ещё раз");
  await expect(heading(page)).toHaveText("Новый пароль");
});

test("an unknown phone or e-mail looks like a known one", async ({ page, server }) => {
  const screen = async (who: string, title: string) => {
    await page.goto("/recovery");
    await ask(page, who);
    await expect(heading(page)).toHaveText(title);
    const text = (await page.getByRole("main").innerText()).replace(who, "…").replace(/•••\s•••-\d\d-\d\d/, "…").replace(/через \d+ секунд\S*/, "");
    // The next login is asked for anew.
    await page.getByRole("button", { name: "Указать другой логин" }).click();
    await expect(login(page)).toBeFocused();
    return text;
  };
  expect(await screen(OLGA.phone, "Подтвердите телефон")).toBe(await screen(ANNA.phone, "Подтвердите телефон"));
  expect(await screen("nobody@okno.example", "Проверьте почту")).toBe(await screen(PYOTR.login, "Проверьте почту"));
  // Only who has the phone learns that it has no account.
  await ask(page, OLGA.phone);
  await giveCode(page, server, OLGA.phone);
  await expectScreen(page, "Аккаунта с этим телефоном нет");
  await expect(page.getByRole("main").getByRole("link", { name: "Зарегистрироваться" })).toHaveAttribute("href", "/registration");
  await page.getByRole("button", { name: "Указать другой логин" }).click();
  await expect(login(page)).toBeFocused();
});

test("a letter that does not come: another one, or another login", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/recovery/, 429);
  await page.goto("/recovery");
  await ask(page, PYOTR.login);
  await expect(heading(page)).toHaveText("Проверьте почту");
  const letters = async () => (await server.doors.outbox()).filter(({ channel }) => channel === "email").length;
  await go(page, "Отправить письмо ещё раз");
  await expect(page.locator("#announcer")).toHaveText("Отправили письмо ещё раз.");
  expect(await letters()).toBe(2);
  await go(page, "Отправить письмо ещё раз");
  await expect.poll(letters).toBe(3);
  await go(page, "Отправить письмо ещё раз");
  await expect(happened(page)).toHaveText("Письмо не отправлено");
  await expect(said(page)).toHaveText([/^Слишком много попыток/]);
  await expectAccessible(page, "письмо не отправлено");
  await page.getByRole("button", { name: "Указать другой логин" }).click();
  await expect(login(page)).toHaveValue(PYOTR.login);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("what is no login is said at the field", async ({ page }) => {
  await page.goto("/recovery");
  for (const [typed, text] of [
    ["", "Введите телефон или электронную почту"],
    ["+7 912", /^В номере телефона 11 цифр/],
    ["+7 495 123-45-67", /^Нужен российский мобильный номер/],
    ["anna", /нет знака @/],
    ["anna@okno", /после знака @/],
  ] as const) {
    await ask(page, typed);
    await expect(said(page)).toHaveText([text]);
    await expect(login(page)).toHaveAttribute("aria-invalid", "true");
  }
  await expectAccessible(page, "логин с ошибкой");
});

test("a wrong code: how many tries are left", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/proof/, 401);
  await page.goto("/recovery");
  await ask(page, ANNA.login);
  await expect(code(page)).toBeFocused();
  const digits = await server.doors.code(ANNA.phone);
  await code(page).fill(String((Number(digits) + 1) % 1_000_000).padStart(6, "0"));
  await go(page);
  await expect(said(page)).toHaveText(["Неверный код. Осталось 4 попытки."]);
  await giveCode(page, server, ANNA.phone);
  await expect(heading(page)).toHaveText("Новый пароль");
});

test("from the dialog «Сеанс закончился» recovery can be reached", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/GET /, 401);
  await page.goto("/applications");
  await expect(heading(page)).toHaveText("Мои заявки");
  await server.doors.advance({ minutes: 16 });
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  const dialog = page.getByRole("dialog", { name: "Сеанс закончился" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole("link", { name: "Зарегистрироваться" })).toHaveCount(0);
  await dialog.getByRole("link", { name: "Забыли пароль?" }).click();
  await expect(heading(page)).toHaveText("Восстановление доступа");
  await ask(page, ANNA.login);
  await giveCode(page, server, ANNA.phone);
  await savePassword(page);
  await expect(heading(page)).toHaveText("Мой аккаунт");
  await expectSignedIn(page);
});
