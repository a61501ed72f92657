// «Отправить» after the draft was saved elsewhere: what is the same is sent, and what is not is shown first.

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

test("в другой вкладке только нажали «Продолжить»: «Отправить» отправляет", async ({ signedIn: page, anna, watchdog }) => {
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

test("в другой вкладке сменили телефон: это показано до отправки, и отправить можно", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/(POST .*submit|PUT .*drafts)/, 412);
  const { id } = await anna.readyDraft();
  await openDraft(page, id, "check-answers");
  const other = await openTab(page, `/drafts/${id}/contacts`);
  await phone(other).fill(NEWER);
  await onServer(anna, id, "phone").toBe(NEWER);
  await send(page).click();
  // Asked about, or taken over and told: the citizen sees it before anything is sent.
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
