// The form stays open under the choice between two answers: what is typed meanwhile becomes this page's answer.

import type { Page } from "@playwright/test";
import type { Citizen } from "../../fixtures/citizen.ts";
import { onServer, phone, region } from "../../fixtures/drafts.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const THERE = "+7 911 000-00-02";
const TYPED = "+7 911 000-00-09";

const conflict = (page: Page) => page.getByRole("alert").filter({ hasText: "Заявление изменили в другой вкладке" });
const radios = (page: Page) => page.getByRole("radiogroup", { name: "Телефон", exact: true }).getByRole("radio");
const saveChosen = (page: Page) => page.getByRole("button", { name: "Сохранить отмеченные ответы" });

/** Another tab saves its phone, then this one types something and gets the conflict. */
async function quarrel(page: Page, anna: Citizen, type: () => Promise<void>): Promise<string> {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  const other = await openTab(page, `/drafts/${id}/contacts`);
  await phone(other).fill(THERE);
  await onServer(anna, id, "phone").toBe(THERE);
  await type();
  await expect(conflict(page)).toBeVisible();
  await expect(radios(page)).toHaveCount(2);
  return id;
}

test("a phone typed during the choice is the one saved", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/PUT .*drafts/, 412);
  const id = await quarrel(page, anna, () => region(page).fill("Москва"));
  await expect(radios(page).last(), "nothing was typed here").toBeChecked();
  await phone(page).fill(TYPED);
  await expect(radios(page).first()).toHaveAccessibleName(TYPED);
  await expect(radios(page).first()).toBeChecked();
  await saveChosen(page).click();
  await onServer(anna, id, "address.region").toBe("Москва");
  expect((await anna.read(id)).answers["phone"]).toBe(TYPED);
  await expect(phone(page)).toHaveValue(TYPED);
});

test("a phone typed again replaces the first one in the choice", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/PUT .*drafts/, 412);
  const id = await quarrel(page, anna, () => phone(page).fill("+7 911 000-00-01"));
  await phone(page).fill(TYPED);
  await expect(radios(page).first()).toHaveAccessibleName(TYPED);
  await saveChosen(page).click();
  await onServer(anna, id, "phone").toBe(TYPED);
});

test("typing in another field keeps the choice of the saved phone", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/PUT .*drafts/, 412);
  const id = await quarrel(page, anna, () => phone(page).fill("+7 911 000-00-01"));
  await radios(page).last().check();
  await region(page).fill("Москва");
  await expect(radios(page).last()).toBeChecked();
  await saveChosen(page).click();
  await onServer(anna, id, "address.region").toBe("Москва");
  expect((await anna.read(id)).answers["phone"]).toBe(THERE);
});
