// A foreign script in the page, of an antivirus or an extension, fails. The app does not take that for its own failure: it
// starts, and nothing interrupts it later.

import type { Page } from "@playwright/test";
import { onServer, region } from "../../fixtures/drafts.ts";
import { expect, test } from "../../fixtures/released.ts";
import { heading } from "../../fixtures/tabs.ts";

interface Watched {
  oknoHeadings: string[];
}

/** Adds the script that an antivirus puts into every page, which the app's policy forbids. */
function blocked(): void {
  addEventListener("DOMContentLoaded", () => {
    const script = document.createElement("script");
    script.src = "https://gc.kis.v2.scr.kaspersky-labs.com/x/main.js";
    document.body.append(script);
  });
}

const FAULTS: [what: string, fault: () => void][] = [
  ["a foreign script did not load", blocked],
  ["a foreign script threw an exception", () => addEventListener("DOMContentLoaded", () => setTimeout(() => JSON.parse("<")))],
];

/** Every heading that the page has shown so far. */
const headings = (page: Page) => page.evaluate(() => (window as unknown as Watched).oknoHeadings);

test.beforeEach(async ({ context, server, release, watchdog }) => {
  watchdog.expectNoise(/kaspersky/);
  watchdog.expect(/GET \/x\/main\.js/, "cut");
  watchdog.expectNoise(/^exception: .*JSON/);
  await context.addInitScript(() => {
    const seen: string[] = [];
    (window as unknown as Watched).oknoHeadings = seen;
    const note = () => {
      const text = document.querySelector("h1")?.textContent ?? "";
      if (text !== seen.at(-1)) seen.push(text);
    };
    new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
  });
  // Delays the app, so that the foreign script fails first.
  await server.doors.fault({ match: `GET ${release.address("okno_bg.wasm")}`, kind: "delay", ms: 1_500 });
});

for (const [what, fault] of FAULTS) {
  test(`the app opens and shows no error when ${what}`, async ({ signedIn: page, context, server }) => {
    await context.addInitScript(fault);
    const loads: string[] = [];
    page.on("framenavigated", (frame) => loads.push(frame.url()));
    const cut: string[] = [];
    page.on("requestfailed", (request) => request.url().endsWith("/applications") && cut.push(request.url()));
    // Longer than the page waits before it tries again.
    await server.doors.fault({ match: "GET /api/v1/applications", kind: "delay", ms: 5_000 });
    await page.goto("/applications");
    await expect(heading(page)).toHaveText("Мои заявки");
    await expect(page.getByRole("main")).toContainText("Пока их нет", { timeout: 10_000 });
    expect(cut, "what was on its way").toEqual([]);
    expect(loads, "loaded anew").toHaveLength(1);
    expect(await headings(page)).not.toContainEqual(expect.stringMatching(/не загрузилась|не откроет/));
  });
}

test("a save goes on when a foreign script did not load and the connection returns", async ({ signedIn: page, anna, context, server }) => {
  await context.addInitScript(blocked);
  const { id } = await anna.draft();
  await page.goto(`/drafts/${id}/contacts`);
  await expect(region(page)).toBeVisible();
  const cut: string[] = [];
  page.on("requestfailed", (request) => cut.push(`${request.method()} ${request.url()}`));
  await server.doors.fault({ match: "PUT /api/v1/drafts/", kind: "delay", ms: 1_500 });
  const saving = page.waitForRequest((request) => request.method() === "PUT");
  await region(page).fill("Свердловская область");
  await saving;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await onServer(anna, id, "address.region");
  expect(cut.filter((request) => request.startsWith("PUT"))).toEqual([]);
});
