// What an address needs is fetched while the app itself still loads. Nothing is fetched twice, and nothing that the page does not
// show.

import type { Page } from "@playwright/test";
import { addressesFor } from "../../fixtures/addresses.ts";
import { type Release, expect, test } from "../../fixtures/released.ts";
import type { Server } from "../../fixtures/server.ts";
import { expectSignedOut, heading, openTab, pressSignOut } from "../../fixtures/tabs.ts";

/** Records the addresses that the page asks for from now on: of the API, and names of the app's files. */
function record(page: Page): { api: string[]; files: string[] } {
  const api: string[] = [];
  const files: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/v1")) api.push(pathname.slice("/api/v1".length));
    if (pathname.startsWith("/a/")) files.push(pathname.split("/").at(-1) ?? "");
  });
  return { api, files };
}

// The browser notices that the app does not take its texts while it is held.
test.beforeEach(({ watchdog }) => watchdog.expectNoise(/^console warning: .*ru-main\.json was preloaded/));

const app = (page: Page) => page.locator("#announcer");

/** Answers that were fetched early and that the app has not taken. */
const left = (page: Page) =>
  page.evaluate(() =>
    Object.entries((window as unknown as { okno: { early: object } }).okno.early)
      .filter(([, answer]) => answer !== undefined)
      .map(([address]) => address.replace("/api/v1", "")),
  );

/** Keeps the app from starting until the faults are cleared. */
const holdApp = (server: Server, release: Release) => server.doors.fault({ match: `GET ${release.address("okno_bg.wasm")}`, kind: "wait" });

test("a step of a draft: its part and its first answers are there before the app runs", async ({ signedIn: page, anna, server, release }) => {
  const { id } = await anna.draft();
  const { api, files } = record(page);
  await holdApp(server, release);
  await page.goto(`/drafts/${id}/contacts`, { waitUntil: "commit" });
  const first = ["/session", `/drafts/${id}`, "/session/seal", "/services/mse_application"];
  await expect.poll(() => [...api].sort()).toEqual([...first].sort());
  await expect.poll(() => files).toEqual(expect.arrayContaining(["form.pack", "ru-form.json"]));
  await expect(app(page)).toHaveCount(0);
  await server.doors.noFaults();
  await expect(page.getByRole("textbox", { name: "Телефон", exact: true })).toBeVisible();
  expect(await left(page)).toEqual([]);
  for (const address of first) expect(api.filter((asked) => asked === address), address).toHaveLength(1);
  expect(files.toSorted(), "each file once").toEqual([...new Set(files)].sort());
});

test("the check page: its piece is there before the app runs", async ({ signedIn: page, anna, server, release }) => {
  const { id } = await anna.draft();
  const { files } = record(page);
  await holdApp(server, release);
  await page.goto(`/drafts/${id}/check-answers`, { waitUntil: "commit" });
  await expect.poll(() => files).toEqual(expect.arrayContaining(["form.pack", "split_review.wasm"]));
  await expect(app(page)).toHaveCount(0);
  await server.doors.noFaults();
  await expect(page.getByRole("heading", { level: 1, name: "Проверьте заявление" })).toBeVisible();
  expect(files.toSorted(), "each file once").toEqual([...new Set(files)].sort());
});

test("every page takes what was fetched for it, and only home fetches the list of services", async ({ signedIn: page, anna }) => {
  const { api } = record(page);
  for (const address of await addressesFor(anna)) {
    api.length = 0;
    await page.goto(address);
    await expect(app(page)).toBeAttached();
    await expect.poll(() => left(page), address).toEqual([]);
    expect(api.filter((asked) => asked === "/session"), address).toHaveLength(1);
    expect(api.filter((asked) => asked === "/services"), address).toHaveLength(address === "/" ? 1 : 0);
  }
});

test("home fetches no part of the app", async ({ page }) => {
  const { files } = record(page);
  await page.goto("/");
  await expect(page.getByRole("main").getByRole("link", { name: "Медико-социальная экспертиза" })).toBeVisible();
  await expect(app(page)).toBeAttached();
  expect(files.filter((name) => /^(split|shared)_|pack$/.test(name))).toEqual([]);
});

test("without signing in, a page for citizens fetches only what signing in needs", async ({ page }) => {
  const { api, files } = record(page);
  await page.goto("/applications");
  await expect(page.getByRole("textbox", { name: "Телефон" }).or(page.getByRole("textbox").first()).first()).toBeVisible();
  expect(files.filter((name) => /^split_|pack$/.test(name))).toEqual(["account.pack"]);
  expect(api).toEqual(["/session"]);
});

test("another tab signs out while this one loads: what was fetched for it is not shown", async ({ signedIn: page, anna, server, release }) => {
  const { number } = await anna.application();
  const other = await openTab(page, "/applications");
  const { api } = record(page);
  await holdApp(server, release);
  await page.goto("/applications", { waitUntil: "commit" });
  await expect.poll(() => api).toEqual(expect.arrayContaining(["/applications"]));
  await pressSignOut(other);
  await expectSignedOut(other);
  await server.doors.noFaults();
  await expectSignedOut(page);
  await expect(page.getByText(number)).toHaveCount(0);
});

test("an answer that nobody has taken for half a minute is asked for anew", async ({ page, server, release }) => {
  await page.clock.install();
  const { api } = record(page);
  await holdApp(server, release);
  const answered = page.waitForResponse(/\/api\/v1\/services\/mse_application$/);
  await page.goto("/services/mse_application", { waitUntil: "commit" });
  await (await answered).finished();
  expect(await left(page)).toContain("/services/mse_application");
  await expect(async () => {
    await page.clock.fastForward(31_000);
    expect(await left(page)).toEqual([]);
  }).toPass();
  await server.doors.noFaults();
  await expect(heading(page)).toHaveText("Медико-социальная экспертиза");
  expect(api.filter((address) => address === "/services/mse_application")).toHaveLength(2);
});

test("an app that takes long uses what was asked for early all the same", async ({ page, server, release }) => {
  test.slow();
  const { api } = record(page);
  await holdApp(server, release);
  await page.goto("/", { waitUntil: "commit" });
  // Longer than a request may take. The browser's own limits follow no other clock.
  await page.waitForTimeout(22_000);
  await server.doors.noFaults();
  await expect(app(page)).toBeAttached();
  await expect(page.getByRole("main").getByRole("link", { name: "Медико-социальная экспертиза" })).toBeVisible();
  expect(api.toSorted()).toEqual(["/services", "/session"]);
});

test("pointing at a link fetches its part, and after a failure pointing again does", async ({ page, server, release, watchdog }) => {
  watchdog.expect(/GET \/a\/.*split_service\.wasm/, 503);
  await page.goto("/");
  await expect(app(page)).toBeAttached();
  const link = page.getByRole("main").getByRole("link", { name: "Медико-социальная экспертиза" });
  await server.doors.fault({ match: `GET ${release.address("split_service.wasm")}`, kind: "status", status: 503 });
  const refused = page.waitForResponse((answer) => answer.url().endsWith("split_service.wasm") && answer.status() === 503);
  await link.hover();
  await refused;
  await page.getByRole("heading", { level: 1 }).hover();
  const fetched = page.waitForResponse((answer) => answer.url().endsWith("split_service.wasm") && answer.ok());
  await link.hover();
  await fetched;
});
