// Signing in and confirming who one is through an identity provider (M-03): a real one, which the tests start.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { signInThere } from "../../fixtures/identity-provider.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { OLGA as BY_PHONE, register } from "../../fixtures/newcomers.ts";
import { ANNA } from "../../fixtures/people.ts";
import { test } from "../../fixtures/provider.ts";
import { expectNoneOf, stored } from "../../fixtures/storage.ts";
import { dropSession, expectSignedIn, expectSignedOut, hasSession, heading } from "../../fixtures/tabs.ts";
import { expect } from "../../fixtures/test.ts";

const enter = (page: Page) => page.getByRole("main").getByRole("link", { name: "Войти через Госуслуги" });
const failed = (page: Page) => page.getByRole("alert").filter({ hasText: "Войти пока не получилось" });

/** Signs in there from the sign-in page. */
async function through(page: Page, login: string): Promise<void> {
  await page.goto("/sign-in");
  await enter(page).click();
  await signInThere(page, login);
}

test.beforeEach(({ provider }) => {
  provider.delay = 0;
});

test("M-03 a newcomer signs in through it, has a confirmed account, and is where they wanted to go", async ({ page, server }) => {
  await page.goto("/applications");
  await expect(heading(page)).toHaveText("Вход");
  await expect(page.getByRole("main").getByRole("link").first(), "it stands first").toHaveText("Войти через Госуслуги");
  await expectAccessible(page, "вход через Госуслуги");
  await enter(page).focus();
  await page.keyboard.press("Enter");
  await signInThere(page, "olga");
  await expect(heading(page)).toHaveText("Мои заявки");
  await expectSignedIn(page);
  expectNoneOf(["Смирнова", "Ольга", "9000000061"], { ...(await stored(page)), address: page.url() });
  await page.goto("/account");
  await expect(page.getByText("Ольга Ивановна", { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Подтверждённый аккаунт" })).toBeVisible();
  const id = async () => ((await (await page.request.get(`${server.origin}/api/v1/session`)).json()) as { citizen: { id: string } }).citizen.id;
  const first = await id();
  await dropSession(page);
  await through(page, "olga");
  await expect(heading(page), "from the sign-in page the way leads home").toHaveText("Государственные услуги");
  expect(await id(), "the same person has the same account").toBe(first);
});

test("who is not confirmed there is not confirmed here", async ({ page }) => {
  await through(page, "vera");
  await expectSignedIn(page);
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Аккаунт не подтверждён" })).toBeVisible();
});

test("M-02 an account by phone is confirmed by it, and can apply from then on", async ({ page, server }) => {
  await page.goto("/registration");
  await register(page, server, { ...BY_PHONE, surname: "Смирнова", given: "Ольга" });
  await expect(heading(page)).toHaveText("Мой аккаунт");
  const confirm = page.getByRole("link", { name: "Подтвердить через Госуслуги" });
  await expect(page.getByRole("main").getByRole("link", { name: /^8\s800/ })).toHaveAttribute("href", /^tel:\+?\d{11}$/);
  const olga = await Citizen.of(page.context(), server);
  const draft = await olga.readyDraft();
  await expect(olga.send(draft)).rejects.toThrow("account_not_confirmed");
  await expectAccessible(page, "аккаунт не подтверждён");
  await confirm.click();
  await signInThere(page, "olga");
  await expect(page.getByRole("heading", { name: "Подтверждённый аккаунт" })).toBeVisible();
  await expect(page.getByText("Готово. Теперь можно входить через Госуслуги.")).toBeVisible();
  const { number } = await olga.send(draft);
  await page.goto("/applications");
  await expect(page.getByRole("main")).toContainText(number);
});

test("somebody else's name there confirms nothing", async ({ page, server }) => {
  await page.goto("/registration");
  await register(page, server, { ...BY_PHONE, surname: "Королёва", given: "Ольга" });
  await page.getByRole("link", { name: "Подтвердить через Госуслуги" }).click();
  await signInThere(page, "olga");
  await expect(failed(page)).toContainText("там другие фамилия или имя");
  await expect(page.getByRole("heading", { name: "Аккаунт не подтверждён" })).toBeVisible();
  await expectAccessible(page, "не подтвердилось");
});

test("an account with the same phone is linked by its owner only", async ({ page, server }) => {
  await through(page, "anna");
  await expect(failed(page)).toContainText("У вас уже есть аккаунт с этим телефоном");
  expect(await hasSession(page, server)).toBe(false);
  await signInOnScreen(page, server, ANNA);
  await expectSignedIn(page);
  await page.goto("/account");
  // The provider still knows who it is.
  await page.getByRole("link", { name: "Входить через Госуслуги" }).click();
  await expect(page.getByText("Готово. Теперь можно входить через Госуслуги.")).toBeVisible();
  await expect(page.getByText("Анна Сергеевна", { exact: true }), "the page is there before its cookies go").toBeVisible();
  await dropSession(page);
  await through(page, "anna");
  await expectSignedIn(page);
  await page.goto("/account");
  await expect(page.getByText("Анна Сергеевна", { exact: true })).toBeVisible();
});

test("after ten minutes linking asks for the password first, and goes on by itself", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*account\/access/, 403);
  await page.goto("/sign-in");
  await signInOnScreen(page, server, ANNA);
  await server.doors.advance({ minutes: 11 });
  await page.goto("/account");
  await page.getByRole("link", { name: "Входить через Госуслуги" }).click();
  const asks = page.getByRole("dialog", { name: "Введите пароль ещё раз" });
  await expect(asks.getByLabel("Пароль", { exact: true })).toBeFocused();
  await expectAccessible(page, "пароль перед связью с Госуслугами");
  await page.keyboard.type("неверный");
  await page.keyboard.press("Enter");
  await expect(asks.getByLabel("Пароль", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await asks.getByLabel("Пароль", { exact: true }).fill(ANNA.password);
  await page.keyboard.press("Enter");
  await signInThere(page, "anna");
  await expect(heading(page)).toHaveText("Мой аккаунт");
  await expect(page.getByText("Готово. Теперь можно входить через Госуслуги.")).toBeVisible();
});

test("what the provider lacks is said, with the way by phone", async ({ page }) => {
  await through(page, "nina");
  await expect(failed(page)).toContainText("зарегистрируйтесь здесь по телефону");
  await expect(page.getByRole("main").getByRole("link", { name: "Зарегистрироваться" })).toBeVisible();
});

test("who does not agree there comes back and can go on", async ({ page }) => {
  await page.goto("/sign-in?next=/requests");
  await enter(page).click();
  await page.getByRole("button", { name: "Отказать" }).click();
  await expect(failed(page)).toContainText("Вы вернулись, не разрешив");
  await expectAccessible(page, "отказ у провайдера");
  await enter(page).click();
  await signInThere(page, "olga");
  await expect(heading(page), "the way on is not lost").toHaveText("Мои обращения");
});

test("Back from the provider leads to signing in, which works with a password", async ({ page, server }) => {
  await page.goto("/sign-in");
  await enter(page).click();
  await expect(page.getByLabel("Кто вы")).toBeVisible();
  await page.goBack();
  await expect(heading(page)).toHaveText("Вход");
  await signInOnScreen(page, server, ANNA);
  await expectSignedIn(page);
});

test("a provider that answers late is waited for, one that is down is named, and the password works", async ({ page, provider, server }) => {
  test.slow();
  await page.goto("/sign-in");
  await enter(page).click();
  await expect(page.getByLabel("Кто вы")).toBeVisible();
  provider.delay = 1_500;
  await signInThere(page, "vera");
  await expectSignedIn(page);
  await dropSession(page);
  await page.goto("/sign-in");
  await server.restart();
  provider.delay = 12_000;
  // A press that does not wait for the answer.
  await enter(page).dispatchEvent("click");
  await expect(failed(page)).toContainText("Госуслуги: сейчас нет ответа", { timeout: 20_000 });
  await signInOnScreen(page, server, ANNA);
  await expectSignedIn(page);
});

test("a link with somebody else's visit signs nobody in", async ({ page, browser, server }) => {
  // An attacker signs in there as themselves and sends the last link to the victim.
  const attacker = await browser.newContext({ baseURL: server.origin });
  const theirs = await attacker.newPage();
  await theirs.goto("/sign-in");
  const back = theirs.waitForRequest(/auth\/provider\/callback/);
  await enter(theirs).click();
  await signInThere(theirs, "vera");
  const link = (await back).url();
  await attacker.close();
  await page.goto(link);
  await expect(failed(page)).toContainText("начат в другом браузере");
  await expectSignedOut(page);
  expect(await hasSession(page, server)).toBe(false);
});

test("two tabs that go there do not disturb each other", async ({ page, context }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto("/sign-in");
    await enter(tab).click();
    await expect(tab.getByLabel("Кто вы")).toBeVisible();
  }
  await signInThere(page, "olga");
  await expectSignedIn(page);
  await other.goto("/");
  await expectSignedIn(other);
});

test("when the session has ended, signing in through it brings the page back with what was typed", async ({ page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  await through(page, "olga");
  await expectSignedIn(page);
  const olga = await Citizen.of(page.context(), server);
  const { id } = await olga.draft();
  await openDraft(page, id, "contacts");
  await page.getByRole("textbox", { name: "Регион", exact: true }).fill("Томская область");
  await server.doors.advance({ minutes: 16 });
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  const dialog = page.getByRole("dialog", { name: "Сеанс закончился" });
  await dialog.getByRole("link", { name: "Войти через Госуслуги" }).click();
  // The provider still knows who it is.
  await expect(page.getByRole("textbox", { name: "Регион", exact: true })).toHaveValue("Томская область");
});
