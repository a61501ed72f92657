// An address brings the files of its part as one. A pack that does not come whole is no reason to wait or to see an error.

import type { Page } from "@playwright/test";
import { openDraft } from "../../fixtures/journey.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { expect, test } from "../../fixtures/released.ts";
import { heading } from "../../fixtures/tabs.ts";

/** Code that the page fetches from the server from now on; what comes out of the browser's cache does not count. */
async function fromServer(page: Page): Promise<string[]> {
  const names: string[] = [];
  const session = await page.context().newCDPSession(page);
  const addresses = new Map<string, string>();
  await session.send("Network.enable");
  session.on("Network.responseReceived", ({ requestId, response }) => {
    if (!response.fromDiskCache) addresses.set(requestId, response.url);
  });
  session.on("Network.loadingFinished", ({ requestId }) => {
    const name = addresses.get(requestId)?.split("/").at(-1) ?? "";
    if (/\.(wasm|pack)$/.test(name)) names.push(name);
  });
  return names;
}

const isShown = (page: Page) => expect(page.getByRole("textbox", { name: "Телефон", exact: true })).toBeVisible();
const own = (names: string[]) => names.filter((name) => name !== "okno_bg.wasm");

test("an address brings one file of code, and a reload brings none", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  const names = await fromServer(page);
  await openDraft(page, id, "contacts");
  await isShown(page);
  expect(own(names).filter((name) => !/^(split_(documents|review)|shared_)/.test(name))).toEqual(["form.pack"]);
  // The pieces that come after the page.
  await page.waitForLoadState("networkidle");
  names.length = 0;
  await page.reload();
  await isShown(page);
  expect(names).toEqual([]);
});

test("a page that was opened by a link is reloaded out of the cache", async ({ signedIn: page, anna }) => {
  await anna.application();
  const names = await fromServer(page);
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
  await goToSection(page, "Мои заявки");
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
  await expect.poll(() => names).toContain("split_cases.wasm");
  names.length = 0;
  await page.reload();
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
  expect(names).toEqual([]);
});

test("after a page by its address, a link to another part brings only what is missing", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  const names = await fromServer(page);
  await openDraft(page, id, "contacts");
  await isShown(page);
  await page.waitForLoadState("networkidle");
  names.length = 0;
  await goToSection(page, "Мои заявки");
  await expect(heading(page)).toHaveText("Мои заявки");
  expect(names).toContain("split_cases.wasm");
  expect(names.filter((name) => name.endsWith(".pack"))).toEqual([]);
  // Reloading now needs both: one came as a pack, the other file by file.
  await page.goBack();
  await isShown(page);
  names.length = 0;
  await page.reload();
  await isShown(page);
  expect(names).toEqual([]);
});

test("a pack that the server refuses: the page comes file by file", async ({ signedIn: page, anna, server, release, watchdog }) => {
  watchdog.expect(/GET \/a\/.*form\.pack/, 503);
  watchdog.expectNoise(/^console error: .*WebAssembly/);
  const { id } = await anna.draft();
  await server.doors.fault({ match: `GET ${release.address("form.pack")}`, kind: "status", status: 503, times: 99 });
  await openDraft(page, id, "contacts");
  await isShown(page);
});

for (const bytes of [0, 10, 60_000]) {
  test(`a pack that is cut after ${bytes} bytes: the page comes file by file`, async ({ signedIn: page, anna, server, release, watchdog }) => {
    watchdog.expect(/GET \/a\/.*form\.pack/, "cut");
    watchdog.expectNoise(/^console error: .*(WebAssembly|fetch)/);
    const { id } = await anna.draft();
    await server.doors.fault({ match: `GET ${release.address("form.pack")}`, kind: "cut_after_bytes", bytes, times: 99 });
    await openDraft(page, id, "contacts");
    await isShown(page);
  });
}

test("a damaged pack that the browser keeps: the page comes file by file", async ({ signedIn: page, anna, release }) => {
  const { id } = await anna.draft();
  await release.damage("form.pack");
  await page.goto("/icon.svg");
  await page.evaluate(async (address) => (await fetch(address)).arrayBuffer(), release.address("form.pack"));
  await release.mend();
  await openDraft(page, id, "contacts");
  await isShown(page);
});

test("a pack that is not there: the page comes file by file, without loading anew", async ({ signedIn: page, anna, release, watchdog }) => {
  watchdog.expect(/GET \/a\/.*form\.pack/, 404);
  const { id } = await anna.draft();
  await release.lose("form.pack");
  const loads: string[] = [];
  page.on("framenavigated", (frame) => loads.push(frame.url()));
  await openDraft(page, id, "contacts");
  await isShown(page);
  expect(loads).toHaveLength(1);
});

test("a pack and files of a release that is gone reload the page once", async ({ signedIn: page, anna, release, watchdog }) => {
  watchdog.expect(/GET \/a\/.*/, 404);
  watchdog.expectNoise(/^console error: .*WebAssembly/);
  const { id } = await anna.draft();
  for (const file of ["form.pack", "split_form.wasm"]) await release.lose(file);
  const loads: string[] = [];
  page.on("framenavigated", (frame) => loads.push(frame.url()));
  await openDraft(page, id, "contacts");
  await expect(page.getByRole("heading", { level: 1, name: "Страница не загрузилась" })).toBeVisible({ timeout: 20_000 });
  expect(loads, "opened, and loaded anew").toHaveLength(2);
});

test("a page that a link had brought: after a reload its pieces come by themselves", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await page.goto("/");
  await goToSection(page, "Мои заявки");
  await page.getByRole("main").getByRole("link", { name: /Продолжить|МСЭ|экспертиз/ }).first().click();
  await expect(page).toHaveURL(new RegExp(id));
  await page.reload();
  const loads: string[] = [];
  page.on("framenavigated", (frame) => loads.push(frame.url()));
  const packs: string[] = [];
  page.on("request", (request) => request.url().endsWith(".pack") && packs.push(request.url()));
  await page.getByRole("link", { name: "Документы" }).click();
  await expect(page.getByRole("button", { name: /^Выбрать файлы.*: Медицинские справки/ })).toBeVisible();
  await page.getByRole("link", { name: "Проверить" }).click();
  await expect(heading(page)).toHaveText("Проверьте заявление");
  expect(packs).toEqual([]);
  expect(loads.length, "no full load").toBeLessThanOrEqual(2);
  expect(await page.evaluate(() => sessionStorage.getItem("okno.outdated"))).toBeNull();
});

test("a pack that stops on its way keeps no other page waiting", async ({ signedIn: page, anna, server, release }) => {
  const { id } = await anna.draft();
  await page.clock.install();
  await server.doors.fault({ match: `GET ${release.address("form.pack")}`, kind: "wait", times: 9 });
  await page.goto(`/drafts/${id}/contacts`);
  await expect(page.locator("#announcer")).toBeAttached();
  await goToSection(page, "Мои заявки");
  await page.clock.fastForward(16_000);
  await expect(heading(page)).toHaveText("Мои заявки");
  await page.goBack();
  await isShown(page);
});

test("without storage, a page comes as a pack each time", async ({ signedIn: page, anna }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, "sessionStorage", {
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    }),
  );
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await isShown(page);
  await goToSection(page, "Мои заявки");
  await expect(heading(page)).toHaveText("Мои заявки");
});
