// What is typed into «Профиль» and not saved: nothing takes it away, and nobody else gets to see it.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { pressInMenu, signOut } from "../../fixtures/menu.ts";
import { ANNA, MARIA } from "../../fixtures/people.ts";
import { ADDRESS, COMPLETE, PASSPORT, TYPED, expectSaved, field, fillIn, inn, openProfile, profileOf, save, tell, told } from "../../fixtures/profile.ts";
import { expectNoneOf, stored } from "../../fixtures/storage.ts";
import { AWAY, dialog, heading, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const failed = (page: Page) => page.getByRole("alert").filter({ hasText: "Профиль пока не сохранён" });

const conflict = (page: Page) => page.getByRole("alert").filter({ hasText: "Профиль уже изменили в другой вкладке или на другом устройстве" });

test("two tabs change different things: both are saved without a question", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/PUT .*\/profile/, 412);
  await openProfile(page);
  await inn(page).fill("123456789047");
  await tell(anna, { address: ADDRESS });
  await save(page).click();
  await expectSaved(page);
  await expect(told(page, "Адрес регистрации")).toContainText("Екатеринбург");
  expect((await profileOf(anna)).person).toMatchObject({ inn: "123456789047", address: ADDRESS });
});

test("two tabs change the same: the citizen sees both, chooses, and loses nothing", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/PUT .*\/profile/, 412);
  await openProfile(page);
  const other = await openTab(page, "/profile");
  // A page that opens later begins with what this one has not saved.
  await expect(inn(other)).toBeVisible();
  await inn(page).fill("123456789047");
  await field(page, "Кем выдан").fill("ОВД");
  await field(page, "Серия и номер").fill("4509 123456");
  await field(page, "Дата выдачи").fill("15.04.2013");
  await field(page, "Код подразделения").fill("770-001");
  await inn(other).fill("500100732259");
  await save(other).click();
  await expectSaved(other);
  await tell(anna, { passport: { ...PASSPORT, number: "6520 654321" }, oms: "1234567890123452" });
  await save(page).click();
  await expect(conflict(page)).toBeVisible();
  await expect(page.locator("#conflict")).toBeFocused();
  await expect(conflict(page)).toContainText("пока не сохранено, но не пропало");
  await expectAccessible(page, "профиль изменили в другой вкладке");
  const inns = page.getByRole("radiogroup", { name: "ИНН" });
  await expect(inns.getByRole("radio", { name: "123456789047" })).toBeChecked();
  await expect(inns.getByRole("radio", { name: "500100732259" })).toBeVisible();
  await expect(page.getByRole("radiogroup"), "the policy was changed only there").toHaveCount(2);
  // Nothing is decided by looking.
  await page.getByRole("button", { name: "Вернуться к полям" }).click();
  await expectFocus(page, "heading", "Профиль");
  await expect(inn(page)).toHaveValue("123456789047");
  await expect(field(page, "Кем выдан")).toHaveValue("ОВД");
  await save(page).click();
  await expect(conflict(page)).toBeVisible();
  await inns.getByRole("radio", { name: "500100732259" }).check();
  await page.getByRole("button", { name: "Сохранить отмеченное" }).click();
  await expectSaved(page);
  expect((await profileOf(anna)).person).toMatchObject({ inn: "500100732259", oms: "1234567890123452", passport: { ...PASSPORT, issuer: "ОВД" } });
});

test("when the server fails or the connection breaks, everything typed stays, and the next try saves it", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/PUT .*\/profile/, 503, 502, 200, "cut");
  await openProfile(page);
  await fillIn(page);
  for (const [fault, words] of [
    [{ kind: "status", status: 503 }, "Сервер сейчас не отвечает."],
    [{ kind: "page" }, "Сервер сейчас не отвечает."],
    [{ kind: "cut" }, "Нет связи с сервером."],
  ] as const) {
    // A browser repeats a request by itself when a connection that was used before is cut.
    await server.doors.fault({ match: "PUT /api/v1/profile", times: 9, ...fault });
    await save(page).click();
    await expect(failed(page)).toContainText(words);
    await expect(failed(page)).toContainText("Всё, что вы ввели, осталось на месте.");
    await expect(failed(page)).toBeFocused();
    for (const [label, text] of TYPED) await expect(field(page, label)).toHaveValue(text);
    await server.doors.noFaults();
  }
  await expectAccessible(page, "профиль не сохранён");
  expect((await profileOf(anna)).person.inn).toBeNull();
  await save(page).click();
  await expectSaved(page);
  expect((await profileOf(anna)).person).toMatchObject(COMPLETE);
});

test("pressing twice saves once", async ({ signedIn: page, anna, server }) => {
  await openProfile(page);
  await inn(page).fill("123456789047");
  let puts = 0;
  page.on("request", (request) => (puts += request.method() === "PUT" ? 1 : 0));
  await server.doors.fault({ match: "PUT /api/v1/profile", kind: "delay", ms: 700 });
  await save(page).click();
  await expect(save(page)).toHaveAttribute("aria-disabled", "true");
  await save(page).click({ force: true });
  await inn(page).press("Enter");
  await expectSaved(page);
  expect(puts).toBe(1);
  expect((await profileOf(anna)).person.inn).toBe("123456789047");
});

test("the page that does not load offers another try", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/GET .*\/profile/, 503);
  await server.doors.fault({ match: "GET /api/v1/profile", kind: "status", status: 503, times: 2 });
  await page.goto("/profile");
  const notice = page.getByRole("alert").filter({ hasText: "Профиль не загрузился" });
  await expect(notice).toBeVisible();
  await expectAccessible(page, "профиль не загрузился");
  await server.doors.noFaults();
  await notice.getByRole("button", { name: "Попробовать ещё раз" }).click();
  await expect(save(page)).toBeVisible();
});

test("the session ends in the middle: after signing in again in place everything typed is there and can be saved", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  void anna;
  await openProfile(page);
  await fillIn(page);
  await server.doors.advance(AWAY);
  await save(page).click();
  await expect(dialog(page)).toBeVisible();
  await expect(page.getByText("123456789047")).toHaveCount(0);
  await signInOnScreen(page, server, ANNA);
  await expect(dialog(page)).toHaveCount(0);
  for (const [label, text] of TYPED) await expect(field(page, label)).toHaveValue(text);
  await save(page).click();
  await expectSaved(page);
  await expect(told(page, "ИНН")).toHaveText("123456789047");
});

test("what is typed survives leaving the page, is called unsaved, and can be taken back; signing out forgets it", async ({ signedIn: page, anna, server }) => {
  await tell(anna, { oms: "1234567890123452" });
  await page.goto("/account");
  await page.getByRole("link", { name: "Изменить профиль" }).click();
  await inn(page).fill("12345");
  await page.goBack();
  await expect(page.getByText("В профиле есть то, что вы ввели и ещё не сохранили.")).toBeVisible();
  await expectAccessible(page, "аккаунт, профиль не сохранён");
  await page.getByRole("link", { name: "Изменить профиль" }).click();
  await expect(inn(page)).toHaveValue("12345");
  await expect(page.getByText("Здесь то, что вы ввели раньше и ещё не сохранили.")).toBeVisible();
  await expectAccessible(page, "профиль, есть несохранённое");
  expectNoneOf(["12345", "1234567890123452"], await stored(page));
  const back = page.getByRole("button", { name: "Вернуть сохранённое" });
  await back.click();
  await expect(page.getByText("Вернуть сохранённое? То, что вы ввели и не сохранили, пропадёт.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Нет, оставить" })).toBeFocused();
  await expectAccessible(page, "профиль, вернуть сохранённое?");
  await page.keyboard.press("Enter");
  await expect(back).toBeFocused();
  await expect(inn(page)).toHaveValue("12345");
  await back.click();
  await page.getByRole("button", { name: "Да, вернуть" }).click();
  await expect(inn(page)).toHaveValue("");
  await expect(field(page, "Полис ОМС (необязательно)")).toHaveValue("1234567890123452");
  await expectFocus(page, "heading", "Профиль");
  await inn(page).fill("12345");
  await signOut(page);
  await page.goto("/sign-in?next=/profile");
  await signInOnScreen(page, server, ANNA);
  await expect(save(page)).toBeVisible();
  await expect(inn(page)).toHaveValue("");
});

test("what is typed survives a reload and another language, sealed, and signing out saves what is right", async ({ signedIn: page, anna, server }) => {
  await openProfile(page);
  await inn(page).fill("123456789047");
  await field(page, "Кем выдан").fill("ОВД Арбат");
  await expect.poll(async () => (await stored(page))["localStorage"]).toContain("okno.unsaved.visit.profile");
  expectNoneOf(["123456789047", "ОВД Арбат", "Арбат"], await stored(page));
  await page.reload();
  await expect(inn(page)).toHaveValue("123456789047");
  await expect(page.getByText("Здесь то, что вы ввели раньше и ещё не сохранили.")).toBeVisible();
  await pressInMenu(page, "English");
  await expect(page.getByRole("main").getByLabel("Issued by", { exact: true })).toHaveValue("ОВД Арбат");
  const sections = page.getByRole("banner").getByRole("button", { name: "Menu", exact: true });
  if (await sections.isVisible()) await sections.click();
  await page.getByRole("banner").getByRole("button", { name: "Русский" }).click();
  await expect(field(page, "Кем выдан")).toHaveValue("ОВД Арбат");
  await field(page, "Кем выдан").fill("");
  await save(page).click();
  await expectSaved(page);
  expect((await stored(page))["localStorage"]).not.toContain("visit.profile");
  expect((await profileOf(anna)).person.inn).toBe("123456789047");
  await openProfile(page);
  await expect(page.getByText("Здесь то, что вы ввели раньше")).toHaveCount(0);
  await inn(page).fill("500100732259");
  await field(page, "Кем выдан").fill("ОВД");
  await expect.poll(async () => (await stored(page))["localStorage"]).toContain("visit.profile");
  await page.goto("/account");
  await expect(page.getByText("В профиле есть то, что вы ввели и ещё не сохранили.")).toBeVisible();
  await page.getByRole("link", { name: "Изменить профиль" }).click();
  await expect(inn(page)).toHaveValue("500100732259");
  await signOut(page);
  await expect.poll(async () => Object.values(await stored(page)).join()).not.toContain("visit.profile");
  // Half a passport cannot be saved, and does not keep the number from it.
  const { person } = await profileOf(await Citizen.signIn(server, ANNA));
  expect([person.inn, person.passport]).toEqual(["500100732259", null]);
});

test("after a reload, what was saved elsewhere meanwhile is not overwritten unseen", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/PUT .*\/profile/, 412);
  await openProfile(page);
  await inn(page).fill("123456789047");
  await expect.poll(async () => (await stored(page))["localStorage"]).toContain("visit.profile");
  await tell(anna, { inn: "500100732259" });
  await page.reload();
  await expect(inn(page)).toHaveValue("123456789047");
  await save(page).click();
  await expect(conflict(page)).toBeVisible();
  expect((await profileOf(anna)).person.inn).toBe("500100732259");
});

test("another citizen who signs in in this tab finds nothing of it", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  await openProfile(page);
  await inn(page).fill("123456789047");
  await server.doors.advance(AWAY);
  await save(page).click();
  await expect(dialog(page)).toBeVisible();
  await signInOnScreen(page, server, MARIA);
  await expect(heading(page), "the app starts over").toHaveText("Государственные услуги");
  await page.goto("/profile");
  await expect(told(page, "ФИО")).toHaveText("Кузнецова Мария Павловна");
  await field(page, "Полис ОМС (необязательно)").fill("");
  await expect(page.getByText("Здесь то, что вы ввели раньше")).toHaveCount(0);
  await save(page).click();
  await expectSaved(page);
  const anna = await Citizen.signIn(server, ANNA);
  expect((await profileOf(anna)).person.inn).toBeNull();
});
