// Another phone number: what comes in the middle of the change. A lost answer, another tab, a session that ends, signing out.

import { expectAccessible } from "../../fixtures/axe.ts";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { code, goToSignIn } from "../../fixtures/code.ts";
import { ANSWER_LOST, OFTEN } from "../../fixtures/cuts.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { goToSection, signOut } from "../../fixtures/menu.ts";
import { ask, CHANGED, NEW, PRETTY, save, saveSent } from "../../fixtures/new-phone.ts";
import { ANNA } from "../../fixtures/people.ts";
import { accountOf, happened, messagesTo, newNumber, openSecurity, press, said } from "../../fixtures/security.ts";
import { AWAY, dialog, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

test("an answer that is lost: pressing again does no harm, and changes the number once", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/POST .*account\/phone|GET .*account$/, "cut");
  await openSecurity(page);
  await server.doors.fault({ match: "POST /api/v1/account/phone", times: OFTEN, ...ANSWER_LOST });
  await ask(page);
  await expect(said(page)).toHaveText(["Нет связи с сервером. Проверьте интернет и попробуйте ещё раз."]);
  await expect(newNumber(page)).toHaveValue(NEW);
  await server.doors.noFaults();
  await press(page, "Получить код");
  await expect(code(page)).toBeFocused();
  expect(await messagesTo(server, NEW)).toHaveLength(1);
  await server.doors.fault({ match: "POST /api/v1/account/phone/code", times: 999, ...ANSWER_LOST });
  await server.doors.fault({ match: "GET /api/v1/account", times: 999, kind: "cut" });
  const digits = await server.doors.code(NEW);
  await save(page, digits);
  await expect(happened(page)).toHaveText("Не знаем, дошло ли изменение");
  await expect(said(page)).toHaveText([/^Связь прервалась, и ответа мы не получили\. .* нажмите ещё раз: вреда не будет\.$/]);
  await expect(code(page)).toHaveValue(digits);
  await expectAccessible(page, "ответ о номере потерян");
  // Pressed again it happens once.
  await press(page, "Сохранить номер");
  await expect(happened(page)).toHaveText("Не знаем, дошло ли изменение");
  await server.doors.noFaults();
  await expect(page.getByText(PRETTY, { exact: true })).toBeVisible();
  await expect(page.getByRole("main").getByText(CHANGED)).toBeVisible();
  expect((await messagesTo(server, ANNA.phone)).filter((text) => text.includes("изменён"))).toHaveLength(1);
});

for (const reloads of [false, true]) {
  test(`a lost answer${reloads ? " after a reload of the code" : ""}: the page looks by itself, and says that the number is changed`, async ({ signedIn: page, server, watchdog }) => {
    watchdog.expect(/POST .*account\/phone\/code/, "cut");
    await openSecurity(page);
    await ask(page);
    await expect(code(page)).toBeFocused();
    if (reloads) await page.reload();
    await server.doors.fault({ match: "POST /api/v1/account/phone/code", times: OFTEN, ...ANSWER_LOST });
    await saveSent(page, server);
    await expect(page.locator("#announcer")).toHaveText(CHANGED);
    await expect(page.getByText(PRETTY, { exact: true })).toBeVisible();
    await expect(code(page)).toHaveCount(0);
    await expectFocus(page, "heading", "Телефон");
    await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
  });
}

test("the session ends on the step of the code: after signing in again the code goes on", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  await openSecurity(page);
  await ask(page);
  await expect(code(page)).toBeFocused();
  const digits = await server.doors.code(NEW);
  await page.context().clearCookies();
  await save(page, digits);
  await expect(dialog(page)).toBeVisible();
  await dialog(page).getByLabel("Логин").fill(ANNA.login);
  await dialog(page).getByLabel("Пароль", { exact: true }).fill(ANNA.password);
  await dialog(page).getByRole("button", { name: "Продолжить", exact: true }).click();
  await expect(code(page)).toBeFocused();
  await code(page).fill(await server.doors.code(ANNA.phone));
  await dialog(page).getByRole("button", { name: "Войти", exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByText(`Отправили код в СМС на номер ${PRETTY}.`)).toBeVisible();
  await save(page, digits);
  await expect(page.getByText(PRETTY, { exact: true })).toBeVisible();
  expect((await accountOf(anna)).phone).toContain("555-01-02");
});

test("changed in one tab, shown in another when it is looked at; a form that waits there for the same number closes", async ({ signedIn: page, server }) => {
  await openSecurity(page);
  const other = await openTab(page, "/security");
  await press(other, "Изменить номер");
  await newNumber(other).fill(NEW);
  await ask(page);
  await saveSent(page, server);
  await expect(page.getByText(PRETTY, { exact: true })).toBeVisible();
  await other.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(other.getByText(PRETTY, { exact: true })).toBeVisible();
  await expect(newNumber(other)).toHaveCount(0);
});

test("the session ends in the middle: after signing in again the number is still there", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  await openSecurity(page);
  await press(page, "Изменить номер");
  await newNumber(page).fill(NEW);
  await server.doors.advance(AWAY);
  await press(page, "Получить код");
  await expect(dialog(page)).toBeVisible();
  await expect(page.getByText(NEW)).toHaveCount(0);
  await signInOnScreen(page, server, ANNA);
  await expect(newNumber(page)).toHaveValue(NEW);
  await press(page, "Получить код");
  await saveSent(page, server);
  await expect(page.getByText(PRETTY, { exact: true })).toBeVisible();
});

test("signing out leaves nothing of the change in this tab", async ({ signedIn: page, server }) => {
  await openSecurity(page);
  await ask(page);
  await expect(code(page)).toBeFocused();
  await signOut(page);
  // Without a reload, which would forget everything.
  await goToSignIn(page);
  await signInOnScreen(page, server, ANNA);
  await goToSection(page, "Мои заявки");
  for (const link of ["Мой аккаунт", "Вход и безопасность"]) await page.getByRole("main").getByRole("link", { name: link, exact: true }).click();
  await expect(page.getByRole("button", { name: "Изменить номер" })).toBeVisible();
  await press(page, "Изменить номер");
  await expect(newNumber(page)).toHaveValue("");
});
