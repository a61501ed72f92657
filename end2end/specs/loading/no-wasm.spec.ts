// A browser whose stricter protection switches WebAssembly off.

import { executablePath } from "../../browser.ts";
import { expect, test } from "../../fixtures/test.ts";
import { expectTold } from "../../fixtures/told-old.ts";

test.use({
  launchOptions: {
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--js-flags=--jitless"],
  },
});

for (const address of ["/", "/services/mse_application"]) {
  test(`the page ${address} says what to do`, async ({ page, watchdog }) => {
    watchdog.expectNoise(/preloaded using link preload but not used/);
    await page.goto(address);
    expect(await page.evaluate(() => "WebAssembly" in window)).toBe(false);
    await expectTold(page);
  });
}
