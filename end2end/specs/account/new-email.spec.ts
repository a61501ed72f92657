// «Почта» on the page «Вход и безопасность»: another address, which counts once its owner has opened the link in a letter.

import type { Browser, Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { ANSWER_LOST, OFTEN } from "../../fixtures/cuts.ts";
import { expectEnglish, inEnglish } from "../../fixtures/english.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { linkTo, OLGA, register } from "../../fixtures/newcomers.ts";
import { ANNA, PYOTR } from "../../fixtures/people.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { accountOf, happened, messagesTo, newAddress, openSecurity, passwordAgain, press, said } from "../../fixtures/security.ts";
import { expectNoneOf, followAddresses, stored } from "../../fixtures/storage.ts";
import { AWAY, dialog, heading, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const OLD = "demo@okno.example";
const NEW = "anna.petrova+okno@okno.example";
const sent = (address: string) => `Мы отправили письмо на ${address}. Откройте ссылку в нём. До этого в силе прежняя почта.`;

/** Opens the form and asks for a letter to this address. */
async function ask(page: Page, address = NEW): Promise<void> {
  await press(page, "Изменить почту");
  await newAddress(page).fill(address);
  await press(page, "Отправить письмо");
}

/** Opens a link of a letter on another device, and returns the heading there. */
async function openElsewhere(browser: Browser, address: string): Promise<string> {
  const device = await browser.newContext();
  const there = await device.newPage();
  await there.goto(address);
  await expect(there).toHaveTitle(/^(Почта|Ссылка)/);
  const found = await heading(there).innerText();
  await device.close();
  return found;
}

/** Whether somebody can sign in with this e-mail and Anna's password. */
async function isLogin(page: Page, login: string): Promise<boolean> {
  const answer = await page.request.post("/api/v1/auth/login", { data: { login, password: ANNA.password } });
  return answer.ok();
}

test("another e-mail by keyboard alone: the old one is in force until the link is opened, also on another device", async ({ signedIn: page, context, browser, anna, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/login/, 401);
  const addresses = followAddresses(context);
  const tab = async (role: string, name: string) => {
    await page.keyboard.press("Tab");
    await expectFocus(page, role, name);
  };
  await openSecurity(page);
  await expect(page.getByText(OLD, { exact: true })).toBeVisible();
  await expect(page.getByText("подтверждена", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Отправить письмо ещё раз" })).toHaveCount(0);
  await page.getByRole("button", { name: "Изменить почту" }).focus();
  await page.keyboard.press("Enter");
  await expectFocus(page, "textbox", "Новая почта");
  await expect(page.getByText("Пока вы её не откроете, в силе прежняя.")).toBeVisible();
  await expect(newAddress(page)).toHaveAttribute("autocomplete", "email");
  await expectAccessible(page, "новая почта");
  await page.keyboard.type(` ${NEW} `);
  await tab("button", "Отправить письмо");
  await page.keyboard.press("Enter");
  await expectFocus(page, "heading", "Почта");
  await expect(page.locator("#announcer")).toHaveText(sent(NEW));
  await expect(page.getByRole("main").getByText(sent(NEW))).toBeVisible();
  await expect(page.getByText("Ссылка действует 7 дней.")).toBeVisible();
  await expectScreen(page, "Вход и безопасность");
  expectNoneOf([NEW, OLD], { ...(await stored(page)), addresses: addresses.join("\n") });
  expect(await isLogin(page, NEW)).toBe(false);
  expect(await isLogin(page, OLD)).toBe(true);
  const link = server.origin + (await linkTo(server, NEW));
  expect(await openElsewhere(browser, link)).toBe("Почта подтверждена");
  // A mail scanner, or the citizen once more.
  expect(await openElsewhere(browser, link)).toBe("Почта подтверждена");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(page.getByText(NEW, { exact: true })).toBeVisible();
  await expect(page.getByText("подтверждена", { exact: true })).toBeVisible();
  await expect(page.getByText(sent(NEW))).toHaveCount(1);
  expect(await accountOf(anna)).toMatchObject({ email: NEW, is_email_confirmed: true, new_email: null });
  expect(await isLogin(page, NEW)).toBe(true);
  expect(await isLogin(page, OLD)).toBe(false);
  expect((await messagesTo(server, OLD))[0]).toContain("Почта в «Окне» изменена");
});

test("a typo is corrected before the link is opened: the link to the wrong address is good for nothing", async ({ signedIn: page, browser, server, watchdog }) => {
  void watchdog;
  await openSecurity(page);
  await ask(page, "anna@okno.exampel");
  await expect(page.getByRole("main").getByText(sent("anna@okno.exampel"))).toBeVisible();
  const wrong = server.origin + (await linkTo(server, "anna@okno.exampel"));
  await ask(page);
  await expect(page.getByRole("main").getByText(sent(NEW))).toBeVisible();
  expect(await openElsewhere(browser, wrong)).toBe("Ссылка больше не действует");
  expect(await openElsewhere(browser, server.origin + (await linkTo(server, NEW)))).toBe("Почта подтверждена");
});

test("«Оставить прежнюю почту»: the link to the new one is good for nothing", async ({ signedIn: page, browser, anna, server }) => {
  await openSecurity(page);
  await ask(page);
  await expect(page.getByRole("main").getByText(sent(NEW))).toBeVisible();
  const link = server.origin + (await linkTo(server, NEW));
  await press(page, "Оставить прежнюю почту");
  await expectFocus(page, "heading", "Почта");
  await expect(page.getByRole("main").getByText("Осталась прежняя почта. Ссылка в письме на новую больше не действует.")).toBeVisible();
  await expect(page.getByText(sent(NEW))).toHaveCount(0);
  await expectAccessible(page, "осталась прежняя почта");
  await page.reload();
  await expect(page.getByText("подтверждена", { exact: true })).toBeVisible();
  await expect(page.getByText(sent(NEW))).toHaveCount(0);
  expect(await openElsewhere(browser, link)).toBe("Ссылка больше не действует");
  expect(await accountOf(anna)).toMatchObject({ email: OLD, is_email_confirmed: true, new_email: null });
});

test("a mistyped e-mail of a registration is corrected, and the new one becomes a login", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*auth\/email/, 410);
  await page.goto("/registration");
  await register(page, server, { ...OLGA, email: "olga@okno.exampel" });
  await expect(page.getByText("Если письма нет или в адресе опечатка, откройте «Вход и безопасность».")).toBeVisible();
  const wrong = await linkTo(server, "olga@okno.exampel");
  await page.getByRole("main").getByRole("link", { name: "Вход и безопасность" }).click();
  await expect(page.getByText("ждёт подтверждения", { exact: true })).toBeVisible();
  await expectScreen(page, "Вход и безопасность");
  await ask(page, OLGA.email);
  await expectFocus(page, "heading", "Почта");
  await expect(page.locator("#announcer")).toHaveText(`Мы отправили письмо на ${OLGA.email}. Откройте ссылку в нём.`);
  await expect(page.getByText(OLGA.email, { exact: true })).toBeVisible();
  await expect(page.getByText("ждёт подтверждения", { exact: true })).toBeVisible();
  const right = await linkTo(server, OLGA.email);
  await page.goto(wrong);
  await expectScreen(page, "Ссылка больше не действует");
  await expect(page.getByText("Новую ссылку можно получить на странице «Мой аккаунт» → «Вход и безопасность».")).toBeVisible();
  await page.goto(right);
  await expect(heading(page)).toHaveText("Почта подтверждена");
  await page.goto("/security");
  await expect(page.getByText("подтверждена", { exact: true })).toBeVisible();
});

test("the letter again, and how long to wait when there were too many", async ({ page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401, 429);
  await page.goto("/registration");
  await register(page, server, OLGA);
  await page.getByRole("main").getByRole("link", { name: "Вход и безопасность" }).click();
  const again = page.getByRole("button", { name: "Отправить письмо ещё раз" });
  await again.click();
  await expect(page.locator("#announcer")).toHaveText(`Отправили письмо ещё раз на ${OLGA.email}.`);
  await expect(again, "the focus stays").toBeFocused();
  // The first one came with the registration.
  for (const letters of [2, 3]) {
    await expect.poll(async () => (await messagesTo(server, OLGA.email)).length).toBe(letters);
    await again.click();
  }
  await expect.poll(async () => (await messagesTo(server, OLGA.email)).length).toBe(4);
  await again.click();
  const failure = page.getByRole("alert").filter({ hasText: "Письмо не отправлено" });
  await expect(failure).toContainText(/Слишком много попыток\. Попробуйте через \d+ минут/);
  await expectAccessible(page, "письмо не отправлено");
  await server.doors.advance({ minutes: 61 });
  await again.click();
  await signInOnScreen(page, server, OLGA);
  await again.click();
  await expect(failure).toHaveCount(0);
  await expect.poll(async () => (await messagesTo(server, OLGA.email)).length).toBe(5);
});

test("every link in the letters to one address works, and after 7 days none does", async ({ signedIn: page, browser, anna, server }) => {
  await openSecurity(page);
  await ask(page);
  await expect(page.getByRole("main").getByText(sent(NEW))).toBeVisible();
  const first = server.origin + (await linkTo(server, NEW));
  await server.doors.advance({ minutes: 7 * 24 * 60 + 1 });
  expect(await openElsewhere(browser, first)).toBe("Ссылка больше не действует");
  const later = await Citizen.signIn(server, ANNA);
  expect(await accountOf(later)).toMatchObject({ email: OLD, is_email_confirmed: true, new_email: null });
  await later.call("POST", "/account/email", JSON.stringify({ email: NEW }), { "content-type": "application/json" });
  const second = server.origin + (await linkTo(server, NEW));
  await later.call("POST", "/account/email/letter", "{}", { "content-type": "application/json" });
  const third = server.origin + (await linkTo(server, NEW));
  expect(third).not.toBe(second);
  expect(await openElsewhere(browser, second), "the letter that came first").toBe("Почта подтверждена");
  expect(await openElsewhere(browser, third)).toBe("Почта подтверждена");
  void anna;
});

test("the address of another account: nothing tells, but its reader gets a letter", async ({ signedIn: page, anna, server }) => {
  await openSecurity(page);
  await ask(page, PYOTR.login);
  await expect(page.getByRole("main").getByText(sent(PYOTR.login))).toBeVisible();
  await page.reload();
  await expect(page.getByRole("main").getByText(sent(PYOTR.login)), "as for any other address").toBeVisible();
  await expect(page.getByRole("main").getByText("Если почта уже привязана к другому аккаунту, в письме будет написано об этом, а ссылки не будет")).toBeVisible();
  const [letter] = await messagesTo(server, PYOTR.login);
  expect(letter).toContain("она уже ваша");
  expect(letter).not.toContain("/email#");
  expect((await accountOf(anna)).email).toBe(OLD);
});

test("two accounts wait for one address: whoever opens the link first has it, the other learns why not", async ({ signedIn: page, browser, server }) => {
  await openSecurity(page);
  await ask(page);
  await expect(page.getByRole("main").getByText(sent(NEW))).toBeVisible();
  const mine = server.origin + (await linkTo(server, NEW));
  const pyotr = await Citizen.signIn(server, PYOTR);
  await pyotr.call("POST", "/account/email", JSON.stringify({ email: NEW.toUpperCase() }), { "content-type": "application/json" });
  const letters = (await server.doors.outbox()).filter(({ channel, to }) => channel === "email" && to.toLowerCase() === NEW.toLowerCase());
  const his = /https?:\/\/\S+/.exec(letters[0]?.text ?? "")?.[0] ?? "";
  expect(await openElsewhere(browser, his.replace(/^https?:\/\/[^/]+/, server.origin))).toBe("Почта подтверждена");
  expect(await openElsewhere(browser, mine)).toBe("Почта занята");
});

test("what is wrong with the address is said at the field", async ({ signedIn: page }) => {
  const asked: string[] = [];
  page.on("request", (request) => void (request.method() === "POST" && asked.push(request.url())));
  await openSecurity(page);
  await press(page, "Изменить почту");
  for (const [typed, text] of [
    ["", "Введите электронную почту"],
    ["anna.okno.example", /нет знака @/],
    ["anna@okno", /после знака @/],
    [OLD, /^Это ваша нынешняя почта/],
  ] as const) {
    await newAddress(page).fill(typed);
    await press(page, "Отправить письмо");
    await expect(happened(page)).toHaveText("Нужно исправить");
    await expect(said(page)).toHaveText([text]);
    await expect(newAddress(page)).toHaveAttribute("aria-invalid", "true");
    await expect(newAddress(page)).toHaveValue(typed);
  }
  await expect(page).toHaveTitle("Ошибка: Вход и безопасность — Окно");
  await expectAccessible(page, "почта с ошибкой");
  expect(asked, "nothing was sent").toEqual([]);
  await press(page, "Отменить: Новая почта");
  await expectFocus(page, "button", "Изменить почту");
  await press(page, "Изменить почту");
  await expect(newAddress(page)).toHaveValue("");
});

test("too many letters: when the next one can be sent, and the address stays", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/POST .*account\/email/, 429);
  for (let letter = 0; letter < 3; letter += 1) await anna.call("POST", "/account/email", JSON.stringify({ email: NEW }), { "content-type": "application/json" });
  await openSecurity(page);
  await ask(page);
  await expect(happened(page)).toHaveText("Почта не изменена");
  await expect(said(page)).toHaveText([/^Слишком много попыток\. Попробуйте через \d+ минут/]);
  await expect(newAddress(page)).toHaveValue(NEW);
});

test("the password once more, a lost answer and an ended session: the address stays", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401, 403, "cut");
  await server.doors.advance({ minutes: 11 });
  await openSecurity(page);
  await ask(page);
  await passwordAgain(page).getByRole("button", { name: "Отменить" }).click();
  await expect(newAddress(page)).toHaveValue(NEW);
  await server.doors.advance(AWAY);
  await press(page, "Отправить письмо");
  await expect(dialog(page)).toBeVisible();
  await signInOnScreen(page, server, ANNA);
  await expect(newAddress(page)).toHaveValue(NEW);
  await server.doors.fault({ match: "POST /api/v1/account/email", kind: "cut", times: OFTEN });
  await press(page, "Отправить письмо");
  await expect(happened(page)).toHaveText("Не знаем, дошло ли изменение");
  await expect(newAddress(page)).toHaveValue(NEW);
  await server.doors.noFaults();
  await press(page, "Отправить письмо");
  await expect(page.getByRole("main").getByText(sent(NEW))).toBeVisible();
});

test("a lost answer: the page looks by itself whether the letter has gone, and whether the old address was kept", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/POST .*account\/email/, "cut");
  await openSecurity(page);
  await server.doors.fault({ match: "POST /api/v1/account/email", times: OFTEN, ...ANSWER_LOST });
  await ask(page);
  await expect(page.locator("#announcer")).toHaveText(sent(NEW));
  await expect(page.getByRole("main").getByText(sent(NEW))).toBeVisible();
  await expect(newAddress(page)).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
  await server.doors.noFaults();
  await server.doors.fault({ match: "POST /api/v1/account/email/letter", times: OFTEN, ...ANSWER_LOST });
  await press(page, "Отправить письмо ещё раз");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Не знаем, ушло ли письмо");
  await server.doors.noFaults();
  await server.doors.fault({ match: "POST /api/v1/account/email", times: OFTEN, ...ANSWER_LOST });
  await press(page, "Оставить прежнюю почту");
  await expect(page.getByRole("main").getByText("Осталась прежняя почта. Ссылка в письме на новую больше не действует.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
  expect((await accountOf(anna)).new_email).toBe(null);
});

test("leaving the page and coming back keeps the address; a browser may fill it in by itself", async ({ signedIn: page }) => {
  await openSecurity(page);
  await press(page, "Изменить почту");
  await newAddress(page).evaluate((input: HTMLInputElement, address) => {
    input.value = address;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, NEW);
  await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
  await expect(heading(page)).toHaveText("Государственные услуги");
  await page.goBack();
  await expect(newAddress(page)).toHaveValue(NEW);
  await press(page, "Отправить письмо");
  await expect(page.getByRole("main").getByText(sent(NEW))).toBeVisible();
  // The address that waits for its letter is there to be corrected.
  await press(page, "Изменить почту");
  await expect(newAddress(page)).toHaveValue(NEW);
  await newAddress(page).fill("");
  await press(page, "Отправить письмо");
  await expect(said(page)).toHaveText(["Введите электронную почту"]);
  await expect(page.getByText(OLD, { exact: true }), "the old one stands beside it").toBeVisible();
});

test("«Отправить письмо ещё раз» after the link was opened elsewhere says that all is well", async ({ signedIn: page, browser, server, watchdog }) => {
  watchdog.expect(/POST .*account\/email\/letter/, 409);
  await openSecurity(page);
  await ask(page);
  await expect(page.getByRole("main").getByText(sent(NEW))).toBeVisible();
  const other = await openTab(page, "/security");
  await openElsewhere(browser, server.origin + (await linkTo(server, NEW)));
  await press(other, "Отправить письмо ещё раз");
  await expect(other.getByRole("main").getByText("Почта уже подтверждена, новое письмо не нужно.")).toBeVisible();
  await expect(other.getByText("подтверждена", { exact: true })).toBeVisible();
  await expect(other.getByText(NEW, { exact: true })).toBeVisible();
});

test("password, phone and e-mail in English", async ({ signedIn: page, context, anna }) => {
  await inEnglish(context);
  await anna.call("POST", "/account/email", JSON.stringify({ email: NEW }), { "content-type": "application/json" });
  await page.goto("/security");
  await expect(heading(page)).toHaveText("Signing in and security");
  await expect(page.getByText(`We have sent a letter to ${NEW}. Open the link in it. Until then your old e-mail stays.`)).toBeVisible();
  for (const [open, send] of [["Change the password", "Save the password"], ["Change the number", "Get a code"], ["Change the e-mail", "Send the letter"]] as const) {
    await press(page, open);
    await page.getByRole("main").getByRole("textbox").last().fill("");
    await press(page, send);
    await expect(page.getByRole("alert")).toHaveCount(1);
    await expectEnglish(page, open);
    await page.getByRole("main").getByRole("button", { name: /^Cancel: / }).click();
    await expect(page.getByRole("alert")).toHaveCount(0);
  }
});
