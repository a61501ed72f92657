// One draft in two tabs: what is typed in either is kept, a conflict is only about what somebody else has saved, and a draft
// that is gone or sent is so in both.

import type { Page } from "@playwright/test";
import { ANSWERS } from "../../fixtures/answers.ts";
import { email, onServer, phone, region, savedLine } from "../../fixtures/drafts.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { heading, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const conflict = (page: Page) => page.getByRole("alert").filter({ hasText: "Заявление изменили в другой вкладке или на другом устройстве" });
const row = (page: Page, field: string) => page.getByRole("radiogroup", { name: field, exact: true });
const send = (page: Page) => page.getByRole("main").getByRole("button", { name: "Отправить", exact: true });

test("по очереди, каждый раз открывая заново: спора нет, и ответы на месте", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  const other = await openTab(page, `/drafts/${id}/contacts`);
  for (let round = 1; round <= 2; round += 1) {
    for (const [tab, name] of [[page, "here"], [other, "there"]] as const) {
      // Left and opened again at once, while the save may still be on its way.
      await tab.reload();
      await email(tab).fill(`${name}${round}@example.ru`);
      await tab.reload();
      await expect(email(tab)).toHaveValue(`${name}${round}@example.ru`);
      await expect(conflict(tab)).toHaveCount(0);
      await onServer(anna, id, "email").toBe(`${name}${round}@example.ru`);
    }
  }
});

test("в споре только то, что сохранил кто-то другой", async ({ signedIn: page, anna, watchdog }) => {
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

test("спор, который бросили, не пропадает и ничего не стирает", async ({ signedIn: page, anna, watchdog }) => {
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

test("черновик удалили в другой вкладке: здесь сказано, и он не воскресает", async ({ signedIn: page, anna, watchdog }) => {
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

test("черновик отправили в другой вкладке: «Отправить» здесь показывает ту же заявку", async ({ signedIn: page, anna, watchdog }) => {
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

test("черновик отправили в другой вкладке, а здесь печатают: сказано, что уже отправлено", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/(PUT|GET) .*drafts/, 409, 412);
  const draft = await anna.readyDraft(ANSWERS);
  await openDraft(page, draft.id, "contacts");
  const other = await openTab(page, `/drafts/${draft.id}/check-answers`);
  await send(other).click();
  await expect(heading(other)).toHaveText("Заявление отправлено");
  await email(page).fill("too.late@example.ru");
  await expect(page.getByText(/[Зз]аявление уже отправлено/).first()).toBeVisible();
  // Whoever comes back finds the same, and no answers that wait to be saved.
  await page.reload();
  await expect(heading(page)).toHaveText("Это заявление уже отправлено");
  expect(await anna.applications()).toHaveLength(1);
});

test("вкладку закрыли на полуслове: другая её ответы видит, спора нет", async ({ signedIn: page, anna }) => {
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
