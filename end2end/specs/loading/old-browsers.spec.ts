// A browser that cannot run the app is told so, with a way out, and not asked to reload for ever.

import { test } from "../../fixtures/test.ts";
import { expectTold } from "../../fixtures/told-old.ts";

test("без того, что нужно приложению", async ({ page, context, watchdog }) => {
  watchdog.expectNoise(/preloaded using link preload but not used/);
  await context.addInitScript(() => Reflect.deleteProperty(AbortSignal, "timeout"));
  await page.goto("/");
  await expectTold(page);
});
