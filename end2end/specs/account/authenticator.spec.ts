// An authenticator app is connected: by its picture, its secret or its link, whatever comes between.

import { App, appCode, appOnScreen, codes, connectApp, factorOf, BY_APP, UNUSED } from "../../fixtures/authenticator.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { ANSWER_LOST, OFTEN } from "../../fixtures/cuts.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expectNarrow } from "../../fixtures/screen.ts";
import { happened, openSecurity, press, said, giveLogin, showPassword } from "../../fixtures/security.ts";
import { expectNoneOf, stored } from "../../fixtures/storage.ts";
import { dropSession, expectSignedIn, expectSignedOut, heading, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

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

  await dropSession(page);
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
  await dropSession(page);
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

test("the section, and the screen of the app's code, are read as before", async ({ signedIn: page, anna, server }) => {
  await connectApp(anna, server);
  await openSecurity(page);
  await expect(page.getByText(UNUSED)).toBeVisible();
  await expect(page.getByRole("main")).toMatchAriaSnapshot({ name: "security.aria.yml" });
  await dropSession(page);
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
