// One connection for all tabs of a browser. The tab that holds it passes everything on; if it goes or freezes, another one takes over.

import type { BrowserContext, Page, Request } from "@playwright/test";
import { banner } from "../../fixtures/cuts.ts";
import { caseStatus } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

/** How soon the other tabs show what one shows, and how soon another tab takes over, ms. */
const SOON = { timeout: 1_000 };
const TAKEOVER = { timeout: 5_000 };

/** The streams that are open. */
function streams(context: BrowserContext): Set<Request> {
  const open = new Set<Request>();
  const isStream = (request: Request) => request.url().endsWith("/api/v1/events");
  context.on("request", (request) => isStream(request) && open.add(request));
  context.on("requestfailed", (request) => open.delete(request));
  context.on("requestfinished", (request) => open.delete(request));
  return open;
}

/** Opens the application in so many tabs. */
async function tabs(context: BrowserContext, address: string, many: number): Promise<Page[]> {
  const pages = [];
  for (let n = 0; n < many; n += 1) {
    const page = await context.newPage();
    await page.goto(address);
    await expect(caseStatus(page)).toHaveText("Принято");
    pages.push(page);
  }
  return pages;
}

const holderOf = (open: Set<Request>): Page => {
  const [stream] = open;
  if (!stream) throw new Error("no stream is open");
  return stream.frame().page();
};

async function expectOne(open: Set<Request>): Promise<void> {
  await expect.poll(() => open.size).toBe(1);
}

test("eight tabs have one connection, and all of them show news within a second", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  const open = streams(page.context());
  const all = await tabs(page.context(), `/applications/${id}`, 8);
  await expectOne(open);
  await server.doors.bureau(id, "check");
  await expect(caseStatus(holderOf(open))).toHaveText("На проверке");
  for (const tab of all) await expect(caseStatus(tab)).toHaveText("На проверке", SOON);
  await expectOne(open);
});

test("the tab that holds the connection is closed: another takes over, and nothing is missed", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  const open = streams(page.context());
  const all = await tabs(page.context(), `/applications/${id}`, 3);
  await expectOne(open);
  const holder = holderOf(open);
  await holder.close();
  open.forEach((request) => request.frame().page() === holder && open.delete(request));
  await server.doors.bureau(id, "check");
  for (const tab of all.filter((tab) => tab !== holder)) await expect(caseStatus(tab)).toHaveText("На проверке", TAKEOVER);
  await expectOne(open);
});

test("the process of the tab that holds the connection dies: another takes over, and nothing is missed", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  const context = page.context();
  const open = streams(context);
  const all = await tabs(context, `/applications/${id}`, 3);
  await expectOne(open);
  const holder = holderOf(open);
  const dead = new Set<Page>();
  // Tabs may share a process.
  for (const tab of all) tab.on("crash", () => dead.add(tab));
  const session = await context.newCDPSession(holder);
  session.send("Page.crash").catch(() => undefined);
  await expect.poll(() => dead.has(holder)).toBe(true);
  for (const tab of dead) {
    open.forEach((request) => request.frame().page() === tab && open.delete(request));
    await tab.close();
  }
  await server.doors.bureau(id, "check");
  const others = all.filter((tab) => !dead.has(tab));
  expect(others).not.toEqual([]);
  for (const tab of others) await expect(caseStatus(tab)).toHaveText("На проверке", TAKEOVER);
  await expectOne(open);
});

test("the tab that holds the connection is frozen: another takes over, and the frozen one follows when it wakes", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  const open = streams(page.context());
  const all = await tabs(page.context(), `/applications/${id}`, 3);
  await expectOne(open);
  const holder = holderOf(open);
  const thawed = holder.evaluate(() => {
    const end = performance.now() + 9_000;
    while (performance.now() < end);
  });
  const others = all.filter((tab) => tab !== holder);
  await expect.poll(() => open.size, TAKEOVER).toBe(2);
  await server.doors.bureau(id, "check");
  for (const tab of others) await expect(caseStatus(tab)).toHaveText("На проверке", SOON);
  await thawed;
  await expect(caseStatus(holder)).toHaveText("На проверке", TAKEOVER);
  await expectOne(open);
  await server.doors.bureau(id, "refuse", "documents_invalid");
  for (const tab of all) await expect(caseStatus(tab)).toHaveText("Отклонено", SOON);
});

test("the connection is lost: every tab says so, and every tab is up to date afterwards", async ({ signedIn: page, anna, server, network, watchdog }) => {
  watchdog.expectCuts();
  const { id } = await anna.application();
  const context = page.context();
  await anna.enter(context, network.origin);
  const open = streams(context);
  const all = await tabs(context, `${network.origin}/applications/${id}`, 3);
  await expectOne(open);
  network.cut();
  for (const tab of all) await expect(banner(tab)).toBeVisible({ timeout: 12_000 });
  await server.doors.bureau(id, "check");
  network.restore();
  for (const tab of all) await expect(caseStatus(tab)).toHaveText("На проверке", { timeout: 30_000 });
  for (const tab of all) await expect(banner(tab)).toHaveCount(0);
  await expectOne(open);
});

test("in a browser without locks each tab has a connection of its own", async ({ signedIn: page, anna, server }) => {
  const context = page.context();
  await context.addInitScript(() => Object.defineProperty(navigator, "locks", { value: undefined }));
  const { id } = await anna.application();
  const open = streams(context);
  const all = await tabs(context, `/applications/${id}`, 2);
  await expect.poll(() => open.size).toBe(2);
  await server.doors.bureau(id, "check");
  for (const tab of all) await expect(caseStatus(tab)).toHaveText("На проверке");
});

test("a tab that is opened on another page later gets what it has missed", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  const context = page.context();
  const open = streams(context);
  await tabs(context, `/applications/${id}`, 1);
  const list = await context.newPage();
  await list.goto("/applications");
  const row = list.getByRole("row").filter({ hasText: number });
  await expect(row).toContainText("Принято");
  await server.doors.bureau(id, "check");
  await expect(row).toContainText("На проверке", SOON);
  await expectOne(open);
});
