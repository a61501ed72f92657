// A file of the app came damaged, and the browser keeps what it has for a year: the whole file is fetched as soon as there
// is one, and the browser is not blamed.

import type { Page } from "@playwright/test";
import { type Release, expect, test } from "../../fixtures/released.ts";
import { heading } from "../../fixtures/tabs.ts";

const START = ["okno.js", "__wasm_split.js", "okno_bg.wasm", "ru-main.json"];
const PART = ["split_form.wasm", "ru-form.json"];

const SERVICE = "Медико-социальная экспертиза";

const failed = (page: Page) => page.getByRole("heading", { level: 1, name: "Страница не загрузилась" });
const again = (page: Page) => page.getByRole("button", { name: "Попробовать ещё раз" });
/** Only the app has it. */
const app = (page: Page) => page.locator("#announcer");
const tooOld = (page: Page) => page.getByText(/браузер не откроет|устарел/);

/** How much of a file the browser gets, perhaps out of its cache. */
const length = (page: Page, address: string) =>
  page.evaluate(async (address) => (await (await fetch(address)).arrayBuffer()).byteLength, address);

/** The browser keeps a damaged copy, and the server has the whole file. */
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
  test(`${file} повреждён в памяти браузера: страница открывается сама`, async ({ page, release }) => {
    await page.goto("/icon.svg");
    await keepDamaged(page, release, file);
    await page.goto("/");
    await expect(app(page).or(tooOld(page)).first()).toBeAttached({ timeout: 20_000 });
    await expect(tooOld(page)).toHaveCount(0);
    await expect(app(page)).toBeAttached();
  });

  test(`${file} повреждён на сервере, потом исправлен: «Попробовать ещё раз» открывает страницу`, async ({ page, release }) => {
    await release.damage(file);
    await page.goto("/");
    await expect(failed(page)).toBeVisible();
    await release.mend();
    await again(page).click();
    await expect(app(page)).toBeAttached();
  });
}

for (const file of PART) {
  test(`${file} повреждён в памяти браузера: раздел открывается`, async ({ page, release }) => {
    await page.goto("/");
    await expect(app(page)).toBeAttached();
    await keepDamaged(page, release, file);
    await openService(page);
    await expect(heading(page)).toHaveText(SERVICE, { timeout: 10_000 });
  });

  test(`${file} повреждён на сервере, потом исправлен: «Попробовать ещё раз» открывает раздел`, async ({ page, release }) => {
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

test("повреждение на сервере исправлено: обновление страницы её открывает", async ({ page, release }) => {
  await release.damage("okno_bg.wasm");
  await page.goto("/");
  await expect(failed(page)).toBeVisible();
  await release.mend();
  await page.reload();
  await expect(app(page)).toBeAttached({ timeout: 40_000 });
});
