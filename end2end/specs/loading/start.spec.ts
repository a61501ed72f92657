// The app does not arrive: the page says what is wrong and what to do, shows the bureau's phone, and keeps trying.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import type { Fault } from "../../fixtures/doors.ts";
import type { Server } from "../../fixtures/server.ts";
import { translate, translated } from "../../fixtures/translator.ts";
import { expect, test } from "../../fixtures/test.ts";

const PHONE = "8 800 000-00-00";
const FILES = ["okno.js", "okno_bg.wasm"];

const failed = (page: Page) => page.getByRole("heading", { level: 1, name: "Страница не загрузилась" });
const again = (page: Page) => page.getByRole("button", { name: "Попробовать ещё раз" });
const phone = (page: Page) => page.getByRole("main").getByRole("link", { name: PHONE });
/** The live region, which only the app makes. */
const app = (page: Page) => page.locator("#announcer");

/** The folder of this build's files. Fetched outside the browser, whose cache must stay empty. */
async function assets(page: Page): Promise<string> {
  const html = await (await page.request.get("/")).text();
  return /data-assets="([^"]+)"/.exec(html)?.[1] ?? "";
}

type Kind = Fault extends infer One ? (One extends Fault ? Omit<One, "match"> : never) : never;

async function breakFile(page: Page, server: Server, file: string, fault: Kind): Promise<void> {
  await server.doors.fault({ times: 99, ...fault, match: `GET ${await assets(page)}${file}` } as Fault);
}

async function expectHelp(page: Page, title: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeFocused();
  await expect(page).toHaveTitle(`${title} — Окно`);
  await expect(phone(page)).toHaveAttribute("href", `tel:${PHONE}`);
  await expect(page.getByRole("main")).toHaveCount(1);
  await expect(page.locator("#crash")).toBeHidden();
  await expectAccessible(page, title);
}

test.beforeEach(({ watchdog }) => watchdog.expectNoise(/^console (warning: .*preload|error: .*(MIME|module script|WebAssembly))/));

for (const file of FILES) {
  test(`503 for ${file}: the page says what to do, and the button helps`, async ({ page, server, watchdog }) => {
    watchdog.expect(/GET \/a\//, 503);
    await breakFile(page, server, file, { kind: "status", status: 503 });
    await page.goto("/services/mse_application");
    await expectHelp(page, "Страница не загрузилась");
    await expect(page.getByRole("main")).toContainText("Сохранённые ответы не потеряны");
    await again(page).click();
    await expect(page.getByRole("status").filter({ hasText: "Пока не получилось" })).toBeVisible();
    await server.doors.noFaults();
    await again(page).click();
    await expect(app(page)).toBeAttached();
    await expect(page.getByRole("heading", { level: 1, name: "Медико-социальная экспертиза" })).toBeVisible();
  });

  test(`with ${file} cut off, the page opens by itself once the file comes`, async ({ page, server, watchdog }) => {
    watchdog.expectCuts();
    await breakFile(page, server, file, { kind: "cut_after_bytes", bytes: 700 });
    await page.goto("/");
    await expect(failed(page)).toBeVisible();
    await server.doors.noFaults();
    await expect(app(page)).toBeAttached({ timeout: 15_000 });
    await expect(failed(page)).toHaveCount(0);
  });

  test(`with ${file} very slow, «Загружаем…» does not stay forever, and loading goes on`, async ({ page, server, network }) => {
    await page.clock.install();
    await breakFile(page, server, file, { kind: "wait", times: 1 });
    await page.goto(`${network.origin}/services/mse_application`, { waitUntil: "commit" });
    const status = page.getByRole("main").getByRole("status");
    await expect(status).toHaveText("Загружаем…");
    await page.clock.fastForward(10_000);
    await expect(status).toHaveText(/^Загружаем… Связь медленная/);
    await expect(again(page)).toHaveCount(0);
    await page.clock.fastForward(20_000);
    await expect(status.first()).toHaveText(/^Загружаем слишком долго/);
    await expect(phone(page)).toBeVisible();
    await expectAccessible(page, "загружается слишком долго");
    const loads: string[] = [];
    page.on("framenavigated", (frame) => loads.push(frame.url()));
    await server.doors.noFaults();
    await expect(app(page), "what was on its way arrives").toBeAttached({ timeout: 15_000 });
    await expect(status).toHaveCount(0);
    expect(loads, "loaded anew").toEqual([]);
    // Otherwise the end of the test cuts what the page still asks for.
    await expect(page.getByRole("heading", { level: 1, name: "Медико-социальная экспертиза" })).toBeVisible();
  });
}

test("«Попробовать ещё раз» replaces a dead connection with a new one", async ({ page, network, watchdog }) => {
  watchdog.expectCuts();
  await page.clock.install();
  await page.goto(`${network.origin}/nowhere`);
  await expect(app(page)).toBeAttached();
  const session = await page.context().newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  network.delay(300);
  await page.reload({ waitUntil: "commit" });
  network.blackHole();
  await page.clock.fastForward(30_000);
  await expect(again(page)).toBeVisible();
  network.delay(0);
  network.restore();
  await again(page).click();
  await expect(app(page)).toBeAttached({ timeout: 45_000 });
});

test("texts that fail at first are fetched again without a word", async ({ page, server, watchdog }) => {
  watchdog.expect(/GET \/a\/.*main\.json/, 503);
  await breakFile(page, server, "ru-main.json", { kind: "status", status: 503, times: 2 });
  await page.goto("/");
  await expect(app(page)).toBeAttached();
  await expect(failed(page)).toHaveCount(0);
});

test("without its texts the page says what to do, and opens by itself once they come", async ({ page, server, watchdog }) => {
  watchdog.expect(/GET \/a\/.*main\.json/, 503);
  await breakFile(page, server, "ru-main.json", { kind: "status", status: 503 });
  await page.goto("/");
  await expect(failed(page)).toBeVisible();
  await expectHelp(page, "Страница не загрузилась");
  await server.doors.noFaults();
  await expect(app(page)).toBeAttached({ timeout: 15_000 });
});

test("the page looks as it should before any other file has come", async ({ page, server }) => {
  for (const file of [...FILES, "ru-main.json"]) await breakFile(page, server, file, { kind: "wait", times: 1 });
  await page.goto("/", { waitUntil: "commit" });
  const heading = page.getByRole("heading", { level: 1, name: "Государственные услуги" });
  await expect(heading).toBeVisible();
  expect(await heading.evaluate((element) => getComputedStyle(element).fontWeight), "not the browser's own style").toBe("650");
  await expect(app(page)).toHaveCount(0);
  await server.doors.noFaults();
  await expect(app(page)).toBeAttached();
});

test("the buttons of a page that did not load work in a translated page", async ({ page, server, watchdog }) => {
  watchdog.expect(/GET \/a\//, 503);
  await breakFile(page, server, "okno.js", { kind: "status", status: 503 });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Страница не загрузилась" })).toBeVisible();
  await translate(page);
  await page.getByText(translated("Попробовать ещё раз")).click();
  await expect(page.getByRole("main").getByRole("status"), "only a press is answered").not.toBeEmpty();
  await server.doors.noFaults();
  await expect(app(page)).toBeAttached({ timeout: 20_000 });
});

test("a section works without its style sheet, which comes later by itself", async ({ page, server, watchdog }) => {
  watchdog.expect(/GET \/a\/.*booking\.css/, 503);
  watchdog.expectNoise(/^console error: Refused to apply style/);
  // It is asked for again and again, not only once more.
  await breakFile(page, server, "booking.css", { kind: "status", status: 503, times: 4 });
  await page.goto("/institutions");
  await expect(page.getByRole("heading", { level: 1, name: "Где пройти экспертизу или операцию" })).toBeVisible();
  const isStyled = () => page.locator(".filters__end").first().evaluate((element) => getComputedStyle(element).display === "flex");
  expect(await isStyled()).toBe(false);
  await expect.poll(isStyled, { timeout: 20_000 }).toBe(true);
});

test("a page that fails again waits longer and does not flicker", async ({ page, server, watchdog }) => {
  watchdog.expect(/GET \/a\//, 404);
  await breakFile(page, server, "okno.js", { kind: "status", status: 404 });
  await page.goto("/");
  await expect(failed(page)).toBeVisible();
  await page.waitForEvent("framenavigated");
  await expect(failed(page)).toBeVisible();
  const loads: string[] = [];
  page.on("framenavigated", (frame) => loads.push(frame.url()));
  await page.waitForTimeout(7_000);
  expect(loads).toEqual([]);
});

test("in English, the page says what to do", async ({ page, context, server, watchdog }) => {
  watchdog.expect(/GET \/a\//, 503);
  await context.addInitScript(() => localStorage.setItem("okno.language", "en"));
  await breakFile(page, server, "okno.js", { kind: "status", status: 503 });
  await page.goto("/services/mse_application");
  await expect(page.getByRole("heading", { level: 1, name: "The page did not load" })).toBeFocused();
  await expect(page.getByRole("main")).not.toContainText(/[а-яё]/i);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

for (const [language, heading, reload] of [
  ["ru", "Что-то сломалось на нашей стороне", "Обновить страницу"],
  ["en", "Something went wrong on our side", "Reload the page"],
] as const) {
  test(`the crash screen is in the language of the page: ${language}`, async ({ page, context, watchdog }) => {
    watchdog.expectNoise(/^(crash screen|exception: (unreachable|SecurityError))/);
    await context.addInitScript((code) => localStorage.setItem("okno.language", code), language);
    await page.goto("/");
    await expect(app(page)).toBeAttached();
    // Safari throws this after a hundred calls in half a minute.
    await page.evaluate(() => {
      history.pushState = () => {
        throw new DOMException("too many", "SecurityError");
      };
    });
    await page.locator("header nav a").first().click();
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeFocused();
    await expect(phone(page)).toBeVisible();
    await expect(page.getByRole("main")).toHaveCount(1);
    await expectAccessible(page, heading);
    await page.getByRole("button", { name: reload }).click();
    await expect(app(page)).toBeAttached();
    await expect(page.locator("#crash")).toBeHidden();
  });
}

test("the document has one «main»", async ({ page }) => {
  await page.goto("/");
  await expect(app(page)).toBeAttached();
  await expect(page.locator("main")).toHaveCount(1);
});
