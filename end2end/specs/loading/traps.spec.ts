// The app dies without a panic, for example out of memory: the page says so instead of silently ignoring the citizen.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { expect, test } from "../../fixtures/test.ts";

const CRASH = "Что-то сломалось на нашей стороне";

const TRAPS: [where: string, trap: () => void][] = [
  [
    "in a timer",
    () => {
      setTimeout(() => {
        throw new WebAssembly.RuntimeError("unreachable");
      });
    },
  ],
  ["in a promise", () => void Promise.reject(new WebAssembly.RuntimeError("unreachable"))],
];

const crash = (page: Page) => page.getByRole("heading", { level: 1, name: CRASH });

test.beforeEach(async ({ page, watchdog }) => {
  watchdog.expectNoise(/^(crash screen|exception: (unreachable|foreign))/);
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
});

for (const [where, trap] of TRAPS) {
  test(`the app died ${where}: the page says so, and «Обновить страницу» helps`, async ({ page }) => {
    await page.evaluate(trap);
    await expect(crash(page)).toBeFocused();
    await expectAccessible(page, CRASH);
    await page.getByRole("button", { name: "Обновить страницу" }).click();
    await expect(page.locator("#announcer")).toBeAttached();
    await expect(crash(page)).toHaveCount(0);
  });
}

test("an error of a foreign script leaves the page as it is", async ({ page }) => {
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error("foreign");
    });
    void Promise.reject(new Error("foreign"));
  });
  await page.getByRole("link", { name: "Где пройти экспертизу или операцию" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Где пройти экспертизу или операцию" })).toBeVisible();
  await expect(crash(page)).toHaveCount(0);
});
