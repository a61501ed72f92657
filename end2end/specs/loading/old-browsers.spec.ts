// A browser that cannot run the app: the page says so and shows a way out, without asking to reload forever.

import { test } from "../../fixtures/test.ts";
import { expectTold } from "../../fixtures/told-old.ts";

test("a browser without what the app needs is told what to do", async ({ page, context, watchdog }) => {
  watchdog.expectNoise(/preloaded using link preload but not used/);
  await context.addInitScript(() => Reflect.deleteProperty(AbortSignal, "timeout"));
  await page.goto("/");
  await expectTold(page);
});
