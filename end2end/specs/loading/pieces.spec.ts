// Pieces of a page come later than the page: document slots, the check page, the last screen of a booking. They are there before
// they are needed, and a citizen is told when one does not come.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { type Release, expect, test } from "../../fixtures/released.ts";
import type { Server } from "../../fixtures/server.ts";
import { heading } from "../../fixtures/tabs.ts";

const add = (page: Page) => page.getByRole("button", { name: /^Выбрать файлы.*: Медицинские справки/ });
const failed = (page: Page) => page.getByRole("alert").filter({ hasText: "Часть страницы не загрузилась" });

/** Resolves when the browser has this file. */
const fetched = (page: Page, file: string) => page.waitForEvent("requestfinished", (request) => request.url().endsWith(file));

const SLOTS = "split_documents.wasm";

/** Holds the slots back, follows a link that leads to one of them, and lets them come: it takes the focus. */
async function expectLateFocus(page: Page, server: Server, release: Release, follow: () => Promise<void>): Promise<void> {
  await server.doors.fault({ match: `GET ${release.address(SLOTS)}`, kind: "wait" });
  await follow();
  await page.getByRole("alert").getByRole("link", { name: /Медицинские справки/ }).click();
  await expect(heading(page)).toHaveText("Документы");
  await expect(page.getByRole("main").getByText("Загружаем…")).toBeVisible();
  await server.doors.noFaults();
  await expect(add(page)).toBeFocused();
}

test("once a form is there, the check page and the document slots open without a connection", async ({ signedIn: page, anna, context, watchdog }) => {
  watchdog.expectCuts();
  const { id } = await anna.draft();
  const pieces = Promise.all([fetched(page, "split_review.wasm"), fetched(page, "split_documents.wasm")]);
  await openDraft(page, id, "referral");
  await pieces;
  await context.setOffline(true);
  await page.getByRole("link", { name: "Проверить" }).click();
  await expect(heading(page)).toHaveText("Проверьте заявление");
  await page.getByRole("main").getByRole("link", { name: /Медицинские справки/ }).first().click();
  await expect(add(page)).toBeFocused();
  await context.setOffline(false);
});

test("slots that come late take the focus that a link of the check page promised", async ({ signedIn: page, anna, server, release }) => {
  const { id } = await anna.draft();
  await expectLateFocus(page, server, release, async () => {
    await openDraft(page, id, "check-answers");
    await page.getByRole("button", { name: "Проверить", exact: true }).click();
  });
});

test("slots that do not come: the page says so, and shows them once they are there", async ({ signedIn: page, anna, server, release, watchdog }) => {
  watchdog.expect(/GET \/a\/.*split_documents\.wasm/, 503);
  watchdog.expectNoise(/^console error: .*WebAssembly/);
  const { id } = await anna.draft();
  await server.doors.fault({ match: `GET ${release.address("split_documents.wasm")}`, kind: "status", status: 503, times: 99 });
  await openDraft(page, id, "documents");
  await expect(failed(page)).toContainText("Сохранённые ответы не потеряны");
  await expectAccessible(page, "часть страницы не загрузилась");
  await server.doors.noFaults();
  await failed(page).getByRole("button", { name: "Попробовать ещё раз" }).click();
  await expect(add(page)).toBeVisible();
  await expect(failed(page)).toHaveCount(0);
  await expect(heading(page), "not lost with the button").toBeFocused();
  await expect(page.locator("#announcer")).toHaveText("Недостающая часть страницы загрузилась");
});

test("Back while slots are on their way: nothing moves on the page before, and Forward shows them", async ({ signedIn: page, anna, server, release }) => {
  const { id } = await anna.draft();
  await server.doors.fault({ match: `GET ${release.address(SLOTS)}`, kind: "wait", times: 9 });
  await openDraft(page, id);
  const tasks = await heading(page).innerText();
  await page.getByRole("link", { name: "Документы" }).click();
  await expect(heading(page)).toHaveText("Документы");
  await page.goBack();
  await expect(heading(page)).toHaveText(tasks);
  const contacts = page.getByRole("main").getByRole("link", { name: "Контакты" });
  await contacts.focus();
  await server.doors.noFaults();
  await page.waitForTimeout(1_000);
  await expect(contacts, "what has come takes no focus").toBeFocused();
  await page.goForward();
  await expect(add(page)).toBeVisible();
});

test("with «save data», pieces come only when they are shown", async ({ signedIn: page, anna }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
  const { id } = await anna.draft();
  const files: string[] = [];
  page.on("request", (request) => files.push(request.url()));
  const pieces = () => files.filter((file) => /split_(documents|review)/.test(file)).length;
  await openDraft(page, id, "contacts");
  await expect(page.getByRole("textbox", { name: "Телефон", exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Проверить" }).hover();
  await page.waitForTimeout(3_000);
  expect(pieces()).toBe(0);
  await page.getByRole("link", { name: "Проверить" }).click();
  await expect(heading(page)).toHaveText("Проверьте заявление");
  expect(pieces()).toBe(1);
});

test("a link of the error summary leads to a slot as soon as it is there", async ({ signedIn: page, anna, server, release }) => {
  const { id } = await anna.draft();
  await expectLateFocus(page, server, release, async () => {
    await openDraft(page, id, "documents");
    await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  });
});

test("slots of a release that is gone reload the page once", async ({ signedIn: page, anna, release, watchdog }) => {
  watchdog.expect(/GET \/a\/.*split_documents\.wasm/, 404);
  watchdog.expectNoise(/^console error: .*WebAssembly/);
  await page.clock.install();
  const { id } = await anna.draft();
  await release.lose("split_documents.wasm");
  const loads: string[] = [];
  page.on("framenavigated", (frame) => loads.push(frame.url()));
  await openDraft(page, id, "documents");
  await expect(failed(page)).toBeVisible();
  for (let turn = 0; turn < 4; turn += 1) await page.clock.fastForward(20_000);
  expect(loads, "opened, and loaded anew").toHaveLength(2);
  await expect(failed(page).getByRole("button", { name: "Обновить страницу целиком" })).toBeVisible();
});

test("slots of a release that is gone do not reload the page while somebody types", async ({ signedIn: page, anna, server, release, watchdog }) => {
  watchdog.expect(/GET \/a\/.*split_documents\.wasm/, 503, 404);
  watchdog.expectNoise(/^console error: .*WebAssembly/);
  const { id } = await anna.draft();
  await server.doors.fault({ match: `GET ${release.address(SLOTS)}`, kind: "status", status: 503, times: 99 });
  await openDraft(page, id, "documents");
  await expect(failed(page)).toBeVisible();
  await release.lose(SLOTS);
  await server.doors.noFaults();
  const search = page.getByRole("combobox", { name: "Поиск услуги" });
  await search.fill("справка");
  await page.waitForResponse((answer) => answer.url().endsWith(SLOTS) && answer.status() === 404, { timeout: 20_000 });
  await page.waitForTimeout(500);
  await expect(search).toHaveValue("справка");
  await expect(search).toBeFocused();
});

test("a check page that does not come: a step can still be filled in, and the check page opens later", async ({ signedIn: page, anna, server, release, watchdog }) => {
  watchdog.expect(/GET \/a\/.*split_review\.wasm/, 503);
  watchdog.expectNoise(/^console error: .*WebAssembly/);
  const { id } = await anna.draft();
  await server.doors.fault({ match: `GET ${release.address("split_review.wasm")}`, kind: "status", status: 503, times: 99 });
  await openDraft(page, id, "contacts");
  await page.getByRole("link", { name: "Проверить" }).click();
  await expect(heading(page)).toHaveText("Страница не загрузилась");
  await page.goBack();
  await page.getByRole("textbox", { name: "Телефон", exact: true }).fill("+7 900 000-00-01");
  await expect.poll(async () => (await anna.read(id)).answers["phone"]).toBe("+7 900 000-00-01");
  await server.doors.noFaults();
  await page.getByRole("link", { name: "Проверить" }).click();
  await expect(heading(page)).toHaveText("Проверьте заявление");
});
