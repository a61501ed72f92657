// The code at sign-in (S-01): an authenticator app is connected, used, replaced by other codes, and switched off again. The password
// is asked for once more where the sign-in was long ago.

import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { App, appCode, appOnScreen, chooseFactor, codes, connectApp, factorOf, recoveryCode, spend } from "../../fixtures/authenticator.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { code as smsCode } from "../../fixtures/code.ts";
import { ANSWER_LOST, OFTEN } from "../../fixtures/cuts.ts";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { expectEnglish, inEnglish } from "../../fixtures/english.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { newPassword } from "../../fixtures/newcomers.ts";
import { ANNA } from "../../fixtures/people.ts";
import { happened, messagesTo, openSecurity, passwordAgain, press, said } from "../../fixtures/security.ts";
import type { Server } from "../../fixtures/server.ts";
import { expectNoneOf, stored } from "../../fixtures/storage.ts";
import { AWAY, dialog, expectSignedIn, expectSignedOut, hasSession, heading, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const LATE = { minutes: 11 };
const BY_APP = "Получать код в приложении";
const UNUSED = "Мы один раз показали вам 10 кодов, посмотреть их снова нельзя. Не использовано: 10.";

/** Gives login and password on the sign-in page. */
async function giveLogin(page: Page, password = ANNA.password): Promise<void> {
  await page.getByLabel("Логин").fill(ANNA.login);
  await page.getByLabel("Пароль", { exact: true }).fill(password);
  await press(page, "Продолжить");
}

const showPassword = async (page: Page, password = ANNA.password) => {
  await passwordAgain(page).getByLabel("Пароль", { exact: true }).fill(password);
  await passwordAgain(page).getByRole("button", { name: "Подтвердить" }).click();
};

const sms = async (server: Server) => (await server.doors.outbox()).filter(({ channel }) => channel === "sms").length;

/** Nothing scrolls sideways. */
const expectNarrow = (page: Page) => expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

test("S-01 «Логин» is phone or e-mail, the password has its rules, a code by SMS or of an app follows when it is switched on, and the button is «Войти»", async ({ page, anna, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/(login|code)/, 401);
  await page.goto("/registration");
  await page.goto("/sign-in");
  await expect(page.getByLabel("Логин", { exact: true })).toBeVisible();
  for (const login of [ANNA.phone, "8 (900) 000-00-01", "demo@okno.example"]) {
    await page.goto("/sign-in");
    await page.getByLabel("Логин", { exact: true }).fill(login);
    await page.getByLabel("Пароль", { exact: true }).fill(ANNA.password);
    await press(page, "Продолжить");
    await expect(smsCode(page)).toBeFocused();
    await smsCode(page).fill(await server.doors.code(ANNA.phone));
    await page.getByRole("main").getByRole("button", { name: "Войти", exact: true }).click();
    await expectSignedIn(page);
    await page.context().clearCookies();
    await server.doors.advance({ minutes: 1 });
  }
  const { app } = await connectApp(anna, server);
  await page.goto("/sign-in");
  await giveLogin(page);
  await expect(page.getByText("Введите код из приложения", { exact: false }).first()).toBeVisible();
  await appCode(page).fill(await app.nextCode());
  await page.getByRole("main").getByRole("button", { name: "Войти", exact: true }).click();
  await expectSignedIn(page);
  // The rules of a password: each is named until it is met.
  await openSecurity(page);
  await press(page, "Сменить пароль");
  const rules = page.locator("#password-needs");
  for (const rule of ["8 символов или больше", "маленькая буква", "большая буква", "цифра", "знак, например - или !"]) await expect(rules).toContainText(`${rule} — пока нет`);
  for (const [typed, met] of [["abcdefgh", "маленькая буква"], ["ABCDEFGH", "большая буква"], ["12345678", "цифра"], ["-", "знак, например - или !"], ["abcdefgh", "8 символов или больше"]] as const) {
    await newPassword(page).fill(typed);
    await expect(rules).toContainText(`${met} — есть`);
  }
  // Switched off, the password alone is enough.
  await chooseFactor(anna, "off");
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await giveLogin(page);
  await expectSignedIn(page);
});

test("an app is connected by keyboard, and its codes sign in once each", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/code/, 401);
  await openSecurity(page);
  await expect(page.getByText(/Включён: после пароля мы присылаем код по СМС на номер \+7\s900\s000-00-01/)).toBeVisible();
  await page.getByRole("button", { name: BY_APP }).focus();
  await page.keyboard.press("Enter");
  await expectFocus(page, "heading", "Код в приложении");
  const app = await appOnScreen(page, server);
  const picture = page.getByRole("img", { name: "QR-код для приложения. Тот же ключ написан ниже буквами и цифрами." });
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth > 0)).toBe(true);
  await expectAccessible(page, "приложение подключается");
  await expectNarrow(page);
  expectNoneOf([app.secret], await stored(page));
  expect(page.url()).not.toContain(app.secret);
  await page.keyboard.press("Tab");
  await expectFocus(page, "button", "Скопировать");
  await page.keyboard.press("Tab");
  await expectFocus(page, "textbox", "Код из приложения");
  // As apps show it.
  await page.keyboard.type((await app.code()).replace(/^.../, "$& "));
  await page.keyboard.press("Enter");
  await expectFocus(page, "heading", "Резервные коды");
  await expect(codes(page)).toHaveCount(10);
  await expectAccessible(page, "резервные коды");
  await expectNarrow(page);
  const [first = ""] = await codes(page).allInnerTexts();
  expect(first).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
  expectNoneOf([first], await stored(page));
  for (const [role, name] of [["button", "Скопировать"], ["link", "Сохранить файлом"], ["button", "Распечатать"], ["button", "Коды сохранены"]] as const) {
    await page.keyboard.press("Tab");
    await expectFocus(page, role, name);
  }
  await page.keyboard.press("Enter");
  await expectFocus(page, "heading", "Код при входе");
  await expect(page.locator("#announcer")).toHaveText("Готово. При входе мы будем спрашивать код из приложения.");
  await expect(page.getByText(UNUSED)).toBeVisible();
  await expectAccessible(page, "приложение подключено");
  expect(await factorOf(anna)).toMatchObject({ second_factor: "app", recovery_codes: 10 });
  // They are gone with a reload, and the page does not sound as if one had them.
  await page.reload();
  await expect(page.getByText(UNUSED)).toBeVisible();
  await expect(page.getByText("Если вы их не сохранили, получите новые: прежние перестанут действовать.")).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel("Логин").fill(ANNA.login);
  await page.keyboard.press("Tab");
  await page.keyboard.type(ANNA.password);
  await page.keyboard.press("Enter");
  await expectFocus(page, "textbox", "Код из приложения");
  await expectAccessible(page, "код из приложения");
  await expectNarrow(page);
  // No SMS has been sent, so nothing is said of one.
  await expect(page.getByRole("main")).not.toContainText(/Отправили код|Новый код можно/);
  const used = await app.nextCode();
  await page.keyboard.type(used);
  await page.keyboard.press("Enter");
  await expectSignedIn(page);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await giveLogin(page);
  await appCode(page).fill(used);
  await page.keyboard.press("Enter");
  await expect(happened(page)).toHaveText("Войти не получилось");
  await expect(said(page)).toHaveText([/^Неверный код\. Осталось 4 попытки\. Введите код, который приложение показывает сейчас: прежний уже не подойдёт\. На телефоне должно стоять точное время\.$/]);
  await expectAccessible(page, "неверный код из приложения");
  await appCode(page).fill(await app.nextCode());
  await press(page, "Войти");
  await expectSignedIn(page);
});

test("without the app at hand: a recovery code signs in once, however it is typed; or a code by SMS", async ({ page, anna, server, watchdog }) => {
  // The page that is left without its cookie may still ask.
  watchdog.expect(/POST .*auth\/code|GET .*\/account$/, 401);
  const { app, codes: saved } = await connectApp(anna, server);
  const [one = "", other = ""] = saved;
  await page.goto("/sign-in");
  await giveLogin(page);
  await expectFocus(page, "textbox", "Код из приложения");
  await expect(page.getByText("Нет приложения под рукой?")).toBeVisible();
  await press(page, "Ввести резервный код");
  await expectFocus(page, "textbox", "Резервный код");
  await expect(recoveryCode(page)).toHaveAttribute("autocomplete", "off");
  await expect(recoveryCode(page)).toHaveAttribute("inputmode", "text");
  await expectAccessible(page, "резервный код");
  await press(page, "Войти");
  await expect(said(page)).toHaveText(["Введите резервный код: 10 латинских букв и цифр"]);
  await recoveryCode(page).fill("aaaaa-aaaaa");
  await press(page, "Войти");
  await expect(said(page)).toHaveText([/^Неверный код\. Осталось 4 попытки\. Сверьте каждый знак/]);
  await expectAccessible(page, "неверный резервный код");
  // The page is where it was after a reload.
  await page.reload();
  await expectFocus(page, "textbox", "Резервный код");
  await recoveryCode(page).fill(` ${one.toUpperCase().replace("-", " ")}`);
  await press(page, "Войти");
  await expectSignedIn(page);
  expect((await factorOf(anna)).recovery_codes).toBe(9);
  // Who wanted nothing else sees how many are left; a letter says so too.
  await expect(heading(page)).toHaveText("Вход и безопасность");
  await expect(page.getByText("Вы вошли с резервным кодом. Второй раз он не подойдёт.")).toBeVisible();
  await expect(page.getByText("Не использовано: 9.")).toBeVisible();
  await expectAccessible(page, "вход с резервным кодом");
  const letter = (await messagesTo(server, "demo@okno.example")).find((text) => text.includes("резервным кодом"));
  expect(letter).toMatch(/^В «Окно» вошли с резервным кодом: .* Не использовано резервных кодов: 9\.$/);
  await page.reload();
  await expect(page.getByText("Не использовано: 9.")).toBeVisible();
  await expect(page.getByText("Вы вошли с резервным кодом.")).toHaveCount(0);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await giveLogin(page);
  await press(page, "Ввести резервный код");
  await recoveryCode(page).fill(one);
  await press(page, "Войти");
  await expect(happened(page)).toHaveText("Войти не получилось");
  await recoveryCode(page).fill(other.replace("-", ""));
  await press(page, "Войти");
  await expectSignedIn(page);
  await page.context().clearCookies();
  await server.doors.advance({ minutes: 1 });
  await page.goto("/sign-in");
  await giveLogin(page);
  await press(page, "Прислать код по СМС");
  await expectFocus(page, "textbox", "Код из СМС");
  await expect(page.getByText(/^Отправили код в СМС на номер \+7\s•••\s•••-00-01/)).toBeVisible();
  await expect(page.locator("#announcer")).toHaveText("Отправили новый код.");
  await expectAccessible(page, "код по СМС вместо приложения");
  await page.reload();
  await expectFocus(page, "textbox", "Код из СМС");
  // The code of the app is as good as before, and the way back to it is there.
  await press(page, "Ввести код из приложения");
  await appCode(page).fill(await app.nextCode());
  await press(page, "Войти");
  await expectSignedIn(page);
});

test("after a reload on the screen of the code the app's code still works, and nothing of the citizen is kept", async ({ page, anna, server }) => {
  const { app } = await connectApp(anna, server);
  await page.goto("/sign-in?next=/requests");
  await giveLogin(page);
  await expectFocus(page, "textbox", "Код из приложения");
  expectNoneOf([ANNA.login, ANNA.phone, "9000000001", "00-01", ANNA.password, app.secret], await stored(page));
  await page.reload();
  await expectFocus(page, "textbox", "Код из приложения");
  await page.goto("/recovery");
  await expect(page.getByLabel("Логин")).toBeVisible();
  await page.goBack();
  await appCode(page).fill(await app.nextCode());
  await press(page, "Войти");
  await expect(heading(page)).toHaveText("Мои обращения");
});

test("too old or too often wrong: the login is asked for again, and the page says why", async ({ page, anna, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/code/, 401, 410);
  const { app } = await connectApp(anna, server);
  await page.goto("/sign-in");
  await giveLogin(page);
  await expectFocus(page, "textbox", "Код из приложения");
  await server.doors.advance({ minutes: 6 });
  await appCode(page).fill(await app.code());
  await press(page, "Войти");
  await expect(said(page)).toHaveText(["Прошло больше 5 минут, или неверных кодов было слишком много. Введите логин и пароль ещё раз."]);
  await said(page).getByRole("link").click();
  await expectFocus(page, "textbox", "Логин");
});

test("a lost phone: the page says what to do", async ({ page }) => {
  await page.goto("/sign-in");
  await giveLogin(page);
  await expectFocus(page, "textbox", "Код из СМС");
  const lost = page.getByText("Номер сменился или телефон потерян?");
  await lost.click();
  await expect(page.getByText(/придите с паспортом в любое бюро МСЭ или позвоните: 8\s800\s000-00-00/)).toBeVisible();
  // Who has no app has no recovery codes.
  await expect(page.getByRole("main")).not.toContainText("резервн");
  await expectAccessible(page, "телефон потерян");
});

test("switched off, the password is enough; switched on again, a code is asked for", async ({ signedIn: page, anna, server }) => {
  await openSecurity(page);
  await press(page, "Выключить код при входе");
  const question = page.getByRole("dialog", { name: "Выключить код при входе?" });
  await expectFocus(page, "button", "Нет, оставить как есть");
  await expectAccessible(page, "выключить код");
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expectFocus(page, "button", "Выключить код при входе");
  expect((await factorOf(anna)).second_factor).toBe("sms");
  await page.keyboard.press("Enter");
  await question.getByRole("button", { name: "Да, выключить" }).click();
  await expectFocus(page, "heading", "Код при входе");
  await expect(page.getByText("Выключен: для входа хватает пароля.")).toBeVisible();
  await expectAccessible(page, "код выключен");
  await page.context().clearCookies();
  const sent = await sms(server);
  await page.goto("/sign-in?next=/security");
  await giveLogin(page);
  await expect(heading(page)).toHaveText("Вход и безопасность");
  expect(await hasSession(page, server)).toBe(true);
  expect(await sms(server), "no code is sent").toBe(sent);
  await press(page, "Получать код по СМС");
  await expectFocus(page, "heading", "Код при входе");
  await page.context().clearCookies();
  await server.doors.advance({ minutes: 1 });
  await page.goto("/sign-in");
  await signInOnScreen(page, server, ANNA);
});

test("a sign-in without a code takes the place of a session that has just ended, also where that answer is late", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  await chooseFactor(anna, "off");
  await page.goto("/security");
  await expect(page.getByText("Выключен: для входа хватает пароля.")).toBeVisible();
  await server.doors.advance(AWAY);
  await press(page, "Получать код по СМС");
  await expect(dialog(page)).toBeVisible();
  await server.doors.fault({ match: "GET /api/v1/session", kind: "delay", ms: 1500 });
  // Asks who is signed in: the answer ends the old session's cookie.
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await dialog(page).getByLabel("Логин").fill(ANNA.login);
  await dialog(page).getByLabel("Пароль", { exact: true }).fill(ANNA.password);
  await dialog(page).getByRole("button", { name: "Продолжить", exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByText("Выключен: для входа хватает пароля.")).toBeVisible();
  expect(await hasSession(page, server)).toBe(true);
  await page.reload();
  await expect(heading(page)).toHaveText("Вход и безопасность");
});

test("the app goes with its recovery codes, and that is said before", async ({ signedIn: page, anna, server }) => {
  await connectApp(anna, server);
  await openSecurity(page);
  await press(page, "Получать код по СМС");
  const question = page.getByRole("dialog", { name: "Получать код по СМС?" });
  await expect(question).toContainText("Подключённое приложение и резервные коды перестанут действовать.");
  await expectAccessible(page, "по СМС вместо приложения");
  await question.getByRole("button", { name: "Нет, оставить как есть" }).click();
  expect((await factorOf(anna)).second_factor).toBe("app");
  await press(page, "Получать код по СМС");
  await question.getByRole("button", { name: "Да, по СМС" }).click();
  await expect(page.getByText("Готово. Теперь код при входе приходит по СМС.").first()).toBeVisible();
  await expectFocus(page, "heading", "Код при входе");
  expect(await factorOf(anna)).toMatchObject({ second_factor: "sms", recovery_codes: 0 });
});

test.describe("more than ten minutes after signing in", () => {
  test("the password is asked for once more, and then the same goes on by itself", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\/account/, 403);
    await openSecurity(page);
    await server.doors.advance(LATE);
    await page.getByRole("button", { name: BY_APP }).focus();
    await page.keyboard.press("Enter");
    await expect(passwordAgain(page)).toContainText("Прошло больше 10 минут после входа. Так мы убеждаемся, что это вы.");
    await expectFocus(page, "textbox", "Пароль");
    const field = passwordAgain(page).getByLabel("Пароль", { exact: true });
    await expect(field).toHaveAttribute("autocomplete", "current-password");
    await expect(passwordAgain(page).locator("input[autocomplete=username]")).toHaveValue(/\+7/);
    await expectAccessible(page, "пароль ещё раз");
    await expectNarrow(page);
    // Escape cancels, and nothing has happened.
    await page.keyboard.press("Escape");
    await expect(passwordAgain(page)).toHaveCount(0);
    await expectFocus(page, "button", BY_APP);
    await page.keyboard.press("Enter");
    await expectFocus(page, "textbox", "Пароль");
    await page.keyboard.type("неверный");
    await page.keyboard.press("Enter");
    await expect(passwordAgain(page).getByRole("alert").getByRole("link")).toHaveText("Неверный пароль. Проверьте раскладку и большие буквы.");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page, "пароль ещё раз, неверный");
    await showPassword(page);
    await expectFocus(page, "heading", "Код в приложении");
    // For ten minutes it is not asked for again.
    const app = await appOnScreen(page, server);
    await appCode(page).fill(await app.code());
    await press(page, "Подключить приложение");
    await expect(codes(page)).toHaveCount(10);
    expect((await factorOf(anna)).second_factor).toBe("app");
  });

  test("what was typed is not lost", async ({ signedIn: page, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\/account/, 403);
    await openSecurity(page);
    await press(page, BY_APP);
    const app = await appOnScreen(page, server);
    await server.doors.advance({ minutes: 10 });
    await server.doors.advance({ minutes: 1 });
    const typed = await app.code();
    await appCode(page).fill(typed);
    await press(page, "Подключить приложение");
    await expect(passwordAgain(page)).toBeVisible();
    await passwordAgain(page).getByRole("button", { name: "Отменить" }).click();
    await expectFocus(page, "button", "Подключить приложение");
    await expect(appCode(page)).toHaveValue(typed);
    await press(page, "Подключить приложение");
    await showPassword(page);
    await expect(codes(page)).toHaveCount(10);
  });

  test("over the question whether to switch the code off", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\/account/, 403);
    await openSecurity(page);
    await server.doors.advance(LATE);
    await press(page, "Выключить код при входе");
    await page.getByRole("dialog").getByRole("button", { name: "Да, выключить" }).click();
    await expect(passwordAgain(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(passwordAgain(page)).toHaveCount(0);
    await expectFocus(page, "button", "Да, выключить");
    await page.keyboard.press("Enter");
    await showPassword(page);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expectFocus(page, "heading", "Код при входе");
    expect((await factorOf(anna)).second_factor).toBe("off");
  });

  test("too many wrong passwords", async ({ signedIn: page, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\/account/, 403, 429);
    await openSecurity(page);
    await server.doors.advance(LATE);
    await press(page, BY_APP);
    const alert = passwordAgain(page).getByRole("alert");
    await expect
      .poll(async () => {
        await showPassword(page, "неверный");
        await expect(alert).toBeVisible();
        return alert.innerText();
      }, { timeout: 30_000 })
      .toContain("Слишком много попыток. Попробуйте через");
    await expectAccessible(page, "пароль ещё раз, слишком много попыток");
  });
});

test("a wrong code says so and keeps the secret; after a quarter of an hour there is a new one", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/authenticator/, 401, 403, 410);
  await openSecurity(page);
  await press(page, BY_APP);
  const app = await appOnScreen(page, server);
  await press(page, "Подключить приложение");
  await expect(said(page)).toHaveText(["Введите 6 цифр из приложения"]);
  await expect(page).toHaveTitle("Ошибка: Вход и безопасность — Окно");
  await appCode(page).fill(await app.wrongCode());
  await press(page, "Подключить приложение");
  await expect(said(page)).toHaveText([/^Код не подошёл\..*На телефоне должно стоять точное время\./]);
  await expectAccessible(page, "приложение, неверный код");
  expect((await appOnScreen(page, server)).secret).toBe(app.secret);
  // The same after a reload.
  await page.reload();
  await press(page, BY_APP);
  expect((await appOnScreen(page, server)).secret).toBe(app.secret);
  await server.doors.advance({ minutes: 8 });
  await anna.call("POST", "/session/activity", JSON.stringify({ idle: 0 }), { "content-type": "application/json" });
  await server.doors.advance({ minutes: 8 });
  await appCode(page).fill(await app.code());
  await press(page, "Подключить приложение");
  await showPassword(page);
  await expect(said(page)).toHaveText([/^С начала прошло больше 15\sминут, и прежний ключ больше не действует\. Мы сделали новый/]);
  await expect.poll(async () => (await appOnScreen(page, server)).secret).not.toBe(app.secret);
  await expectAccessible(page, "приложение, слишком поздно");
  await appCode(page).fill(await (await appOnScreen(page, server)).code());
  await press(page, "Подключить приложение");
  await expect(codes(page)).toHaveCount(10);
});

test("a phone whose clock is half a minute wrong is good enough; one that is minutes wrong is told what to look at", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/authenticator/, 401);
  await openSecurity(page);
  await press(page, BY_APP);
  const { secret } = await appOnScreen(page, server);
  await appCode(page).fill(await new App(secret, server, 150).code());
  await press(page, "Подключить приложение");
  await expect(said(page)).toHaveText([/На телефоне должно стоять точное время/]);
  await appCode(page).fill(await new App(secret, server, 30).code());
  await press(page, "Подключить приложение");
  await expect(codes(page)).toHaveCount(10);
});

test("a code that begins with a nought", async ({ page, anna, server }) => {
  const { app } = await connectApp(anna, server);
  let code = await app.nextCode();
  while (!code.startsWith("0")) code = await app.nextCode();
  await page.goto("/sign-in");
  await giveLogin(page);
  await expectFocus(page, "textbox", "Код из приложения");
  await appCode(page).pressSequentially(code);
  await page.keyboard.press("Enter");
  await expectSignedIn(page);
});

test("the section, and the screen of the app's code, are read as before", async ({ signedIn: page, anna, server }) => {
  await connectApp(anna, server);
  await openSecurity(page);
  await expect(page.getByText(UNUSED)).toBeVisible();
  await expect(page.getByRole("main")).toMatchAriaSnapshot({ name: "security.aria.yml" });
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await giveLogin(page);
  await expectFocus(page, "textbox", "Код из приложения");
  await expect(page.getByRole("main")).toMatchAriaSnapshot({ name: "app-code.aria.yml" });
});

test("what was begun stays where it was for who leaves the page and comes back, and for nobody after they sign out", async ({ signedIn: page, server }) => {
  await openSecurity(page);
  await press(page, BY_APP);
  const { secret, code } = await appOnScreen(page, server).then(async (app) => ({ secret: app.secret, code: await app.code() }));
  await page.getByRole("link", { name: "Мой аккаунт" }).click();
  await expect(heading(page)).toHaveText("Мой аккаунт");
  await page.goBack();
  expect((await appOnScreen(page, server)).secret).toBe(secret);
  await appCode(page).fill(code);
  await press(page, "Подключить приложение");
  await expect(codes(page)).toHaveCount(10);
  const [first] = await codes(page).allInnerTexts();
  await page.getByRole("link", { name: "Мой аккаунт" }).click();
  await page.getByRole("link", { name: "Вход и безопасность" }).click();
  await expect(codes(page).first()).toHaveText(first ?? "");
  await page.getByRole("banner").getByRole("button", { name: "Меню" }).click();
  await page.getByRole("button", { name: "Выйти" }).click();
  await expectSignedOut(page);
  await expect(page.getByText(first ?? "")).toHaveCount(0);
  await page.goto("/sign-in?next=/security");
  expect(await page.content()).not.toContain(first);
});

test("the answer that connects the app is lost: the same code again brings the recovery codes", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/authenticator\/code/, "cut");
  await openSecurity(page);
  await press(page, BY_APP);
  const app = await appOnScreen(page, server);
  await appCode(page).fill(await app.code());
  await server.doors.fault({ match: "POST /api/v1/account/authenticator/code", times: OFTEN, ...ANSWER_LOST });
  await press(page, "Подключить приложение");
  await expect(happened(page)).toHaveText("Не знаем, дошло ли изменение");
  await expect(said(page)).toHaveText([/Нажмите «Подключить приложение» ещё раз: если оно уже подключено, вы получите резервные коды\.$/]);
  await expectAccessible(page, "ответ о приложении потерян");
  expect((await factorOf(anna)).second_factor).toBe("app");
  await server.doors.noFaults();
  await press(page, "Подключить приложение");
  await expect(codes(page)).toHaveCount(10);
});

test("a lost answer: whether the code is switched off is looked at, and said once it is known", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/second-factor|GET .*account$|GET .*session$/, "cut");
  await openSecurity(page);
  await press(page, "Выключить код при входе");
  const question = page.getByRole("dialog", { name: "Выключить код при входе?" });
  await server.doors.fault({ match: "PUT /api/v1/account/second-factor", times: 999, ...ANSWER_LOST });
  await server.doors.fault({ match: "GET /api/v1/account", times: 999, kind: "cut" });
  await question.getByRole("button", { name: "Да, выключить" }).click();
  await expect(question.getByRole("alert")).toContainText("Не знаем, дошло ли изменение");
  await expect(question).not.toContainText("Ничего не изменилось");
  await expectAccessible(page, "ответ о коде потерян");
  await server.doors.noFaults();
  expect((await factorOf(anna)).second_factor).toBe("off");
  await expect(question).toHaveCount(0);
  await expect(page.locator("#announcer")).toHaveText(/^Код при входе выключен\./);
  await expect(page.getByRole("main").getByText("Выключен: для входа хватает пароля.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
});

test("a lost answer with new recovery codes: the old ones may be good no more, which is said", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/recovery-codes/, "cut");
  await connectApp(anna, server);
  await openSecurity(page);
  await server.doors.fault({ match: "POST /api/v1/account/recovery-codes", times: OFTEN, ...ANSWER_LOST });
  await press(page, "Получить новые коды");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("нажмите «Получить новые коды» ещё раз: прежние могли перестать действовать.");
  await server.doors.noFaults();
  await press(page, "Получить новые коды");
  await expect(codes(page)).toHaveCount(10);
});

test("recovery codes: copied, saved as a file, renewed, and a warning when few are left", async ({ signedIn: page, context, anna, server }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { codes: old } = await connectApp(anna, server);
  await openSecurity(page);
  await press(page, "Получить новые коды");
  await expectFocus(page, "heading", "Резервные коды");
  const fresh = await codes(page).allInnerTexts();
  expect(fresh).toHaveLength(10);
  expect(fresh).not.toContain(old[0]);
  await page.getByRole("main").getByRole("button", { name: "Скопировать" }).click();
  await expect(page.getByText("Скопировано")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(fresh.join("\n"));
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Сохранить файлом" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("Резервные коды Окно.txt");
  const text = await readFile(await file.path(), "utf8");
  for (const code of fresh) expect(text).toContain(code);
  expect(text).toContain("Резервные коды для входа в «Окно»");
  expect(text, "nothing about the citizen").not.toMatch(/Анн|Петров|900|demo@/);
  await expect(codes(page)).toHaveCount(10);
  // On paper there are only the codes.
  await page.emulateMedia({ media: "print" });
  await expect(codes(page).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Коды сохранены" })).toBeHidden();
  await expect(page.getByRole("banner")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await press(page, "Коды сохранены");
  await expect(page.getByText(UNUSED)).toBeVisible();
  for (const code of fresh.slice(0, 8)) await spend(server, ANNA, code);
  await page.reload();
  await expect(page.getByText("Не использовано: 2.")).toBeVisible();
  await expect(page.getByText("Резервные коды заканчиваются.")).toBeVisible();
  const letter = (await messagesTo(server, "demo@okno.example")).find((text) => text.includes("резервным кодом"));
  expect(letter).toContain("Не использовано резервных кодов: 2. Получите новые на странице «Вход и безопасность», пока можете войти.");
  await expectAccessible(page, "кодов мало");
});

test("two tabs: what one has connected the other knows, and neither loses its way", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/authenticator/, 401, 403, 410);
  await openSecurity(page);
  await press(page, BY_APP);
  const app = await appOnScreen(page, server);
  const other = await openTab(page, "/security");
  await press(other, BY_APP);
  expect((await appOnScreen(other, server)).secret, "the same secret").toBe(app.secret);
  await appCode(other).fill(await app.code());
  await press(other, "Подключить приложение");
  await expect(codes(other)).toHaveCount(10);
  await page.bringToFront();
  await press(page, "Отменить: Код в приложении");
  await expect(page.getByText(UNUSED)).toBeVisible();
  await expectFocus(page, "button", "Подключить приложение заново");
  // A third tab is as it is now.
  await press(page, "Выключить код при входе");
  await page.getByRole("dialog").getByRole("button", { name: "Да, выключить" }).click();
  await expect(page.getByText("Выключен: для входа хватает пароля.")).toBeVisible();
});

test("a request that fails changes nothing and can be sent again", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\/account/, 503);
  await openSecurity(page);
  await server.doors.fault({ match: "PUT /api/v1/account/second-factor", kind: "status", status: 503 });
  await press(page, "Выключить код при входе");
  const question = page.getByRole("dialog", { name: "Выключить код при входе?" });
  await question.getByRole("button", { name: "Да, выключить" }).click();
  await expect(question.getByRole("alert")).toContainText("Ничего не изменилось");
  await expectAccessible(page, "выключить не получилось");
  expect((await factorOf(anna)).second_factor).toBe("sms");
  await question.getByRole("button", { name: "Да, выключить" }).click();
  await expect(question).toHaveCount(0);
  await server.doors.fault({ match: "POST /api/v1/account/authenticator", kind: "status", status: 503 });
  await press(page, BY_APP);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Ничего не изменилось");
  await press(page, BY_APP);
  await expect(appCode(page)).toBeVisible();
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
});

test("in English", async ({ signedIn: page, context, anna, server }) => {
  await inEnglish(context);
  const { codes: saved } = await connectApp(anna, server);
  await page.goto("/security");
  await expect(page.getByText("Unused: 10.")).toBeVisible();
  await page.getByRole("button", { name: "Get new codes" }).click();
  await expect(codes(page)).toHaveCount(10);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel("Login").fill(ANNA.login);
  await page.getByLabel("Password", { exact: true }).fill(ANNA.password);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByLabel("Code from the app")).toBeFocused();
  await expectEnglish(page, "code of the app");
  await page.getByRole("button", { name: "Enter a recovery code" }).click();
  await expect(page.getByLabel("Recovery code")).toBeFocused();
  await expectEnglish(page, "recovery code");
  expect(saved).toHaveLength(10);
});

test.describe("on a phone", () => {
  test.use({ hasTouch: true, isMobile: true });

  test("the secret opens the app or is copied; a picture would be of no use", async ({ signedIn: page, context, server }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openSecurity(page);
    await press(page, BY_APP);
    const app = await appOnScreen(page, server);
    await expect(page.getByRole("img", { name: /QR-код/ })).toHaveCount(0);
    await expect(page.getByRole("main"), "there is no picture here").not.toContainText(/картинк/);
    await expect(page.getByRole("link", { name: "Открыть приложение на этом телефоне" })).toHaveAttribute("href", new RegExp(`^otpauth://totp/.*secret=${app.secret}`));
    await page.getByRole("main").getByRole("button", { name: "Скопировать" }).click();
    // Not all apps take spaces.
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(app.secret);
    await expectAccessible(page, "приложение на телефоне");
    await expectNarrow(page);
  });
});

test.describe("dark theme", () => {
  test.use({ colorScheme: "dark" });

  test("the picture stays on white, and all screens are readable", async ({ signedIn: page, server }) => {
    await openSecurity(page);
    await expectAccessible(page, "тёмная тема, безопасность");
    await press(page, BY_APP);
    const app = await appOnScreen(page, server);
    await expect(page.locator(".qr")).toHaveCSS("background-color", "rgb(255, 255, 255)");
    await expectAccessible(page, "тёмная тема, приложение");
    await appCode(page).fill(await app.code());
    await press(page, "Подключить приложение");
    await expect(codes(page)).toHaveCount(10);
    await expectAccessible(page, "тёмная тема, резервные коды");
  });
});
