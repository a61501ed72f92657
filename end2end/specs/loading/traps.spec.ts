// The app dies without a panic, out of memory for example: the citizen is told, and not left with a page that answers to
// nothing.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { expect, test } from "../../fixtures/test.ts";

const CRASH = "Что-то сломалось на нашей стороне";

const TRAPS: [where: string, trap: () => void][] = [
  [
    "по таймеру",
    () => {
      setTimeout(() => {
        throw new WebAssembly.RuntimeError("unreachable");
      });
    },
  ],
  ["в ожидании", () => void Promise.reject(new WebAssembly.RuntimeError("unreachable"))],
];

const crash = (page: Page) => page.getByRole("heading", { level: 1, name: CRASH });

test.beforeEach(async ({ page, watchdog }) => {
  watchdog.expectNoise(/^(crash screen|exception: (unreachable|foreign))/);
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
});

for (const [where, trap] of TRAPS) {
  test(`приложение оборвалось ${where}: об этом сказано, и «Обновить страницу» помогает`, async ({ page }) => {
    await page.evaluate(trap);
    await expect(crash(page)).toBeFocused();
    await expectAccessible(page, CRASH);
    await page.getByRole("button", { name: "Обновить страницу" }).click();
    await expect(page.locator("#announcer")).toBeAttached();
    await expect(crash(page)).toHaveCount(0);
  });
}

test("ошибка чужого скрипта — не наша: страница остаётся", async ({ page }) => {
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
