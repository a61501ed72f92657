// «Телефон» on the page «Вход и безопасность»: another number, shown by a code.

import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { code } from "../../fixtures/code.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { signOut } from "../../fixtures/menu.ts";
import { ask, CHANGED, NEW, PRETTY, save, saveSent } from "../../fixtures/new-phone.ts";
import { ANNA, PYOTR } from "../../fixtures/people.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { accountOf, happened, messagesTo, newNumber, openSecurity, passwordAgain, press, said } from "../../fixtures/security.ts";
import { expectNoneOf, followAddresses, stored } from "../../fixtures/storage.ts";
import { expectSignedIn, heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

test("another number by keyboard alone: the old one is told, signs in no more, and the new one does", async ({ signedIn: page, context, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/login/, 401);
  const addresses = followAddresses(context);
  const tab = async (role: string, name: string) => {
    await page.keyboard.press("Tab");
    await expectFocus(page, role, name);
  };
  await openSecurity(page);
  await expectScreen(page, "Вход и безопасность");
  await expect(page.getByText("+7\u{a0}900\u{a0}000-00-01", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Изменить номер" }).focus();
  await page.keyboard.press("Enter");
  await expectFocus(page, "textbox", "Новый номер");
  await expect(page.getByText("На прежний придёт СМС о том, что номер изменён.")).toBeVisible();
  await expect(newNumber(page)).toHaveAttribute("autocomplete", "tel");
  await expectAccessible(page, "новый номер");
  await page.keyboard.type("8 (912) 555-01-02");
  await tab("button", "Получить код");
  await page.keyboard.press("Enter");
  await expectFocus(page, "textbox", "Код из СМС");
  await expect(page.getByText(`Отправили код в СМС на номер ${PRETTY}. Он действует 5 минут.`)).toBeVisible();
  await expectAccessible(page, "код с нового номера");
  expectNoneOf([NEW, "9125550102", "(912) 555"], { ...(await stored(page)), addresses: addresses.join("\n") });
  await page.keyboard.type(await server.doors.code(NEW));
  await page.keyboard.press("Enter");
  await expectFocus(page, "heading", "Телефон");
  await expect(page.locator("#announcer")).toHaveText(CHANGED);
  await expect(page.getByText(CHANGED, { exact: true }).last()).toBeVisible();
  await expect(page.getByText(PRETTY, { exact: true })).toBeVisible();
  await expectAccessible(page, "номер изменён");
  expect((await messagesTo(server, ANNA.phone))[0]).toContain("Телефон в «Окне» изменён");
  expect((await messagesTo(server, "demo@okno.example"))[0]).toContain("Телефон в «Окне» изменён");
  await signOut(page);
  await page.goto("/sign-in");
  await page.getByLabel("Логин").fill(ANNA.login);
  await page.getByLabel("Пароль", { exact: true }).fill(ANNA.password);
  await press(page, "Продолжить");
  await expect(happened(page)).toHaveText("Войти не получилось");
  await signInOnScreen(page, server, { ...ANNA, login: NEW, phone: NEW });
  await expectSignedIn(page);
});

test("a reload, and leaving the page, keep number and code", async ({ signedIn: page, anna, server }) => {
  await openSecurity(page);
  await press(page, "Изменить номер");
  await newNumber(page).fill("+7 912 555");
  await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
  await expect(heading(page)).toHaveText("Государственные услуги");
  await page.goBack();
  await expect(newNumber(page)).toHaveValue("+7 912 555");
  await newNumber(page).fill(NEW);
  await press(page, "Получить код");
  await expect(code(page)).toBeFocused();
  const digits = await server.doors.code(NEW);
  await page.reload();
  await expect(code(page)).toBeFocused();
  await expect(page.getByText(/^Отправили код в СМС на номер \+7\s•••\s•••-01-02/)).toBeVisible();
  // The code is not for signing in.
  await page.goto("/recovery");
  await expect(page.getByLabel("Логин")).toBeVisible();
  await page.goto("/security");
  await save(page, digits);
  await expect(page.getByText(PRETTY, { exact: true })).toBeVisible();
  expect((await accountOf(anna)).phone).toBe("+7\u{a0}912\u{a0}555-01-02");
});

test("«Отменить» leaves everything as it was, with or without a code", async ({ signedIn: page, anna, server }) => {
  await openSecurity(page);
  await press(page, "Изменить номер");
  await newNumber(page).fill(NEW);
  await press(page, "Отменить: Новый номер");
  await expectFocus(page, "button", "Изменить номер");
  await page.keyboard.press("Enter");
  await expect(newNumber(page)).toHaveValue("");
  await newNumber(page).fill(NEW);
  await press(page, "Получить код");
  await expect(code(page)).toBeFocused();
  await press(page, "Указать другой номер");
  await expect(newNumber(page)).toBeFocused();
  await expect(newNumber(page)).toHaveValue(NEW);
  await press(page, "Получить код");
  await expect(code(page)).toBeFocused();
  await press(page, "Отменить: Новый номер");
  await expectFocus(page, "button", "Изменить номер");
  await page.reload();
  await expect(page.getByRole("button", { name: "Изменить номер" })).toBeVisible();
  await expect(code(page)).toHaveCount(0);
  expect((await accountOf(anna)).phone).toBe("+7\u{a0}900\u{a0}000-00-01");
  expect((await messagesTo(server, ANNA.phone)).filter((text) => text.includes("изменён"))).toEqual([]);
});

test("what is wrong with the number is said at the field, and the same number needs no server", async ({ signedIn: page }) => {
  const asked: string[] = [];
  page.on("request", (request) => void (request.method() === "POST" && asked.push(request.url())));
  await openSecurity(page);
  await press(page, "Изменить номер");
  for (const [typed, text] of [
    ["", "Введите телефон"],
    ["+7 912", /^В номере телефона 11 цифр/],
    ["+7 495 123-45-67", /^Нужен российский мобильный номер/],
    ["8 (900) 000-00-01", /^Это ваш нынешний номер/],
  ] as const) {
    await newNumber(page).fill(typed);
    await press(page, "Получить код");
    await expect(said(page)).toHaveText([text]);
    await expect(page.getByRole("main").getByRole("alert")).toBeFocused();
    await expect(newNumber(page)).toHaveAttribute("aria-invalid", "true");
    await expect(newNumber(page)).toHaveValue(typed);
  }
  await expect(page).toHaveTitle("Ошибка: Вход и безопасность — Окно");
  await expectAccessible(page, "номер с ошибкой");
  await said(page).getByRole("link").click();
  await expect(newNumber(page)).toBeFocused();
  expect(asked, "nothing was sent").toEqual([]);
  await press(page, "Отменить: Новый номер");
  await expect(page).toHaveTitle("Вход и безопасность — Окно");
});

test("a wrong code says how many tries are left; one that is too old leads back to the number", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/POST .*account\/phone\/code/, 401, 410);
  await openSecurity(page);
  await ask(page);
  await expect(code(page)).toBeFocused();
  const digits = await server.doors.code(NEW);
  await save(page, String((Number(digits) + 1) % 1_000_000).padStart(6, "0"));
  await expect(happened(page)).toHaveText("Номер не изменён");
  await expect(said(page)).toHaveText(["Неверный код. Осталось 4 попытки."]);
  await expectAccessible(page, "неверный код");
  await server.doors.advance({ minutes: 6 });
  await save(page, digits);
  await expect(said(page)).toHaveText([/^Код больше не действует\. Нажмите «Получить код»/]);
  await expect(newNumber(page)).toHaveValue(NEW);
  await press(page, "Получить код");
  await saveSent(page, server);
  await expect(page.getByText(PRETTY, { exact: true })).toBeVisible();
  expect((await accountOf(anna)).phone).toContain("555-01-02");
});

test("another code can be had, and the first one is good no more", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/POST .*account\/phone\/code/, 401);
  await page.clock.install();
  await openSecurity(page);
  await ask(page);
  await expect(code(page)).toBeVisible();
  const first = await server.doors.code(NEW);
  await page.clock.fastForward(31_000);
  await server.doors.advance({ minutes: 1 });
  await press(page, "Отправить код ещё раз");
  await expect(page.locator("#announcer")).toHaveText("Отправили новый код.");
  const second = await server.doors.code(NEW);
  if (first !== second) {
    await save(page, first);
    await expect(said(page)).toHaveText([/^Неверный код/]);
  }
  await save(page, second);
  await expect(page.getByText(PRETTY, { exact: true })).toBeVisible();
});

test("a number that another account has: said only to who has the phone, with what to do", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/POST .*account\/phone\/code/, 409);
  await openSecurity(page);
  await ask(page, PYOTR.phone);
  await expect(code(page)).toBeFocused();
  await saveSent(page, server, PYOTR.phone);
  await expect(happened(page)).toHaveText("Номер не изменён");
  await expect(said(page)).toHaveText([/^Этот номер уже у другого аккаунта, поэтому к вашему он не привязан\. .* позвоните в бюро: 8\s800\s\d{3}-\d\d-\d\d\. Пока в силе прежний номер\.$/u]);
  await expect(newNumber(page)).toHaveValue(PYOTR.phone);
  await expectAccessible(page, "номер у другого аккаунта");
  expect((await accountOf(anna)).phone).toContain("000-00-01");
  await Citizen.signIn(server, PYOTR);
});

test("too many SMS: when the next one can be had, and the number stays", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/POST .*account\/phone/, 429);
  for (let sms = 0; sms < 5; sms += 1) {
    await anna.call("POST", "/account/phone", JSON.stringify({ phone: NEW }), { "content-type": "application/json" });
    await server.doors.advance({ minutes: 0.6 });
  }
  // The last code is too old, and the password need not be shown yet.
  await server.doors.advance({ minutes: 5.1 });
  await openSecurity(page);
  await ask(page);
  await expect(happened(page)).toHaveText("Номер не изменён");
  await expect(said(page)).toHaveText([/^Мы уже отправили несколько СМС\. Следующую можно запросить через \d+ минут/]);
  await expect(newNumber(page)).toHaveValue(NEW);
  await expectAccessible(page, "слишком много СМС");
});

test("after ten minutes the password is asked for once more, and what was typed goes on from there", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/POST .*account\/(phone|access)/, 403);
  await server.doors.advance({ minutes: 11 });
  await openSecurity(page);
  await ask(page);
  await expect(passwordAgain(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(passwordAgain(page)).toHaveCount(0);
  await expect(newNumber(page)).toHaveValue(NEW);
  await press(page, "Получить код");
  await passwordAgain(page).getByLabel("Пароль", { exact: true }).fill(ANNA.password);
  await page.keyboard.press("Enter");
  await expect(code(page)).toBeFocused();
  await saveSent(page, server);
  await expect(page.getByText(PRETTY, { exact: true })).toBeVisible();
});

test("two forms at once: each «Отменить» says what it cancels", async ({ signedIn: page }) => {
  await openSecurity(page);
  await press(page, "Изменить номер");
  await press(page, "Изменить почту");
  await press(page, "Сменить пароль");
  const cancels = page.getByRole("main").getByRole("button", { name: /^Отменить/ });
  for (const name of ["Отменить: Пароль", "Отменить: Новый номер", "Отменить: Новая почта"]) await expect(page.getByRole("button", { name, exact: true })).toHaveCount(1);
  await expect(cancels).toHaveCount(3);
  await expectAccessible(page, "три формы");
});

test("a number that the browser fills in by itself counts", async ({ signedIn: page, server }) => {
  await openSecurity(page);
  await press(page, "Изменить номер");
  await newNumber(page).evaluate((input: HTMLInputElement, number) => {
    input.value = number;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, NEW);
  await press(page, "Получить код");
  await saveSent(page, server);
  await expect(page.getByText(PRETTY, { exact: true })).toBeVisible();
});
