// One draft in two tabs: what either one types is saved, a conflict is only about answers saved elsewhere, and a draft that is
// deleted or sent is so in both.

import type { Page } from "@playwright/test";
import { ANSWERS } from "../../fixtures/answers.ts";
import { email, onServer, phone, region, savedLine } from "../../fixtures/drafts.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { heading, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const conflict = (page: Page) => page.getByRole("alert").filter({ hasText: "Заявление изменили в другой вкладке или на другом устройстве" });
const row = (page: Page, field: string) => page.getByRole("radiogroup", { name: field, exact: true });
const send = (page: Page) => page.getByRole("main").getByRole("button", { name: "Отправить", exact: true });

test("tabs that take turns and reload have no conflict and keep their answers", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  const other = await openTab(page, `/drafts/${id}/contacts`);
  for (let round = 1; round <= 2; round += 1) {
    for (const [tab, name] of [[page, "here"], [other, "there"]] as const) {
      // Reloads at once, while the save may still be on its way.
      await tab.reload();
      await email(tab).fill(`${name}${round}@example.ru`);
      await tab.reload();
      await expect(email(tab)).toHaveValue(`${name}${round}@example.ru`);
      await expect(conflict(tab)).toHaveCount(0);
      await onServer(anna, id, "email").toBe(`${name}${round}@example.ru`);
    }
  }
});

test("a conflict shows only what somebody else has saved", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/PUT .*drafts/, 412);
  const { id } = await anna.draft();
  await anna.save(id, { phone: "+7 911 000-00-00" });
  await openDraft(page, id, "contacts");
  const other = await openTab(page, `/drafts/${id}/contacts`);
  await phone(other).fill("+7 911 000-00-02");
  await onServer(anna, id, "phone").toBe("+7 911 000-00-02");
  await region(page).fill("Москва");
  await phone(page).fill("+7 911 000-00-01");
  await expect(conflict(page)).toBeVisible();
  await expect(row(page, "Телефон").getByRole("radio")).toHaveCount(2);
  await expect(row(page, "Адрес регистрации"), "nobody else has answered it").toHaveCount(0);
  await row(page, "Телефон").getByRole("radio").last().check();
  await page.getByRole("button", { name: "Сохранить отмеченные ответы" }).click();
  await onServer(anna, id, "address.region").toBe("Москва");
  expect((await anna.read(id)).answers["phone"]).toBe("+7 911 000-00-02");
  await expect(conflict(page)).toHaveCount(0);
});

test("a conflict left unresolved is still there later and overwrites nothing", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/PUT .*drafts/, 412);
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  const other = await openTab(page, `/drafts/${id}/contacts`);
  await phone(other).fill("+7 911 000-00-02");
  await onServer(anna, id, "phone").toBe("+7 911 000-00-02");
  await phone(page).fill("+7 911 000-00-01");
  await expect(conflict(page)).toBeVisible();
  await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
  await page.goBack();
  await expect(conflict(page)).toBeVisible();
  await expect(row(page, "Телефон").getByRole("radio").first()).toHaveAccessibleName("+7 911 000-00-01");
  await expect(row(page, "Телефон").getByRole("radio").last()).toHaveAccessibleName("+7 911 000-00-02");
  expect((await anna.read(id)).answers["phone"]).toBe("+7 911 000-00-02");
});

test("a draft deleted in another tab: the page says so and does not bring it back", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/\/drafts\//, 404);
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  const other = await openTab(page, "/applications");
  await other.getByRole("button", { name: /^Удалить черновик/ }).click();
  await other.getByRole("button", { name: "Да, удалить" }).click();
  await expect(other.getByRole("heading", { name: "Ещё не отправлены" })).toHaveCount(0);
  await email(page).fill("too.late@example.ru");
  await expect(page.getByText(/Не сохранено|удал[её]н/).first()).toBeVisible();
  await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
  await expect(heading(page)).toHaveText("Государственные услуги");
  expect((await anna.json<{ drafts: unknown[] }>("GET", "/drafts")).drafts).toEqual([]);
});

test("a draft sent in another tab: «Отправить» here shows the same application", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/(PUT .*drafts|POST .*submit)/, 409, 412);
  const draft = await anna.readyDraft(ANSWERS);
  await openDraft(page, draft.id, "check-answers");
  const other = await openTab(page, `/drafts/${draft.id}/check-answers`);
  await send(other).click();
  await expect(heading(other)).toHaveText("Заявление отправлено");
  await send(page).click();
  await expect(heading(page)).toHaveText("Заявление отправлено");
  const [application, ...others] = await anna.applications();
  expect(others).toEqual([]);
  await expect(page.getByText(application?.number ?? "—")).toBeVisible();
});

test("a draft sent in another tab while typing here: the page says that it was sent", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/(PUT|GET) .*drafts/, 409, 412);
  const draft = await anna.readyDraft(ANSWERS);
  await openDraft(page, draft.id, "contacts");
  const other = await openTab(page, `/drafts/${draft.id}/check-answers`);
  await send(other).click();
  await expect(heading(other)).toHaveText("Заявление отправлено");
  await email(page).fill("too.late@example.ru");
  await expect(page.getByText(/[Зз]аявление уже отправлено/).first()).toBeVisible();
  // A reload shows the same, and no answers that wait to be saved.
  await page.reload();
  await expect(heading(page)).toHaveText("Это заявление уже отправлено");
  expect(await anna.applications()).toHaveLength(1);
});

test("a tab closed in mid-word: the other one has its answers and no conflict", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  const other = await openTab(page, "/applications");
  await email(page).fill("closed@example.ru");
  await page.close({ runBeforeUnload: true });
  await openDraft(other, id, "contacts");
  await expect(email(other)).toHaveValue("closed@example.ru");
  await expect(conflict(other)).toHaveCount(0);
  await onServer(anna, id, "email").toBe("closed@example.ru");
  await expect(savedLine(other)).toBeVisible();
});
