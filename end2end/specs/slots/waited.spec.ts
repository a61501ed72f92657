// Answers that were asked for early wait for the app. The clock of the server goes on meanwhile.

import { expect, test } from "../../fixtures/slots.ts";

test("a visit that begins while the app still loads is over on the page", async ({ page, context, server, visitor, watchdog }) => {
  watchdog.expectNoise(/^console warning: .*preload/);
  await visitor.book("usual", "2027-02-10T05:00:00Z");
  await server.doors.clock("2027-02-10T04:59:57Z");
  await (await visitor.again(server)).citizen.enter(context);
  const html = await (await page.request.get("/")).text();
  const assets = /data-assets="([^"]+)"/.exec(html)?.[1] ?? "";
  await server.doors.fault({ match: `GET ${assets}okno_bg.wasm`, kind: "wait" });
  const answered = page.waitForResponse(/\/api\/v1\/session$/);
  await page.goto(`/applications/${visitor.application}`, { waitUntil: "commit" });
  await answered;
  await page.waitForTimeout(4_000);
  await server.doors.noFaults();
  await expect(page.getByRole("main")).toContainText("Визит был назначен на 10 февраля");
});
