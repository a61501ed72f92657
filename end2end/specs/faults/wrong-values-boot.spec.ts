// The app cannot start: the page says what is wrong and what to do, shows the bureau's phone, and offers to try again.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { expect, test } from "../../fixtures/test.ts";

/** The folder of this build's files, fetched outside the browser. */
async function assets(page: Page): Promise<string> {
  return /data-assets="([^"]+)"/.exec(await (await page.request.get("/")).text())?.[1] ?? "";
}

const heading = (page: Page) => page.getByRole("heading", { level: 1 }).filter({ visible: true });
const phone = (page: Page) => page.locator('a[href^="tel:"]').filter({ visible: true }).first();
const started = (page: Page) => expect(page.locator("#announcer")).toBeAttached({ timeout: 15_000 });

/** Expects one heading, the phone, and no claim that our side broke. */
async function expectTold(page: Page): Promise<void> {
  await expect(phone(page)).toBeVisible();
  await expect(heading(page)).toHaveCount(1);
  await expect(heading(page)).not.toHaveText(/Что-то сломалось на нашей стороне/);
  await expect(page.getByText("Загружаем…")).toBeHidden();
  await expectAccessible(page, "приложение не запустилось");
}

const retry = (page: Page) => page.getByRole("button", { name: /ещё раз|заново|повтор|обновить/i }).filter({ visible: true }).first();

for (const address of ["/", "/applications"]) {
  test(`a browser without WebAssembly (${address}) is told that it does not fit, and shown the phone`, async ({ page, watchdog }) => {
    watchdog.expectNoise(/./);
    await page.addInitScript(() => {
      delete (window as unknown as { WebAssembly?: unknown }).WebAssembly;
    });
    await page.goto(address);
    await expectTold(page);
    await expect(page.locator("body")).toContainText(/браузер/i);
  });
}

for (const [what, fault] of [
  ["503", { kind: "status", status: 503 }],
  ["cut", { kind: "cut" }],
  ["cut in the middle", { kind: "cut_after_bytes", bytes: 2_000 }],
] as const) {
  for (const file of ["okno.js", "okno_bg.wasm"]) {
    test(`${file}, ${what}: the page says that it did not load, and trying again helps`, async ({ page, server, watchdog }) => {
      watchdog.expect(/GET \/a\//, 503, "cut");
      watchdog.expectNoise(/./);
      await server.doors.fault({ match: `GET ${await assets(page)}${file}`, times: 99, ...fault });
      await page.goto("/applications", { waitUntil: "commit" });
      await expectTold(page);
      await expect(retry(page)).toBeVisible();
      await server.doors.noFaults();
      // The app may have started by itself meanwhile.
      await retry(page).click({ timeout: 3_000 }).catch(() => {});
      await started(page);
      await expect(page.getByRole("heading", { level: 1, name: "Вход" })).toBeVisible();
    });
  }
}

test("okno.js hangs: the page does not show «Загружаем…» forever", async ({ page, server, watchdog }) => {
  watchdog.expect(/GET \/a\//, "cut");
  watchdog.expectNoise(/./);
  await page.clock.install();
  await server.doors.fault({ match: `GET ${await assets(page)}okno.js`, kind: "delay", ms: 50_000, times: 99 });
  await page.goto("/applications", { waitUntil: "commit" });
  await expect(page.getByText("Загружаем…")).toBeVisible();
  for (let second = 0; second < 45; second += 15) await page.clock.fastForward(15_000);
  await expect(phone(page)).toBeVisible();
  await expect(retry(page)).toBeVisible();
  await expect(page.locator("body")).not.toContainText("Что-то сломалось на нашей стороне");
  await server.doors.noFaults();
  await page.reload({ waitUntil: "commit" });
  await started(page);
});
