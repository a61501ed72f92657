// A part of the app comes late or not at all: the address and the title match, and the page opens by itself.

import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/test.ts";

async function assets(page: Page): Promise<string> {
  const html = await (await page.request.get("/")).text();
  return /data-assets="([^"]+)"/.exec(html)?.[1] ?? "";
}

// Wide enough to show the links of the header.
test.use({ viewport: { width: 1280, height: 800 } });

const failed = (page: Page) => page.getByRole("heading", { level: 1, name: "Страница не загрузилась" });

test("a section opened offline keeps title and address in step, and opens by itself once online", async ({ signedIn: page, context, watchdog }) => {
  watchdog.expectCuts();
  watchdog.expectNoise(/^console error: .*(Failed to fetch|WebAssembly)/);
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
  await context.setOffline(true);
  await page.getByRole("link", { name: "Мои заявки" }).first().click();
  await expect(page).toHaveTitle("Загружаем… — Окно");
  await expect(failed(page)).toBeVisible({ timeout: 10_000 });
  await expect(page).toHaveTitle("Страница не загрузилась — Окно");
  expect(new URL(page.url()).pathname).toBe("/applications");
  await context.setOffline(false);
  await expect(page.getByRole("heading", { level: 1, name: "Мои заявки" })).toBeVisible({ timeout: 10_000 });
  await expect(page).toHaveTitle("Мои заявки — Окно");
});

test("the page opens by itself once the server has its files again, without a sign from the browser", async ({ page, server, watchdog }) => {
  watchdog.expect(/GET \/a\/.*wasm/, 503);
  watchdog.expectNoise(/^console error: .*WebAssembly/);
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
  await server.doors.fault({ match: `GET ${await assets(page)}split_search.wasm`, kind: "status", status: 503, times: 99 });
  await page.getByRole("searchbox").or(page.getByRole("combobox")).press("Enter");
  await expect(failed(page)).toBeVisible({ timeout: 10_000 });
  await server.doors.noFaults();
  await expect(page.getByRole("heading", { level: 1, name: "Поиск услуги" })).toBeVisible({ timeout: 25_000 });
});

test("a section that does not come: the page says that the connection is slow, and loading goes on", async ({ page, server }) => {
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
  await server.doors.fault({ match: `GET ${await assets(page)}split_places.wasm`, kind: "delay", ms: 12_000 });
  await page.getByRole("link", { name: "Где пройти экспертизу или операцию" }).click();
  await expect(page.getByRole("main").getByRole("status").filter({ hasText: "Связь медленная" })).toBeVisible({ timeout: 12_000 });
  await expect(page.getByRole("button", { name: "Обновить страницу целиком" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Где пройти экспертизу или операцию" })).toBeVisible();
});

test("a section that came after an error is not drawn anew later", async ({ page, server, watchdog }) => {
  watchdog.expect(/GET \/a\/.*(wasm|pack)/, 503);
  watchdog.expectNoise(/^console error: .*WebAssembly/);
  await page.clock.install();
  for (const file of ["account.pack", "split_account.wasm"]) {
    await server.doors.fault({ match: `GET ${await assets(page)}${file}`, kind: "status", status: 503, times: 99 });
  }
  await page.goto("/sign-in");
  await expect(async () => {
    await page.clock.fastForward(1_000);
    await expect(failed(page)).toBeVisible({ timeout: 500 });
  }).toPass();
  await server.doors.noFaults();
  await page.getByRole("button", { name: "Попробовать ещё раз" }).click();
  const login = page.getByRole("textbox").first();
  await login.fill("+79000000001");
  await page.clock.fastForward(20_000);
  await expect(login).toHaveValue("+79000000001");
  await expect(login).toBeFocused();
});

test("a section whose style sheet comes last is shown right after it", async ({ page, server }) => {
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
  await server.doors.fault({ match: `GET ${await assets(page)}booking.css`, kind: "delay", ms: 1_200 });
  const sheets: string[] = [];
  page.on("request", (request) => request.url().endsWith("/booking.css") && sheets.push(request.url()));
  const began = Date.now();
  await page.getByRole("link", { name: "Где пройти экспертизу или операцию" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Где пройти экспертизу или операцию" })).toBeVisible();
  const waited = Date.now() - began;
  expect(await page.evaluate(() => document.querySelector<HTMLLinkElement>('link[data-part="booking"]')?.sheet?.cssRules.length)).toBeGreaterThan(0);
  expect(waited).toBeGreaterThan(1_100);
  expect(sheets, "asked for once").toHaveLength(1);
});

test("a tab keeps its language when another tab switches", async ({ signedIn: page, context, anna }) => {
  await anna.application();
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
  const other = await context.newPage();
  await other.goto("/");
  await other.getByRole("button", { name: "English" }).click();
  await expect(other.getByRole("heading", { level: 1, name: "Government services" })).toBeVisible();
  await page.getByRole("link", { name: "Мои заявки" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Мои заявки" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
  await expect(page.getByRole("main")).not.toContainText(/[a-z]{4}/i);
});
