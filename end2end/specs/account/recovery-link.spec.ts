// S-02, the whole row: the session ends after 15 idle minutes; a wrong sign-in hints at case, stray spaces and an outdated password; a
// «ссылка восстановления» comes by phone or e-mail.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { giveCode, go, linkTo, newPassword } from "../../fixtures/newcomers.ts";
import { ANNA, type Person, PYOTR } from "../../fixtures/people.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { happened, messagesTo, said } from "../../fixtures/security.ts";
import { dialog, expectSignedIn, hasSession, heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";
import type { Server } from "../../fixtures/server.ts";
import { pass } from "../../fixtures/visits.ts";

const NEW = "Новый-пароль-7";
const HINT = "Неверный логин или пароль. Проверьте раскладку, большие и маленькие буквы, нет ли лишних пробелов и не старые ли это номер и пароль: возможно, вы их меняли.";

async function recover(page: Page, login: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Забыли пароль?" }).click();
  await expect(heading(page)).toHaveText("Восстановление доступа");
  await page.getByLabel("Логин").fill(login);
  await go(page);
}

/** Path and fragment of the link in the newest SMS to this number. */
async function linkInMessage(server: Server, phone: string): Promise<string> {
  const [text = ""] = await messagesTo(server, phone);
  expect(text).toMatch(/Код для восстановления доступа к «Окну»: \d{6}\. .*ссылку восстановления: http/);
  const { pathname, hash } = new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? "");
  return pathname + hash;
}

/** Chooses a new password at this link, and signs in with it. */
async function useLink(page: Page, server: Server, link: string, person: Person): Promise<void> {
  await page.goto("about:blank");
  await page.goto(link);
  await expectScreen(page, "Новый пароль");
  expect(new URL(page.url()).hash).toBe("");
  await newPassword(page).fill(NEW);
  await go(page, "Сохранить пароль");
  await expect(heading(page)).toHaveText("Вход");
  await server.doors.advance({ minutes: 1 });
  await signInOnScreen(page, server, { ...person, password: NEW });
  await expectSignedIn(page);
}

test("S-02 the session ends after 15 idle minutes, and signing in again brings the page back", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  await page.clock.install();
  await page.goto("/applications");
  await expect(heading(page)).toHaveText("Мои заявки");
  await pass(page, server, 14.5);
  expect(await hasSession(page, server)).toBe(true);
  await pass(page, server, 0.6);
  await expect(dialog(page)).toBeVisible();
  await expect(dialog(page)).toContainText("Доступ закрыт, чтобы защитить ваши данные: вы долго ничего не делали, или сеанс завершили на другом устройстве. Войдите снова.");
  expect(await hasSession(page, server)).toBe(false);
  await signInOnScreen(page, server, ANNA);
  await expect(heading(page)).toHaveText("Мои заявки");
});

test("S-02 a wrong sign-in hints at case, stray spaces and an outdated password", async ({ page, context, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/login/, 401);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
  await page.goto("/sign-in");
  const password = page.getByLabel("Пароль", { exact: true });
  const pasted = async (text: string) => {
    await password.fill("");
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await password.focus();
    await page.keyboard.press("Control+V");
    await expect(password).toHaveValue(text);
  };
  for (const typed of [ANNA.password.toLowerCase(), `${ANNA.password} `, ` ${ANNA.password}`, "Okno-2025!"]) {
    await page.getByLabel("Логин").fill(ANNA.login);
    await pasted(typed);
    await go(page, "Продолжить");
    await expect(happened(page)).toHaveText("Войти не получилось");
    await expect(said(page)).toHaveText([HINT]);
    // To see a space, the citizen can look.
    await expect(password).toHaveValue(typed);
  }
  await expectAccessible(page, "неверный логин или пароль");
  // Spaces around the login do no harm.
  await page.getByLabel("Логин").fill(`  ${ANNA.login} `);
  await pasted(ANNA.password);
  await go(page, "Продолжить");
  await expect(page.getByLabel("Код из СМС")).toBeFocused();
});

test("S-02 by phone: a code and a «ссылка восстановления» come in one SMS; with the code", async ({ page, server }) => {
  await page.goto("/recovery");
  await expect(page.getByText("Телефон — пришлём СМС-код, в том же сообщении будет ссылка восстановления.")).toBeVisible();
  await recover(page, ANNA.login);
  await expectScreen(page, "Подтвердите телефон");
  await expect(page.getByText("в СМС есть и ссылка восстановления. Можно открыть её, тогда код вводить не нужно.")).toBeVisible();
  await giveCode(page, server, ANNA.phone);
  await expectScreen(page, "Новый пароль");
  await newPassword(page).fill(NEW);
  await go(page, "Сохранить пароль");
  await expect(heading(page)).toHaveText("Мой аккаунт");
  await expectSignedIn(page);
});

test("S-02 by phone: with the «ссылка восстановления» from the SMS, on another device too", async ({ page, browser, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/(link|proof)/, 410);
  await recover(page, ANNA.login);
  await expect(page.getByLabel("Код из СМС")).toBeFocused();
  const link = await linkInMessage(server, ANNA.phone);
  const device = await browser.newContext({ baseURL: server.origin });
  const there = await device.newPage();
  await useLink(there, server, link, ANNA);
  await device.close();
  // It is good for one change of the password.
  await page.goto("about:blank");
  await page.goto(link);
  await expectScreen(page, "Ссылка больше не действует");
});

test("S-02 by phone: a link opened in the tab that waits for the code takes its place", async ({ page, server }) => {
  await recover(page, ANNA.login);
  await expect(page.getByLabel("Код из СМС")).toBeFocused();
  const link = await linkInMessage(server, ANNA.phone);
  // Only the fragment of the address changes.
  await page.goto(link);
  await expect(heading(page)).toHaveText("Новый пароль");
  await newPassword(page).fill(NEW);
  await go(page, "Сохранить пароль");
  await expect(heading(page)).toHaveText("Вход");
});

test("S-02 by phone: the link is good for an hour", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/link/, 410);
  await recover(page, ANNA.login);
  await expect(page.getByLabel("Код из СМС")).toBeFocused();
  const link = await linkInMessage(server, ANNA.phone);
  await server.doors.advance({ minutes: 61 });
  await page.goto("about:blank");
  await page.goto(link);
  await expectScreen(page, "Ссылка больше не действует");
  await expect(page.getByText("Она действует один час и только для одной смены пароля.")).toBeVisible();
});

test("S-02 by e-mail: with the «ссылка восстановления» from the letter", async ({ page, server }) => {
  await page.goto("/recovery");
  await expect(page.getByText("Электронная почта — пришлём письмо, в нём будет ссылка восстановления.")).toBeVisible();
  await recover(page, PYOTR.login);
  await expectScreen(page, "Проверьте почту");
  await expect(page.getByText("В нём ссылка восстановления: откройте её и придумайте новый пароль.")).toBeVisible();
  await useLink(page, server, await linkTo(server, PYOTR.login), PYOTR);
});

test("a phone without an account gets a code and no link", async ({ page, server }) => {
  await recover(page, "+7 912 555-01-02");
  await expect(page.getByLabel("Код из СМС")).toBeFocused();
  const [text] = await messagesTo(server, "+79125550102");
  expect(text).not.toContain("http");
});
