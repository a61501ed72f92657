// Autofill on iOS and some password managers set a value and fire only `change`. Such a value counts as typed everywhere.

import type { Locator } from "@playwright/test";
import { email, onServer, savedLine } from "../../fixtures/drafts.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, test } from "../../fixtures/test.ts";

/** Sets the value without an `input` event. */
async function autofill(field: Locator, value: string): Promise<void> {
  await field.evaluate((element, value) => {
    (element as HTMLInputElement).value = value;
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }, value);
}

test("signing in with autofilled login, password and code", async ({ page, server }) => {
  await page.goto("/sign-in");
  await autofill(page.getByLabel("Логин"), ANNA.login);
  await autofill(page.getByLabel("Пароль", { exact: true }), ANNA.password);
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  const code = page.getByLabel("Код из СМС");
  await expect(code).toBeVisible();
  await autofill(code, await server.doors.code(ANNA.phone));
  await page.getByRole("button", { name: "Войти" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Государственные услуги" })).toBeVisible();
});

test("autofilled fields of a form are saved, and tidied like typed ones", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await autofill(page.getByRole("textbox", { name: "Телефон" }), "89123456789");
  await onServer(anna, id, "phone").toBe("+7 912 345-67-89");
  await expect(page.getByRole("textbox", { name: "Телефон" })).toHaveValue("+7 912 345-67-89");
  await openDraft(page, id, "purpose");
  await autofill(page.getByRole("textbox", { name: "Коротко опишите" }), "Прошу помочь.");
  await onServer(anna, id, "description").toBe("Прошу помочь.");
  await openDraft(page, id, "referral");
  await page.getByRole("radio", { name: "Нет" }).evaluate((radio: HTMLInputElement) => {
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await onServer(anna, id, "has_referral").toBe("no");
});

test("autofilling the same value again saves nothing new", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  const saves: string[] = [];
  page.on("request", (request) => request.method() === "PUT" && saves.push(request.url()));
  await email(page).fill("anna@example.ru");
  await expect(savedLine(page)).toBeVisible();
  const { version } = await anna.read(id);
  await email(page).blur();
  await autofill(email(page), "anna@example.ru");
  await page.waitForTimeout(2_500);
  expect(saves).toHaveLength(1);
  expect((await anna.read(id)).version).toBe(version);
});

test("both searches work with autofilled words", async ({ signedIn: page, anna }) => {
  await anna.application();
  await page.goto("/requests");
  const words = page.getByRole("main").getByRole("textbox");
  await expect(page.getByRole("row")).toHaveCount(2);
  await autofill(words, "нет такого");
  await expect(page.getByRole("row")).toHaveCount(0);
  await autofill(page.getByRole("combobox"), "инвалидность");
  await page.getByRole("button", { name: "Найти" }).click();
  await expect(page.getByText("Вы искали: инвалидность")).toBeVisible();
});

test("a field without a name has no empty name attribute", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByLabel("Пароль", { exact: true })).toBeVisible();
  await expect(page.locator('[name=""]')).toHaveCount(0);
  await expect(page.locator("main input:not([type=checkbox])[name]")).toHaveCount(0);
});
