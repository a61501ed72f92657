// The code at sign-in (S-01): by SMS, of an app, or a recovery code; switching it off and on again.

import { appCode, chooseFactor, codes, connectApp, factorOf, recoveryCode, BY_APP } from "../../fixtures/authenticator.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { code as smsCode } from "../../fixtures/code.ts";
import { ANSWER_LOST } from "../../fixtures/cuts.ts";
import { expectEnglish, inEnglish } from "../../fixtures/english.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { newPassword } from "../../fixtures/newcomers.ts";
import { ANNA } from "../../fixtures/people.ts";
import { happened, messagesTo, openSecurity, press, said, giveLogin, sms } from "../../fixtures/security.ts";
import { expectNoneOf, stored } from "../../fixtures/storage.ts";
import { AWAY, dialog, dropSession, expectSignedIn, hasSession, heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

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
    await dropSession(page);
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
  await dropSession(page);
  await page.goto("/sign-in");
  await giveLogin(page);
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
  await dropSession(page);
  await page.goto("/sign-in");
  await giveLogin(page);
  await press(page, "Ввести резервный код");
  await recoveryCode(page).fill(one);
  await press(page, "Войти");
  await expect(happened(page)).toHaveText("Войти не получилось");
  await recoveryCode(page).fill(other.replace("-", ""));
  await press(page, "Войти");
  await expectSignedIn(page);
  await dropSession(page);
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
  await dropSession(page);
  const sent = await sms(server);
  await page.goto("/sign-in?next=/security");
  await giveLogin(page);
  await expect(heading(page)).toHaveText("Вход и безопасность");
  expect(await hasSession(page, server)).toBe(true);
  expect(await sms(server), "no code is sent").toBe(sent);
  await press(page, "Получать код по СМС");
  await expectFocus(page, "heading", "Код при входе");
  await dropSession(page);
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
  await dropSession(page);
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
