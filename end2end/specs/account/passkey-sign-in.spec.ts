// Signing in with a passkey: by the button, and among the suggestions of the login. Adding them: passkeys.spec.ts.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { named } from "../../fixtures/gate.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { add, Authenticator, byKey, enterByKey, failed, passkeysOf, test } from "../../fixtures/passkeys.ts";
import { ANNA, PYOTR } from "../../fixtures/people.ts";
import { AWAY, dialog, dropSession, expectSignedIn, expectSignedOut, heading, openTab } from "../../fixtures/tabs.ts";
import { expect } from "../../fixtures/test.ts";

const QUIET = "Вход с ключом не завершён. Ничего не изменилось: попробуйте ещё раз или войдите с паролем.";
const main = (page: Page) => page.getByRole("main");
const login = (page: Page) => page.getByLabel("Логин");

/** Anna's key in the authenticator of this tab, with nobody signed in. */
async function withKey(page: Page): Promise<Authenticator> {
  const authenticator = await Authenticator.of(page);
  await add(page, authenticator, "Телефон");
  await dropSession(page);
  return authenticator;
}

/** Requests for what the browser is asked with, from now on. */
function asking(page: Page): { times: number } {
  const asked = { times: 0 };
  page.on("request", (request) => (asked.times += Number(/\/auth\/passkey$/.test(request.url()))));
  return asked;
}

test("the button stands after the form, with words for who has no key", async ({ signedIn: page }) => {
  await withKey(page);
  await page.goto("/sign-in");
  await expect(byKey(page)).toHaveAccessibleDescription("Если вы добавили ключ, входите без пароля и кода: отпечатком, лицом или PIN‑кодом устройства.");
  await expect(login(page)).toHaveAttribute("autocomplete", "username webauthn");
  await page.getByRole("button", { name: "Продолжить", exact: true }).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Войти с ключом доступа", exact: true })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Забыли пароль?", exact: true })).toBeFocused();
});

test("a key that is not shown is no error: a quiet line, and the password works", async ({ signedIn: page, server }) => {
  const authenticator = await withKey(page);
  await page.goto("/sign-in");
  await authenticator.recognise(false);
  await enterByKey(page, authenticator);
  await expect(main(page).getByText(QUIET)).toBeVisible();
  await expect(page.locator("#announcer")).toHaveText(QUIET);
  await expect(failed(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Войти с ключом доступа", exact: true })).toBeFocused();
  await expectAccessible(page, "вход с ключом не завершён");
  await signInOnScreen(page, server, ANNA);
  await expectSignedIn(page);
});

test("after a key that is not shown the next press signs in", async ({ signedIn: page }) => {
  const authenticator = await withKey(page);
  await page.goto("/sign-in");
  await authenticator.recognise(false);
  await enterByKey(page, authenticator);
  await expect(main(page).getByText(QUIET)).toBeVisible();
  await authenticator.touch(false);
  await authenticator.recognise(true);
  await enterByKey(page, authenticator);
  await expectSignedIn(page);
});

test("a key chosen among the suggestions signs in without the button", async ({ signedIn: page }) => {
  const authenticator = await withKey(page);
  await authenticator.touch();
  await page.goto("/sign-in?next=/requests");
  await expect(heading(page)).toHaveText("Мои обращения");
  await expectSignedIn(page);
});

test("a suggested key that is refused is told, and suggestions go on", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/POST .*auth\/passkey\//, 403);
  const authenticator = await withKey(page);
  const [key] = await authenticator.keys();
  const { passkeys } = await anna.json<{ passkeys: { id: string }[] }>("GET", "/account");
  await anna.call("DELETE", `/account/passkeys/${passkeys[0]?.id}`, undefined, {});
  await authenticator.touch();
  const asked = asking(page);
  await page.goto("/sign-in");
  await expect(failed(page)).toContainText("Этот ключ здесь больше не действует");
  await expect.poll(() => authenticator.keys()).toHaveLength(0);
  await expect.poll(() => asked.times, "another ceremony").toBe(2);
  expect(key).toBeDefined();
});

test("the password form works while keys are suggested, and a wrong password leaves them working", async ({ signedIn: page, watchdog }) => {
  watchdog.expect(/POST .*auth\/login/, 401);
  const authenticator = await withKey(page);
  await page.goto("/sign-in");
  await expect(byKey(page)).toBeVisible();
  await login(page).fill(ANNA.login);
  await page.getByLabel("Пароль", { exact: true }).fill("не тот");
  const asked = asking(page);
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  await expect(failed(page)).toContainText("Неверный логин или пароль");
  await expect.poll(() => asked.times, "they are suggested again").toBe(1);
  await expect(login(page)).toHaveValue(ANNA.login);
  await enterByKey(page, authenticator);
  await expectSignedIn(page);
});

test("an open page asks anew before the ceremony ends, but not while nobody sees it", async ({ signedIn: page, server }) => {
  const authenticator = await withKey(page);
  await page.clock.install();
  const asked = asking(page);
  await page.goto("/sign-in");
  await expect(byKey(page)).toBeVisible();
  await expect.poll(() => asked.times).toBe(1);
  const hide = (hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, hidden);
  await page.clock.fastForward(200_000);
  expect(asked.times, "good for another while").toBe(1);
  await hide(true);
  await page.clock.fastForward(20 * 60_000);
  expect(asked.times, "hidden").toBe(1);
  await server.doors.advance({ minutes: 20 });
  await page.locator("html").evaluate((html) => delete html.dataset["asked"]);
  await hide(false);
  await expect.poll(() => asked.times).toBe(2);
  await enterByKey(page, authenticator);
  await expectSignedIn(page);
});

test("a question that stood for longer than the ceremony is asked once more by itself", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/passkey\//, 410);
  const authenticator = await withKey(page);
  const asked = asking(page);
  await page.goto("/sign-in");
  await expect.poll(() => asked.times).toBe(1);
  await server.doors.advance({ minutes: 6 });
  await enterByKey(page, authenticator);
  await expectSignedIn(page);
});

test("in the dialog over a page whose session has ended, the key brings the page back with what was typed", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  const authenticator = await Authenticator.of(page);
  await add(page, authenticator, "Телефон");
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await page.getByRole("textbox", { name: "Регион", exact: true }).fill("Томская область");
  await server.doors.advance(AWAY);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(dialog(page)).toBeVisible();
  await expect(byKey(page)).toBeVisible();
  await expectAccessible(page, "сеанс закончился, вход с ключом");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await enterByKey(page, authenticator);
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "Регион", exact: true })).toHaveValue("Томская область");
});

test("somebody else's key in that dialog opens their start page, and nothing of the first citizen is left", async ({ signedIn: page, anna, server, gate, watchdog }) => {
  // Her edits are not his: the server does not take them from him.
  watchdog.expect(/\/api\/v1\//, 401, 404);
  const { id } = await anna.draft();
  // Pyotr's key on the same computer.
  await (await Citizen.signIn(server, PYOTR)).enter(page.context(), named(gate));
  const authenticator = await Authenticator.of(page);
  await add(page, authenticator, "Ключ Петра");
  await anna.enter(page.context(), named(gate));
  await openDraft(page, id, "contacts");
  await page.getByRole("textbox", { name: "Регион", exact: true }).fill("Томская область");
  await server.doors.advance(AWAY);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(dialog(page)).toBeVisible();
  await enterByKey(page, authenticator);
  await expect(heading(page)).toHaveText("Государственные услуги");
  await expect(page).toHaveURL(/\/$/);
  await expectSignedIn(page);
  await page.goto("/account");
  await expect(main(page)).toContainText("Пётр");
  await expect(main(page)).not.toContainText("Анна");
  await page.goBack();
  await expect(page.getByText("Томская область")).toHaveCount(0);
});

test("two tabs: signing in with a key in one signs the other in, and a question in the other is not in the way", async ({ signedIn: page }) => {
  const authenticator = await withKey(page);
  await page.goto("/sign-in");
  const other = await openTab(page, "/sign-in?next=/requests");
  const there = await Authenticator.of(other);
  await byKey(other).click();
  await expect(byKey(other), "the other asks its owner").toHaveAttribute("aria-disabled", "true");
  await page.bringToFront();
  await enterByKey(page, authenticator);
  await expectSignedIn(page);
  await expect(heading(other)).toHaveText("Мои обращения");
  void there;
});

test("Back while the device asks ends the question, and the way forward works", async ({ signedIn: page }) => {
  const authenticator = await withKey(page);
  await page.goto("/");
  await page.getByRole("banner").getByRole("link", { name: "Войти" }).click();
  await byKey(page).click();
  await expect(byKey(page)).toHaveAttribute("aria-disabled", "true");
  await page.goBack();
  await expect(heading(page)).toHaveText("Государственные услуги");
  await authenticator.touch();
  await page.waitForTimeout(300);
  await expectSignedOut(page);
  await authenticator.touch(false);
  await page.goForward();
  await expect(byKey(page)).toBeVisible();
  await enterByKey(page, authenticator);
  await expectSignedIn(page);
});

test("the form in place of the question: it is broken off without a word, and the password signs in", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/login/, 401);
  await withKey(page);
  await page.goto("/sign-in");
  await byKey(page).click();
  await expect(byKey(page)).toHaveAttribute("aria-disabled", "true");
  await login(page).fill(ANNA.login);
  await page.getByLabel("Пароль", { exact: true }).fill("не тот");
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  await expect(failed(page)).toContainText("Неверный логин или пароль");
  await expect(byKey(page)).not.toHaveAttribute("aria-disabled");
  await expect(main(page).getByText(QUIET)).toHaveCount(0);
  await signInOnScreen(page, server, ANNA);
  await expectSignedIn(page);
});

test("a password manager that never answers, not even when it is broken off, keeps nobody out", async ({ signedIn: page, server }) => {
  // keepassxreboot/keepassxc-browser#3045
  await dropSession(page);
  await page.addInitScript(() => {
    navigator.credentials.get = () => new Promise(() => {});
  });
  await page.goto("/sign-in");
  await byKey(page).click();
  await expect(byKey(page)).toHaveAttribute("aria-disabled", "true");
  await signInOnScreen(page, server, ANNA);
  await expectSignedIn(page);
});

test("a browser that says it can suggest keys and cannot: the button works", async ({ signedIn: page }) => {
  // Browsers on iOS, MasterKale/SimpleWebAuthn#295
  const authenticator = await withKey(page);
  await page.addInitScript(() => {
    const { credentials } = navigator;
    const get = credentials.get.bind(credentials);
    credentials.get = (options) => (options?.mediation === "conditional" ? Promise.reject(new DOMException("", "NotSupportedError")) : get(options));
  });
  await page.goto("/sign-in");
  await byKey(page).waitFor();
  await authenticator.touch();
  await byKey(page).click();
  await expectSignedIn(page);
});

test("an answer without a user handle is refused, and the key stays on the device: the server has not said that it is unknown", async ({ signedIn: page, watchdog }) => {
  // w3c/webauthn#1722, teamhanko/passkeys#85
  watchdog.expect(/POST .*auth\/passkey\//, 403);
  await page.addInitScript(() => {
    Object.defineProperty(AuthenticatorAssertionResponse.prototype, "userHandle", { get: () => new ArrayBuffer(0) });
    Reflect.deleteProperty(PublicKeyCredential.prototype, "toJSON");
  });
  const authenticator = await withKey(page);
  await page.goto("/sign-in");
  await enterByKey(page, authenticator);
  await expect(failed(page)).toContainText("Ключ не сработал. Попробуйте ещё раз или войдите с паролем: он действует как прежде.");
  await authenticator.touch(false);
  expect(await authenticator.keys()).toHaveLength(1);
});

test("at a name that the browser does not count to the site, the key is refused here only", async ({ signedIn: page }) => {
  const authenticator = await withKey(page);
  await page.goto(page.url().replace(/\/\/localhost(:\d+).*/, "//www.localhost$1/sign-in"));
  await byKey(page).waitFor();
  await authenticator.touch();
  await byKey(page).click();
  await expect(failed(page)).toContainText("Этот браузер или устройство не может войти с ключом. Войдите с паролем.");
  await expectAccessible(page, "с ключом войти нельзя");
  await authenticator.touch(false);
  expect(await authenticator.keys()).toHaveLength(1);
});

test("a lost answer to signing in: said, and the next press signs in", async ({ signedIn: page, gate, watchdog }) => {
  watchdog.expect(/POST .*auth\/passkey\//, "cut");
  const authenticator = await withKey(page);
  await page.goto("/sign-in");
  await expect(byKey(page)).toBeVisible();
  gate.lose(/^POST \S+\/auth\/passkey\/\S/);
  await enterByKey(page, authenticator);
  await expect(failed(page)).toBeFocused();
  await expect(failed(page)).toContainText("Нет связи с сервером.");
  await authenticator.touch(false);
  await expectAccessible(page, "ответ о входе потерян");
  gate.open();
  await enterByKey(page, authenticator);
  await expectSignedIn(page);
});

test("a server that is down for the question says so, and the next press works", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/passkey/, 503);
  const authenticator = await withKey(page);
  await server.doors.fault({ match: "POST /api/v1/auth/passkey", kind: "status", status: 503, times: 2 });
  await page.goto("/sign-in");
  await byKey(page).click();
  await expect(failed(page)).toContainText("Сервер сейчас не отвечает.");
  await expect(byKey(page)).not.toHaveAttribute("aria-disabled");
  await enterByKey(page, authenticator);
  await expectSignedIn(page);
});

test("a blocked citizen is told how to get in again", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/passkey\//, 403);
  const authenticator = await withKey(page);
  await server.account("block", ANNA.phone);
  await page.goto("/sign-in");
  await enterByKey(page, authenticator);
  await expect(failed(page)).toContainText("Доступ к этому аккаунту закрыт. Позвоните в бюро");
  await authenticator.touch(false);
  expect(await authenticator.keys(), "the key stays").toHaveLength(1);
  await expectSignedOut(page);
});

test("a security key that is plugged in works as well", async ({ signedIn: page, anna }) => {
  const stick = await Authenticator.of(page, "usb");
  await add(page, stick, "Флешка");
  await dropSession(page);
  await page.goto("/sign-in");
  await byKey(page).waitFor();
  await stick.touch();
  await byKey(page).click();
  await expectSignedIn(page);
  expect((await passkeysOf(anna))[0]?.used_at).not.toBeNull();
});
