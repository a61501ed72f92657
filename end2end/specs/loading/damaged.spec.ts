// A file of the app arrived damaged, and the browser caches it for a year. The app fetches the whole file as soon as the server
// has it, and does not blame the browser.

import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { type Release, expect, test } from "../../fixtures/released.ts";
import { dist } from "../../fixtures/server.ts";
import { heading } from "../../fixtures/tabs.ts";

const START = ["okno.js", "okno_bg.wasm", "ru-main.json"];
const { service } = JSON.parse(readFileSync(path.join(dist, "parts.json"), "utf8")) as { service: string[] };
const PART = [...service.map((file) => `${file}.wasm`), "ru-form.json"];

const SERVICE = "Медико-социальная экспертиза";

const failed = (page: Page) => page.getByRole("heading", { level: 1, name: "Страница не загрузилась" });
const again = (page: Page) => page.getByRole("button", { name: "Попробовать ещё раз" });
/** The live region, which only the app makes. */
const app = (page: Page) => page.locator("#announcer");
const tooOld = (page: Page) => page.getByText(/браузер не откроет|устарел/);

/** Size of the file that the browser gets, from the cache or the server. */
const length = (page: Page, address: string) =>
  page.evaluate(async (address) => (await (await fetch(address)).arrayBuffer()).byteLength, address);

/** Puts a damaged copy into the browser's cache, while the server has the whole file. */
async function keepDamaged(page: Page, release: Release, file: string): Promise<void> {
  const address = release.address(file);
  await release.damage(file);
  const damaged = await length(page, address);
  await release.mend();
  expect(await length(page, address), "out of the cache").toBe(damaged);
}

async function openService(page: Page): Promise<void> {
  await page.getByRole("main").getByRole("link", { name: SERVICE, exact: true }).click();
}

test.beforeEach(({ watchdog }) => {
  watchdog.expectNoise(/^console (warning: .*preload|error: .*(MIME|module script|WebAssembly))/);
  watchdog.expectNoise(/^exception: /);
});

for (const file of START) {
  test(`the page opens by itself with a damaged ${file} in the browser's cache`, async ({ page, release }) => {
    await page.goto("/icon.svg");
    await keepDamaged(page, release, file);
    await page.goto("/");
    await expect(app(page).or(tooOld(page)).first()).toBeAttached({ timeout: 20_000 });
    await expect(tooOld(page)).toHaveCount(0);
    await expect(app(page)).toBeAttached();
  });

  test(`«Попробовать ещё раз» opens the page once a damaged ${file} is repaired on the server`, async ({ page, release }) => {
    await release.damage(file);
    await page.goto("/");
    await expect(failed(page)).toBeVisible();
    await release.mend();
    await again(page).click();
    await expect(app(page)).toBeAttached();
  });
}

for (const file of PART) {
  test(`a section opens with a damaged ${file} in the browser's cache`, async ({ page, release }) => {
    await page.goto("/");
    await expect(app(page)).toBeAttached();
    await keepDamaged(page, release, file);
    await openService(page);
    await expect(heading(page)).toHaveText(SERVICE, { timeout: 10_000 });
  });

  test(`«Попробовать ещё раз» opens a section once a damaged ${file} is repaired on the server`, async ({ page, release }) => {
    await page.goto("/");
    await expect(app(page)).toBeAttached();
    await release.damage(file);
    await openService(page);
    await expect(failed(page)).toBeVisible();
    await release.mend();
    await again(page).click();
    await expect(heading(page)).toHaveText(SERVICE);
  });
}

test("a reload opens the page once the server's file is repaired", async ({ page, release }) => {
  await release.damage("okno_bg.wasm");
  await page.goto("/");
  await expect(failed(page)).toBeVisible();
  await release.mend();
  await page.reload();
  await expect(app(page)).toBeAttached({ timeout: 40_000 });
});
