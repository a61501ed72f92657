// «Отправить» after the draft was saved elsewhere: an unchanged draft is sent, a changed answer is shown first.

import type { Page } from "@playwright/test";
import { onServer, phone } from "../../fixtures/drafts.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { heading, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const NEWER = "+7 911 000-00-02";

const main = (page: Page) => page.getByRole("main");
const send = (page: Page) => main(page).getByRole("button", { name: "Отправить", exact: true });
const conflict = (page: Page) => page.getByRole("alert").filter({ hasText: "Заявление изменили в другой вкладке или на другом устройстве" });
const row = (page: Page) => page.getByRole("radiogroup", { name: "Телефон", exact: true });

test("«Отправить» sends after another tab only pressed «Продолжить»", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/POST .*submit/, 412);
  const { id } = await anna.readyDraft();
  await openDraft(page, id, "check-answers");
  const other = await openTab(page, `/drafts/${id}/contacts`);
  const saved = other.waitForResponse((answer) => answer.request().method() === "PUT" && answer.ok());
  await main(other).getByRole("button", { name: "Продолжить", exact: true }).click();
  await saved;
  await send(page).click();
  await expect(heading(page)).toHaveText("Заявление отправлено");
  expect(await anna.applications()).toHaveLength(1);
});

test("a phone changed in another tab is shown before the application is sent", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/(POST .*submit|PUT .*drafts)/, 412);
  const { id } = await anna.readyDraft();
  await openDraft(page, id, "check-answers");
  const other = await openTab(page, `/drafts/${id}/contacts`);
  await phone(other).fill(NEWER);
  await onServer(anna, id, "phone").toBe(NEWER);
  await send(page).click();
  // The page either asks about the change or shows the new phone, but sends nothing yet.
  await expect(row(page).or(main(page).getByText(NEWER)).first()).toBeVisible();
  expect(await anna.applications()).toEqual([]);
  if (await conflict(page).isVisible()) {
    await expect(row(page).getByRole("radio").last()).toHaveAccessibleName(NEWER);
    await expect(row(page).getByRole("radio").last(), "nothing was typed here").toBeChecked();
    await page.getByRole("button", { name: "Сохранить отмеченные ответы" }).click();
    await expect(conflict(page)).toHaveCount(0);
  }
  await expect(main(page).getByText(NEWER).first()).toBeVisible();
  await send(page).click();
  await expect(heading(page)).toHaveText("Заявление отправлено");
  expect(await anna.applications()).toHaveLength(1);
});
