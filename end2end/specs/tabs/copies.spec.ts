// Answers that one tab could not save survive what another tab does to the same draft.

import type { Page } from "@playwright/test";
import { crash, email, kept, onServer, phone, recovered, savedLine } from "../../fixtures/drafts.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const HERE = "+7 911 000-00-01";
const THERE = "+7 911 000-00-02";
const EMAIL = "there@example.ru";

const conflict = (page: Page) => page.getByRole("alert").filter({ hasText: "Заявление изменили в другой вкладке" });
const row = (page: Page) => page.getByRole("radiogroup", { name: "Телефон", exact: true });

for (const [how, comeBack] of [
  [
    "a reload",
    async (page: Page) => {
      await page.reload();
      return page;
    },
  ],
  [
    "a crash",
    async (page: Page) => {
      const [address, again] = [page.url(), await page.context().newPage()];
      await crash(page);
      await again.goto(address);
      return again;
    },
  ],
] as const) {
  test(`a conflict in one tab outlives another save and ${how}, with the typed text`, async ({ signedIn: page, anna, watchdog }) => {
    watchdog.expect(/PUT .*drafts/, 412);
    const { id } = await anna.draft();
    await openDraft(page, id, "contacts");
    const other = await openTab(page, `/drafts/${id}/contacts`);
    await phone(other).fill(THERE);
    await onServer(anna, id, "phone").toBe(THERE);
    await phone(page).fill(HERE);
    await expect(conflict(page)).toBeVisible();
    await kept(page, id);
    await email(other).fill(EMAIL);
    await onServer(anna, id, "email").toBe(EMAIL);
    await expect(savedLine(other)).toBeVisible();

    const again = await comeBack(page);
    await expect(conflict(again)).toBeVisible();
    await expect(row(again).getByRole("radio").first()).toHaveAccessibleName(HERE);
    await expect(row(again).getByRole("radio").last()).toHaveAccessibleName(THERE);
    expect((await anna.read(id)).answers).toMatchObject({ phone: THERE, email: EMAIL });
  });
}

test("unsaved answers of a crashed tab come back after another tab has saved", async ({ signedIn: page, anna, server, watchdog, context }) => {
  watchdog.expect(/PUT .*drafts/, 412, 503);
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  const other = await openTab(page, `/drafts/${id}/contacts`);
  await server.doors.fault({ match: "PUT /api/v1/drafts/", kind: "status", status: 503, times: 99 });
  await phone(page).fill(HERE);
  await expect(page.getByText("Не сохранено: сервер не отвечает")).toBeVisible();
  await kept(page, id);
  await crash(page);
  await server.doors.noFaults();
  await email(other).fill(EMAIL);
  await onServer(anna, id, "email").toBe(EMAIL);
  await expect(savedLine(other)).toBeVisible();

  const again = await context.newPage();
  await openDraft(again, id, "contacts");
  await expect(recovered(again).or(conflict(again)).first()).toBeVisible();
  await expect(phone(again)).toHaveValue(HERE);
  if (await conflict(again).isVisible()) await again.getByRole("button", { name: "Сохранить отмеченные ответы" }).click();
  await onServer(anna, id, "phone").toBe(HERE);
  expect((await anna.read(id)).answers["email"]).toBe(EMAIL);
});

test("two tabs that typed offline and crashed get both texts back", async ({ signedIn: page, anna, server, watchdog, context }) => {
  watchdog.expectCuts();
  watchdog.expect(/PUT .*drafts/, 412);
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  const other = await openTab(page, `/drafts/${id}/contacts`);
  await expect(email(other)).toBeVisible();
  await server.stop("SIGKILL");
  await phone(page).fill(HERE);
  await email(other).fill(EMAIL);
  for (const tab of [page, other]) await expect(tab.getByText("Не сохранено: нет связи. Ответы на экране целы")).toBeVisible();
  await kept(page, id);
  const again = await context.newPage();
  await crash(page);
  await crash(other);
  await server.start();

  await openDraft(again, id, "contacts");
  await expect(recovered(again)).toBeVisible();
  await expect(phone(again)).toHaveValue(HERE);
  await expect(email(again)).toHaveValue(EMAIL);
  await expect(conflict(again)).toHaveCount(0);
  await onServer(anna, id, "phone").toBe(HERE);
  await onServer(anna, id, "email").toBe(EMAIL);
});
