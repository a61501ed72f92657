// The small script that fetches the parts of the app does not come: the page waits for it as well and does not reload
// pointlessly.

import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/released.ts";

const SPLITTER = "__wasm_split.js";

const failed = (page: Page) => page.getByRole("heading", { level: 1, name: "Страница не загрузилась" });

test(`without ${SPLITTER} the page does not flicker, and opens by itself once it comes`, async ({ page, release, server, watchdog }) => {
  watchdog.expect(/GET \/a\/.*__wasm_split\.js/, 503);
  watchdog.expectNoise(/^console warning: .*preload/);
  await server.doors.fault({ match: `GET ${release.address(SPLITTER)}`, times: 999, kind: "status", status: 503 });
  await page.goto("/");
  await expect(failed(page)).toBeVisible();
  const loads: string[] = [];
  page.on("framenavigated", (frame) => loads.push(frame.url()));
  // The page tries twice in this time: after three seconds and after six more.
  await page.waitForTimeout(11_000);
  expect(loads, "loaded anew").toEqual([]);
  await server.doors.noFaults();
  await expect(page.locator("#announcer")).toBeAttached({ timeout: 20_000 });
});
