// Registration (M-02, S-01): phone and e-mail, the code, name and password. What cannot be done yet with an account that nobody
// has confirmed is said before it hurts.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { code } from "../../fixtures/code.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { signOut } from "../../fixtures/menu.ts";
import { giveCode, giveContacts, giveName, go, linkTo, newPassword, OLGA, register } from "../../fixtures/newcomers.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expectNoneOf, followAddresses, stored } from "../../fixtures/storage.ts";
import { expectSignedIn, expectSignedOut, heading, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const phone = (page: Page) => page.getByLabel("Мобильный телефон");
const agrees = (page: Page) => page.getByRole("checkbox", { name: "Принимаю пользовательское соглашение" });
const SECRETS = [OLGA.phone, "9125550102", OLGA.login, OLGA.email, OLGA.surname, OLGA.given, OLGA.patronymic, OLGA.password];

test("somebody registers, is signed in, and learns what comes next", async ({ page, context, server }) => {
  const addresses = followAddresses(context);
  await page.goto("/sign-in");
  await page.getByRole("main").getByRole("link", { name: "Зарегистрироваться" }).click();
  await expectScreen(page, "Регистрация");
  await expectFocus(page, "heading", "Регистрация");
  await expect(page.getByText("Шаг 1 из 3")).toBeVisible();
  await expect(page.getByText("Чтобы отправлять их и читать решения, нужен подтверждённый аккаунт")).toBeVisible();
  await giveContacts(page, OLGA);
  await expectScreen(page, "Подтвердите телефон");
  await expect(page.getByText("Шаг 2 из 3")).toBeVisible();
  expectNoneOf(SECRETS, { ...(await stored(page)), addresses: addresses.join("\n") });
  await giveCode(page, server, OLGA.phone);
  await expectScreen(page, "Имя и пароль");
  await expectFocus(page, "heading", "Имя и пароль");
  await expect(page.getByText("Шаг 3 из 3")).toBeVisible();
  expectNoneOf(SECRETS, { ...(await stored(page)), addresses: addresses.join("\n") });
  // A password manager finds the login beside the password.
  await expect(page.locator("input[autocomplete=username]")).toHaveValue(OLGA.phone);
  await giveName(page, OLGA);
  await expectScreen(page, "Мой аккаунт");
  await expectSignedIn(page);
  await expect(page.getByText("Вы зарегистрированы")).toBeVisible();
  await expect(page.getByText(`Письмо отправлено на адрес ${OLGA.email}.`)).toBeVisible();
  await expect(page.getByText(`${OLGA.given} ${OLGA.patronymic}`, { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Аккаунт не подтверждён" })).toBeVisible();
  await expect(page.getByText("Придите с паспортом в любое бюро МСЭ")).toBeVisible();
  expectNoneOf(SECRETS, { ...(await stored(page)), addresses: addresses.join("\n") });
  expect(Object.keys(JSON.parse((await stored(page))["sessionStorage"] ?? "{}") as object).filter((key) => key !== "okno.parts")).toEqual([]);
  await signOut(page);
  await page.goto("/sign-in");
  await signInOnScreen(page, server, OLGA);
  await expect(heading(page)).toHaveText("Государственные услуги");
});

test("by keyboard alone", async ({ page, server }) => {
  const tab = async (role: string, name: string) => {
    await page.keyboard.press("Tab");
    await expectFocus(page, role, name);
  };
  await page.goto("/registration");
  await expect(heading(page)).toHaveText("Регистрация");
  await page.getByRole("main").getByRole("link", { name: "Войти" }).focus();
  await tab("textbox", "Мобильный телефон");
  await page.keyboard.type(OLGA.phone);
  await tab("textbox", "Электронная почта");
  await page.keyboard.type(OLGA.email);
  await tab("checkbox", "Принимаю пользовательское соглашение");
  await page.keyboard.press("Space");
  await tab("link", "Прочитать соглашение (откроется в новой вкладке)");
  await tab("button", "Получить код");
  await page.keyboard.press("Enter");
  await expectFocus(page, "textbox", "Код из СМС");
  await page.keyboard.type(await server.doors.code(OLGA.phone));
  await page.keyboard.press("Enter");
  await expectFocus(page, "heading", "Имя и пароль");
  await tab("textbox", "Фамилия");
  await page.keyboard.type("Ли");
  await tab("textbox", "Имя");
  await page.keyboard.type("Анна");
  await tab("textbox", "Отчество");
  await tab("checkbox", "Нет отчества");
  await page.keyboard.press("Space");
  await expect(page.getByLabel("Отчество", { exact: true })).toBeDisabled();
  await tab("textbox", "Придумайте пароль");
  await page.keyboard.type(OLGA.password);
  await tab("checkbox", "Показать пароль");
  await page.keyboard.press("Space");
  await expect(newPassword(page)).toHaveAttribute("type", "text");
  await tab("button", "Зарегистрироваться");
  await page.keyboard.press("Enter");
  await expectFocus(page, "heading", "Мой аккаунт");
});

test("after a reload of each step the page is where it was", async ({ page, server }) => {
  await page.goto("/registration");
  await giveContacts(page, OLGA);
  const digits = await server.doors.code(OLGA.phone);
  await page.reload();
  await expect(code(page)).toBeFocused();
  await expect(page.getByText("Мы уже отправили вам код в СМС.")).toBeVisible();
  // The code belongs to the registration, not to signing in or recovering.
  for (const [address, label] of [["/sign-in", "Пароль"], ["/recovery", "Логин"]] as const) {
    await page.goto(address);
    await expect(page.getByLabel(label, { exact: true })).toBeVisible();
    await expect(code(page)).toHaveCount(0);
  }
  await page.goto("/registration");
  await code(page).fill(digits);
  await go(page);
  await expect(heading(page)).toHaveText("Имя и пароль");
  await page.reload();
  await expect(heading(page)).toHaveText("Имя и пароль");
  await giveName(page, OLGA);
  await expect(heading(page)).toHaveText("Мой аккаунт");
});

test("«Назад» and «Вперёд» keep what was typed", async ({ page, server }) => {
  await page.goto("/");
  await page.getByRole("banner").getByRole("link", { name: "Войти" }).click();
  await page.getByRole("main").getByRole("link", { name: "Зарегистрироваться" }).click();
  await giveContacts(page, OLGA);
  await giveCode(page, server, OLGA.phone);
  await page.getByLabel("Фамилия").fill(OLGA.surname);
  await page.goBack();
  await expect(heading(page)).toHaveText("Вход");
  await page.goForward();
  await expect(heading(page)).toHaveText("Имя и пароль");
  await expect(page.getByLabel("Фамилия")).toHaveValue(OLGA.surname);
});

test("«Изменить номер» keeps everything, and the code goes to the new number", async ({ page, server }) => {
  await page.goto("/registration");
  await giveContacts(page, { ...OLGA, login: "+7 912 555-00-00" });
  await page.getByRole("button", { name: "Изменить номер" }).click();
  await expect(phone(page)).toBeFocused();
  await expect(phone(page)).toHaveValue("+7 912 555-00-00");
  await expect(page.getByLabel("Электронная почта")).toHaveValue(OLGA.email);
  await expect(agrees(page)).toBeChecked();
  await phone(page).fill(OLGA.login);
  await go(page, "Получить код");
  await expect(page.getByText(/^Отправили код в СМС на номер \+7\s•••\s•••-01-02/)).toBeVisible();
  await giveCode(page, server, OLGA.phone);
  await expect(heading(page)).toHaveText("Имя и пароль");
});

test("another code can be had after a countdown that is seen and not spoken", async ({ page, server }) => {
  await page.clock.install();
  await page.goto("/registration");
  await giveContacts(page, OLGA);
  const first = await server.doors.code(OLGA.phone);
  const left = page.getByText(/^Новый код можно запросить через/);
  await expect(left).toHaveText(/через (2\d|30) секунд/);
  await page.clock.fastForward(15_000);
  await expect(left).toHaveText(/через 1\d секунд/);
  expect(await left.evaluate((element) => element.closest("[aria-live], [role=status], [role=alert]"))).toBeNull();
  await page.clock.fastForward(16_000);
  await server.doors.advance({ minutes: 1 });
  await go(page, "Отправить код ещё раз");
  await expect(page.locator("#announcer")).toHaveText("Отправили новый код.");
  await expect(code(page)).toBeFocused();
  await expect.poll(async () => (await server.doors.outbox()).filter(({ channel }) => channel === "sms").length).toBe(2);
  expect(first).toMatch(/^\d{6}$/);
  await giveCode(page, server, OLGA.phone);
  await expect(heading(page)).toHaveText("Имя и пароль");
});

test("the owner of a phone that has an account learns it after the code, and may choose a new password", async ({ page, server }) => {
  await page.goto("/registration");
  await giveContacts(page, { ...OLGA, login: ANNA.login });
  // Until then nothing tells.
  await expectScreen(page, "Подтвердите телефон");
  await giveCode(page, server, ANNA.phone);
  await expectScreen(page, "У вас уже есть аккаунт с этим телефоном");
  await expect(page.getByRole("main").getByRole("link", { name: "Войти" })).toBeVisible();
  await page.reload();
  await expect(heading(page)).toHaveText("У вас уже есть аккаунт с этим телефоном");
  await newPassword(page).fill(OLGA.password);
  await go(page, "Сохранить пароль");
  await expect(heading(page)).toHaveText("Мой аккаунт");
  await expect(page.getByRole("heading", { name: "Подтверждённый аккаунт" })).toBeVisible();
  await expectAccessible(page, "подтверждённый аккаунт");
});

test("M-02 whoever came from a service is led back there, and told that only a confirmed account can send", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*submit/, 403);
  await page.goto("/services/mse_application");
  await page.getByRole("link", { name: "Войти и заполнить заявление" }).click();
  await page.getByRole("main").getByRole("link", { name: "Зарегистрироваться" }).click();
  await expect(page).toHaveURL(/\/registration\?next=\/services\/mse_application$/);
  await expect(page.getByRole("main").getByRole("link", { name: "Войти" })).toHaveAttribute("href", "/sign-in?next=/services/mse_application");
  await register(page, server, OLGA);
  await expect(page.getByRole("button", { name: "Заполнить заявление" })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/services/mse_application");
  const notice = page.getByText("Отправить заявление можно с подтверждённым аккаунтом. Заполнять и сохранять можно уже сейчас.");
  await expect(notice).toBeVisible();
  await expectAccessible(page, "услуга, аккаунт не подтверждён");

  const olga = await Citizen.signIn(server, OLGA);
  const { id } = await olga.readyDraft();
  await openDraft(page, id, "check-answers");
  await expect(notice).toBeVisible();
  await expect(page.getByRole("link", { name: "Как подтвердить аккаунт" })).toHaveAttribute("href", "/account");
  await go(page, "Отправить");
  await expect(page.locator("#send-failed")).toContainText("Отправить можно только с подтверждённым аккаунтом, а ваш пока не подтверждён. Все ответы и документы сохранены.");
  await expectAccessible(page, "отправить нельзя, аккаунт не подтверждён");
  expect((await olga.read(id)).sent_as).toBeUndefined();
});

test("whoever is signed in has nothing to do here; nor has who signs in in another tab", async ({ page, server, context, anna }) => {
  await page.goto("/registration?next=/requests");
  await giveContacts(page, OLGA);
  const other = await openTab(page, "/sign-in");
  await signInOnScreen(other, server, ANNA);
  await expect(heading(page)).toHaveText("Мои обращения");
  await anna.enter(context);
  await page.goto("/registration");
  await expect(heading(page)).toHaveText("Мой аккаунт");
});

test("signing out leaves nothing of a registration in this tab", async ({ page, server }) => {
  await page.goto("/registration");
  await giveContacts(page, OLGA);
  await giveCode(page, server, OLGA.phone);
  await page.getByLabel("Фамилия").fill(OLGA.surname);
  await page.getByRole("banner").getByRole("link", { name: "Войти" }).click();
  await signInOnScreen(page, server, ANNA);
  await signOut(page);
  await expectSignedOut(page);
  await page.getByRole("banner").getByRole("link", { name: "Войти" }).click();
  await page.getByRole("main").getByRole("link", { name: "Зарегистрироваться" }).click();
  await expect(phone(page)).toHaveValue("");
});

test("the link in the letter confirms the e-mail, which is then a login", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/email/, 410);
  await page.goto("/registration");
  await register(page, server, OLGA);
  await expect(heading(page)).toHaveText("Мой аккаунт");
  const link = await linkTo(server, OLGA.email);
  expect(link).toMatch(/^\/email#./);
  await page.goto(link);
  await expectScreen(page, "Почта подтверждена");
  expect(new URL(page.url()).hash).toBe("");
  await page.reload();
  await expectScreen(page, "Почта подтверждена");
  await page.goto("/email");
  await expectScreen(page, "Подтверждение почты");
  await page.goto("/email#something-else");
  await expectScreen(page, "Ссылка больше не действует");
  await page.goto("/");
  await signOut(page);
  await page.goto("/sign-in");
  await signInOnScreen(page, server, { ...OLGA, login: OLGA.email });
  await expectSignedIn(page);
});
