// Somebody else's script in the page, an antivirus's or an extension's, fails: that is no failure of the app, which
// starts, and is not cut later.

import type { Page } from "@playwright/test";
import { onServer, region } from "../../fixtures/drafts.ts";
import { expect, test } from "../../fixtures/released.ts";
import { heading } from "../../fixtures/tabs.ts";

interface Watched {
  oknoHeadings: string[];
}

/** What an antivirus puts into every page, and the policy of the app forbids. */
function blocked(): void {
  addEventListener("DOMContentLoaded", () => {
    const script = document.createElement("script");
    script.src = "https://gc.kis.v2.scr.kaspersky-labs.com/x/main.js";
    document.body.append(script);
  });
}

const FAULTS: [what: string, fault: () => void][] = [
  ["чужой скрипт не загрузился", blocked],
  ["чужой скрипт не разобрал свои данные", () => addEventListener("DOMContentLoaded", () => setTimeout(() => JSON.parse("<")))],
];

/** Every heading that the page shows from its beginning. */
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
  // The app is still on its way when the other script fails.
  await server.doors.fault({ match: `GET ${release.address("okno_bg.wasm")}`, kind: "delay", ms: 1_500 });
});

for (const [what, fault] of FAULTS) {
  test(`${what}: приложение открывается, и никто ничего не замечает`, async ({ signedIn: page, context, server }) => {
    await context.addInitScript(fault);
    const loads: string[] = [];
    page.on("framenavigated", (frame) => loads.push(frame.url()));
    const cut: string[] = [];
    page.on("requestfailed", (request) => request.url().endsWith("/applications") && cut.push(request.url()));
    // Longer than the page would wait before it tried again.
    await server.doors.fault({ match: "GET /api/v1/applications", kind: "delay", ms: 5_000 });
    await page.goto("/applications");
    await expect(heading(page)).toHaveText("Мои заявки");
    await expect(page.getByRole("main")).toContainText("Пока их нет", { timeout: 10_000 });
    expect(cut, "what was on its way").toEqual([]);
    expect(loads, "loaded anew").toHaveLength(1);
    expect(await headings(page)).not.toContainEqual(expect.stringMatching(/не загрузилась|не откроет/));
  });
}

test("чужой скрипт не загрузился, а потом появилась связь: сохранение не оборвано", async ({ signedIn: page, anna, context, server }) => {
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
