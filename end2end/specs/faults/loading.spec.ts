// Something that a page needs fails or comes late: the page says what to do, and that works. See ../loading for the whole app.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expect, test } from "../../fixtures/test.ts";

/** The folder of this build's files. Fetched outside the browser, whose cache must stay empty. */
async function assets(page: Page): Promise<string> {
  const html = await (await page.request.get("/")).text();
  return /data-assets="([^"]+)"/.exec(html)?.[1] ?? "";
}

test("the static page is useful before the app has loaded", async ({ page, server }) => {
  await server.doors.fault({ match: "GET /a/", kind: "delay", ms: 1_500, times: 3 });
  await page.goto("/", { waitUntil: "commit" });
  await expect(page.getByRole("heading", { level: 1, name: "Государственные услуги" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Медико-социальная экспертиза" })).toBeVisible();
  await expect(page.locator("#announcer")).toBeAttached();
});

test("a part of the app that failed to load can be tried again at the same address", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/GET \/a\/.*wasm/, 503);
  watchdog.expectNoise(/^console error: .*WebAssembly.*HTTP status code is not ok/);
  const { id } = await anna.draft();
  await page.goto("/applications");
  await expect(page.getByRole("heading", { level: 1, name: "Мои заявки" })).toBeVisible();
  await server.doors.fault({ match: `GET ${await assets(page)}split_form.wasm`, kind: "status", status: 503, times: 99 });
  await page.getByRole("listitem").getByRole("link", { name: "Медико-социальная экспертиза" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Страница не загрузилась" })).toBeVisible();
  await expect(page.getByText("Сохранённые ответы не потеряны.")).toBeVisible();
  await expectAccessible(page, "часть страницы не загрузилась");
  await server.doors.noFaults();
  await page.getByRole("button", { name: "Попробовать ещё раз" }).click();
  await expect(page.getByText("Разделы можно заполнять в любом порядке")).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`/drafts/${id}`);
});

test("«Попробовать ещё раз» opens an application that failed to load", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/GET .*drafts/, 500);
  const { id } = await anna.draft();
  await server.doors.fault({ match: "GET /api/v1/drafts/", kind: "status", status: 500 });
  await page.goto(`/drafts/${id}/contacts`);
  await expectScreen(page, "Заявление не загрузилось");
  await page.getByRole("button", { name: "Попробовать ещё раз" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Контакты" })).toBeVisible();
});

test("a page waits for a slow server", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.draft();
  await server.doors.fault({ match: "GET /api/v1/drafts/", kind: "delay", ms: 1_500 });
  await page.goto(`/drafts/${id}/contacts`);
  await expect(page.getByRole("main").getByText("Загружаем…")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Контакты" })).toBeVisible();
});
