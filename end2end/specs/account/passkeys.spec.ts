// Passkeys: adding and deleting them on «Вход и безопасность». Signing in with them: passkey-sign-in.spec.ts.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { expectEnglish, inEnglish } from "../../fixtures/english.ts";
import { named } from "../../fixtures/gate.ts";
import { add, addKey, Authenticator, byKey, createKey, deleteKey, enterByKey, expectSuggested, failed, keyName, names, openKeyForm, passkeysOf, question, test } from "../../fixtures/passkeys.ts";
import { ANNA, PYOTR } from "../../fixtures/people.ts";
import { messagesTo, openSecurity, passwordAgain } from "../../fixtures/security.ts";
import { expectNoneOf, followAddresses, stored } from "../../fixtures/storage.ts";
import { dropSession, expectSignedIn, heading } from "../../fixtures/tabs.ts";
import { expect, test as withoutDomain } from "../../fixtures/test.ts";

const announced = (page: Page) => page.locator("#announcer");
const main = (page: Page) => page.getByRole("main");

test("a key is added by keyboard alone, named after the device, and signs in without password and code", async ({ page, context, server, anna }) => {
  const authenticator = await Authenticator.of(page);
  await page.goto("/sign-in");
  await signInOnScreen(page, server, ANNA);
  const addresses = followAddresses(context);
  const tab = async (name: string) => {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name, exact: true })).toBeFocused();
  };
  await openSecurity(page);
  await expect(main(page).getByText("Вход отпечатком, лицом или PIN‑кодом этого устройства — без пароля и кода.")).toBeVisible();
  await expect(main(page).getByText("Ключей пока нет.")).toBeVisible();
  await addKey(page).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Название ключа", exact: true })).toBeFocused();
  await expect(keyName(page)).toHaveValue("Chrome, Linux");
  await expectAccessible(page, "новый ключ");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText("  Мой телефон 👵🏽 ");
  await authenticator.touch();
  await tab("Создать ключ");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Ключи доступа", exact: true })).toBeFocused();
  const done = "Ключ «Мой телефон 👵🏽» добавлен. В следующий раз входите с ним: пароль и код не понадобятся.";
  await expect(announced(page)).toHaveText(done);
  await expect(main(page).getByText(done)).toBeVisible();
  await expect(names(page)).toHaveText(["Мой телефон 👵🏽"]);
  await expect(main(page).getByText("С ним ещё не входили")).toBeVisible();
  await expectAccessible(page, "ключ добавлен");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect((await messagesTo(server, "demo@okno.example"))[0]).toContain("можно войти с новым ключом доступа");
  const [key] = await authenticator.keys();
  expectNoneOf([key?.credentialId ?? "", "Мой телефон", "Анна"], { ...(await stored(page)), addresses: addresses.join("\n") });

  await context.clearCookies();
  await authenticator.touch(false);
  const sent = (await messagesTo(server, ANNA.phone)).length;
  await page.goto("/sign-in?next=/requests");
  await expectSuggested(page);
  await expectAccessible(page, "вход с ключом");
  await authenticator.touch();
  await byKey(page).focus();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("Мои обращения");
  await expectSignedIn(page);
  expect((await messagesTo(server, ANNA.phone)).length, "no code was sent").toBe(sent);
  await openSecurity(page);
  await expect(main(page).getByText(/^Последний вход: /)).toBeVisible();
  expect((await passkeysOf(anna))[0]?.used_at).not.toBeNull();
});

test("a name is asked for, and is not longer than 60 characters", async ({ signedIn: page }) => {
  const authenticator = await Authenticator.of(page);
  await openKeyForm(page);
  await keyName(page).fill("   ");
  await createKey(page).click();
  await expect(page.getByRole("alert").getByRole("link")).toHaveText(["Назовите ключ, например «Мой телефон»"]);
  await expect(page).toHaveTitle("Ошибка: Вход и безопасность — Окно");
  await expectAccessible(page, "ключ без названия");
  await page.getByRole("alert").getByRole("link").click();
  await expect(keyName(page)).toBeFocused();
  await keyName(page).fill("я".repeat(61));
  await createKey(page).click();
  await expect(page.getByRole("alert").getByRole("link")).toHaveText(["Название слишком длинное: 61 символ. Сократите до 60"]);
  await keyName(page).fill("я".repeat(60));
  await authenticator.touch();
  await createKey(page).click();
  await expect(names(page)).toHaveText(["я".repeat(60)]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), "a long word does not widen the page").toBeLessThanOrEqual(360);
});

test("ten minutes after signing in the password is asked for first, and the key is added then", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/POST .*account\/passkeys/, 403);
  watchdog.expect(/POST .*account\/access/, 403);
  const authenticator = await Authenticator.of(page);
  await openSecurity(page);
  await server.doors.advance({ minutes: 11 });
  await addKey(page).click();
  await expect(passwordAgain(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(passwordAgain(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Добавить ключ", exact: true })).toBeFocused();
  await addKey(page).click();
  await passwordAgain(page).getByLabel("Пароль", { exact: true }).fill(ANNA.password);
  await passwordAgain(page).getByRole("button", { name: "Подтвердить" }).click();
  await expect(page.getByRole("textbox", { name: "Название ключа", exact: true })).toBeFocused();
  await authenticator.touch();
  await createKey(page).click();
  await expect(names(page)).toHaveText(["Моё устройство"]);
});

test("what the device refuses is said quietly, keeps the name, and can be tried again", async ({ signedIn: page }) => {
  const authenticator = await Authenticator.of(page);
  await openKeyForm(page);
  await keyName(page).fill("Мой телефон");
  await authenticator.touch();
  await authenticator.recognise(false);
  await createKey(page).click();
  const quiet = "Ключ не создан: вы отменили или время вышло. Название осталось, можно попробовать ещё раз.";
  await expect(main(page).getByText(quiet)).toBeVisible();
  await expect(announced(page)).toHaveText(quiet);
  await expect(failed(page)).toHaveCount(0);
  await expectAccessible(page, "ключ не создан");
  await expect(keyName(page)).toHaveValue("Мой телефон");
  await authenticator.recognise(true);
  await createKey(page).click();
  await expect(names(page)).toHaveText(["Мой телефон"]);
  await expect(main(page).getByText(quiet)).toHaveCount(0);
});

test("«Отменить» while the device asks ends the question, and nothing is added", async ({ signedIn: page, anna }) => {
  const authenticator = await Authenticator.of(page);
  await openKeyForm(page);
  await createKey(page).click();
  await expect(createKey(page)).toHaveAttribute("aria-disabled", "true");
  await main(page).getByRole("button", { name: "Отменить: Ключи доступа", exact: true }).click();
  await expect(page.getByRole("button", { name: "Добавить ключ", exact: true })).toBeFocused();
  await authenticator.touch();
  await addKey(page).click();
  await createKey(page).click();
  await expect(names(page)).toHaveText(["Моё устройство"]);
  expect(await passkeysOf(anna)).toHaveLength(1);
  expect(await authenticator.keys()).toHaveLength(1);
});

test("Back while the device asks, and the page later: the name is still there, and one key is made", async ({ signedIn: page }) => {
  const authenticator = await Authenticator.of(page);
  await page.goto("/account");
  await main(page).getByRole("link", { name: "Вход и безопасность" }).click();
  await addKey(page).click();
  await keyName(page).fill("Планшет");
  await createKey(page).click();
  await expect(createKey(page)).toHaveAttribute("aria-disabled", "true");
  await page.goBack();
  await expect(heading(page)).toHaveText("Мой аккаунт");
  await authenticator.touch();
  await page.goForward();
  await expect(keyName(page)).toHaveValue("Планшет");
  expect(await authenticator.keys(), "the question has ended with the page").toHaveLength(0);
  await createKey(page).click();
  await expect(names(page)).toHaveText(["Планшет"]);
});

test("the same device is not added twice, and the list says so", async ({ signedIn: page, anna }) => {
  const authenticator = await Authenticator.of(page);
  await add(page, authenticator, "Мой телефон");
  await addKey(page).click();
  await keyName(page).fill("Он же");
  await authenticator.touch();
  await createKey(page).click();
  await expect(failed(page)).toBeFocused();
  await expect(failed(page)).toContainText("На этом устройстве уже есть ключ от вашего аккаунта: он в списке. Второй не нужен.");
  await expectAccessible(page, "ключ уже есть");
  await expect(keyName(page)).toHaveValue("Он же");
  expect(await passkeysOf(anna)).toHaveLength(1);
  expect(await authenticator.keys()).toHaveLength(1);
});

test("two devices have two keys; that of a lost phone is deleted and lets nobody in, and the last one leaves the password", async ({ signedIn: page, context, server, anna, watchdog }) => {
  watchdog.expect(/POST .*auth\/passkey\//, 403);
  const phone = await Authenticator.of(page);
  await add(page, phone, "Телефон");
  const [lost] = await phone.keys();
  await phone.remove();
  const stick = await Authenticator.of(page);
  await add(page, stick, "Ноутбук");
  await expect(names(page), "the newest stands first").toHaveText(["Ноутбук", "Телефон"]);

  await deleteKey(page, "Телефон").click();
  await expect(question(page)).toContainText("Войти с ним больше не получится. В телефоне или на компьютере он останется, но впускать сюда уже не будет.");
  await expect(page.getByRole("button", { name: "Нет, оставить", exact: true })).toBeFocused();
  await expectAccessible(page, "удалить ключ?");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Удалить ключ: Телефон", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await question(page).getByRole("button", { name: "Да, удалить" }).click();
  await expect(page.getByRole("heading", { name: "Ключи доступа", exact: true })).toBeFocused();
  await expect(announced(page)).toHaveText("Ключ удалён. Войти с ним больше нельзя.");
  await expect(names(page)).toHaveText(["Ноутбук"]);
  expect((await messagesTo(server, "demo@okno.example"))[0]).toContain("Ключ доступа к «Окну» удалён");

  // Who has found the phone tries it.
  const finder = await (await page.context().browser()!.newContext({ baseURL: new URL(page.url()).origin, locale: "ru-RU" })).newPage();
  const found = await Authenticator.of(finder);
  if (lost) await found.learn(lost);
  await finder.goto("/sign-in");
  await enterByKey(finder, found);
  await expect(failed(finder)).toContainText("Этот ключ здесь больше не действует: его удалили из вашего аккаунта. Войдите с паролем.");
  await expect(failed(finder)).toBeFocused();
  await expectAccessible(finder, "ключ удалён");
  await expect.poll(() => found.keys(), "the browser does not offer it any more").toHaveLength(0);
  await finder.context().close();

  await deleteKey(page, "Ноутбук").click();
  await question(page).getByRole("button", { name: "Да, удалить" }).click();
  await expect(main(page).getByText("Ключ удалён. Входите с паролем и кодом: они действуют как прежде.")).toBeVisible();
  await expect(main(page).getByText("Ключей пока нет.")).toBeVisible();
  expect(await passkeysOf(anna)).toEqual([]);
  await context.clearCookies();
});

test("keys of password managers that only look like the browser's are taken", async ({ signedIn: page }) => {
  // They throw when asked for JSON (bitwarden/clients#12060), and do not know what was added to the standard later.
  await page.addInitScript(() => {
    const { credentials } = navigator;
    const copy = (key: PublicKeyCredential) => {
      const { id, rawId, type, authenticatorAttachment, response } = key as PublicKeyCredential & { response: AuthenticatorAttestationResponse & AuthenticatorAssertionResponse };
      const { clientDataJSON, attestationObject, authenticatorData, signature, userHandle } = response;
      const parts = { clientDataJSON, attestationObject, authenticatorData, signature, userHandle };
      const own = (values: object, prototype: object) => Object.create(prototype, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]))) as PublicKeyCredential;
      const answered = own(parts, attestationObject ? AuthenticatorAttestationResponse.prototype : AuthenticatorAssertionResponse.prototype);
      return own({ id, rawId, type, authenticatorAttachment, response: answered }, PublicKeyCredential.prototype);
    };
    const [create, get] = [credentials.create.bind(credentials), credentials.get.bind(credentials)];
    credentials.create = async (options) => copy((await create(options)) as PublicKeyCredential);
    credentials.get = async (options) => copy((await get(options)) as PublicKeyCredential);
  });
  const authenticator = await Authenticator.of(page);
  await add(page, authenticator, "Менеджер паролей");
  await dropSession(page);
  await page.goto("/sign-in");
  await enterByKey(page, authenticator);
  await expectSignedIn(page);
});

test("a browser from before the JSON of keys makes one and signs in with it", async ({ signedIn: page }) => {
  await page.addInitScript(() => {
    const old = PublicKeyCredential as unknown as Record<string, unknown>;
    for (const name of ["parseCreationOptionsFromJSON", "parseRequestOptionsFromJSON", "signalUnknownCredential"]) old[name] = undefined;
    Reflect.deleteProperty(PublicKeyCredential.prototype, "toJSON");
  });
  const authenticator = await Authenticator.of(page);
  await add(page, authenticator, "Старый браузер");
  await addKey(page).click();
  await authenticator.touch();
  await createKey(page).click();
  await expect(failed(page), "it knows which keys are there").toContainText("уже есть ключ");
  await authenticator.touch(false);
  await dropSession(page);
  await page.goto("/sign-in");
  await enterByKey(page, authenticator);
  await expectSignedIn(page);
});

test("a browser without passkeys is told so on the page, and offers none at the sign-in", async ({ signedIn: page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, "PublicKeyCredential"));
  await openSecurity(page);
  await expect(main(page).getByText("Этот браузер не умеет создавать ключи.")).toBeVisible();
  await expect(addKey(page)).toHaveCount(0);
  await expectAccessible(page, "ключей в браузере нет");
  await dropSession(page);
  await page.goto("/sign-in");
  await expect(page.getByLabel("Логин")).toBeVisible();
  await expect(byKey(page)).toHaveCount(0);
});

test("the section and the button in English", async ({ signedIn: page, context }) => {
  await inEnglish(context);
  await Authenticator.of(page);
  await page.goto("/security");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByRole("textbox", { name: "Name of the passkey" })).toBeFocused();
  await expectEnglish(page, "a new passkey");
  await dropSession(page);
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeVisible();
  await expectEnglish(page, "signing in with a passkey");
});

test("somebody else's page of security never shows these keys", async ({ signedIn: page, server, browser, gate }) => {
  const authenticator = await Authenticator.of(page);
  await add(page, authenticator, "Телефон Анны");
  const context = await browser.newContext({ baseURL: named(gate), locale: "ru-RU" });
  await (await Citizen.signIn(server, PYOTR)).enter(context, named(gate));
  const theirs = await context.newPage();
  await openSecurity(theirs);
  await expect(main(theirs).getByText("Ключей пока нет.")).toBeVisible();
  await context.close();
});

withoutDomain("a server without a domain offers no passkeys, on no page", async ({ signedIn: page }) => {
  await openSecurity(page);
  await expect(main(page).getByRole("heading", { name: "Ключи доступа" })).toHaveCount(0);
  await dropSession(page);
  await page.goto("/sign-in");
  await expect(page.getByLabel("Логин")).toBeVisible();
  await expect(byKey(page)).toHaveCount(0);
});

test("at another address of the server they are not offered", async ({ page, server }) => {
  await page.goto(`${server.origin}/sign-in`);
  await expect(page.getByLabel("Логин")).toBeVisible();
  await expect(byKey(page)).toHaveCount(0);
});
