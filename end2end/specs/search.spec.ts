// Search over the services (S-03): a combobox by the pattern of the APG that forgives mistakes and shows open services only.
// The words never go into the address, because they may tell about somebody's health.

import { rm } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/axe.ts";
import { Citizen } from "../fixtures/citizen.ts";
import { listen } from "../fixtures/cuts.ts";
import { expectFocus } from "../fixtures/focus.ts";
import { ANNA } from "../fixtures/people.ts";
import { change, folder } from "../fixtures/publishing.ts";
import { expectScreen } from "../fixtures/screen.ts";
import { Server } from "../fixtures/server.ts";
import { expectNoneOf, followAddresses, stored } from "../fixtures/storage.ts";
import { expect, test } from "../fixtures/test.ts";

const MSE = "Медико-социальная экспертиза";
const box = (page: Page) => page.getByRole("combobox", { name: "Поиск услуги" });
const options = (page: Page) => page.getByRole("listbox").getByRole("option");
const main = (page: Page) => page.getByRole("main");

async function type(page: Page, words: string): Promise<void> {
  await box(page).fill(words);
  await expect(options(page).first(), `«${words}» suggests something`).toBeVisible();
}

/** Expects the page of results for these words, with the focus on its heading. */
async function expectFound(page: Page, words: string): Promise<void> {
  await expect(main(page).getByText(`Вы искали: ${words}`, { exact: true })).toBeVisible();
  await expect(main(page).getByText("Загружаем…")).toHaveCount(0);
  await expectScreen(page, "Поиск услуги");
  await expectFocus(page, "heading", "Поиск услуги");
}

test("suggestions work with arrows, Esc and Enter while the focus stays in the box", async ({ page }) => {
  await page.goto("/");
  await box(page).focus();
  await expect(box(page)).toHaveAttribute("aria-expanded", "false");
  await type(page, "операция");
  const said = page.locator("#announcer");
  await expect(said).toHaveText(/^Найден[ао] \d+ услуг/);
  await expect(box(page)).toHaveAttribute("aria-expanded", "true");
  await expect(box(page)).not.toHaveAttribute("aria-activedescendant");
  await expectAccessible(page, "подсказки открыты");
  const count = await options(page).count();
  expect(count).toBeGreaterThan(1);
  const active = async () => {
    await expectFocus(page, "combobox", "Поиск услуги");
    const id = (await box(page).getAttribute("aria-activedescendant")) ?? "";
    const option = page.locator(`#${id}`);
    await expect(option).toHaveAttribute("aria-selected", "true");
    await expect(page.locator("[role=option][aria-selected=true]")).toHaveCount(1);
    return option;
  };
  // Down through all of them and round to the first, then up again.
  for (let index = 0; index < count; index += 1) {
    await page.keyboard.press("ArrowDown");
    expect(await (await active()).textContent()).toBe(await options(page).nth(index).textContent());
  }
  await page.keyboard.press("ArrowDown");
  expect(await (await active()).textContent()).toBe(await options(page).first().textContent());
  await page.keyboard.press("ArrowUp");
  const last = await active();
  expect(await last.textContent()).toBe(await options(page).last().textContent());
  await expectAccessible(page, "подсказка выбрана стрелкой");

  await page.keyboard.press("Escape");
  await expect(options(page)).toHaveCount(0);
  await expect(box(page)).toHaveAttribute("aria-expanded", "false");
  await expect(box(page)).not.toHaveAttribute("aria-activedescendant");

  await type(page, "инвалидность");
  const first = (await options(page).first().textContent()) ?? "";
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expectScreen(page, first);
  await expectFocus(page, "heading", first);
  await expect(box(page)).toHaveValue("");
});

test("a suggestion can be clicked, and leaving the box closes the list", async ({ page }) => {
  await page.goto("/");
  await type(page, "копия");
  await expect(options(page)).toHaveText(["Копия заключения"]);
  await page.getByRole("heading", { level: 1 }).click();
  await expect(options(page)).toHaveCount(0);
  await type(page, "копия заключения");
  await options(page).getByText("Копия заключения", { exact: true }).click();
  await expectScreen(page, "Копия заключения");
});

test("a suggestion can be chosen by a bare click event, as assistive technology sends it", async ({ page }) => {
  await page.goto("/");
  await type(page, "копия");
  await options(page).first().dispatchEvent("click");
  await expectScreen(page, "Копия заключения");
});

test("suggestions that come after «Найти» do not open over the results", async ({ page, server, watchdog }) => {
  watchdog.expect(/GET \/a\/.*wasm/, 503);
  watchdog.expectNoise(/^console error: .*WebAssembly.*HTTP status code is not ok/);
  const html = await (await page.request.get("/")).text();
  const assets = /data-assets="([^"]+)"/.exec(html)?.[1] ?? "";
  await page.goto("/");
  // The part of the app that suggests fails before the words are searched for, and comes when the box is used again.
  await server.doors.fault({ match: `GET ${assets}split_search.wasm`, kind: "status", status: 503 });
  const refused = page.waitForResponse(/split_search\.wasm/);
  await box(page).focus();
  await refused;
  await box(page).fill("группа инвалидности");
  await page.keyboard.press("Enter");
  await expectFound(page, "группа инвалидности");
  await box(page).focus();
  await page.waitForTimeout(1_000);
  await expect(options(page)).toHaveCount(0);
  await expect(box(page)).toHaveAttribute("aria-expanded", "false");
  // The same while only the suggestions are on their way.
  await server.doors.fault({ match: "POST /api/v1/services/search", kind: "delay", ms: 700, times: 2 });
  const suggested = page.waitForRequest(/services\/search/);
  await box(page).fill("жалоба на решение");
  await suggested;
  await page.keyboard.press("Enter");
  await expectFound(page, "жалоба на решение");
  await expect(options(page)).toHaveCount(0);
  // Typing opens suggestions again.
  await type(page, "жалоба");
});

for (const [how, words, title] of [
  ["a word", "инвалидность", MSE],
  ["a form of a word", "группу инвалидности", MSE],
  ["the start of a word", "инвалидн", MSE],
  ["a misspelt word", "инволидность", MSE],
  ["a word with a letter missing", "эксертиза", MSE],
  ["a word with swapped letters", "экспретиза", MSE],
  ["a word in the wrong keyboard layout", "bydfkblyjcnm", MSE],
  ["words in the wrong layout and case", "Ye;yf rjgbz", "Копия заключения"],
  ["an abbreviation", "МСЭ", MSE],
  ["«е» for «ё»", "ребенок инвалид", MSE],
  ["another name", "коляска", "Изменение ИПРА"],
  ["a form of a word", "жалобу", "Жалоба на решение о специальной операции"],
  ["a form of a word", "выплат", "Социальные выплаты по инвалидности"],
  ["words with extra spaces and marks", "  копия,   справки! ", "Копия заключения"],
] as const) {
  test(`finds a service by ${how}: «${words}»`, async ({ page }) => {
    await page.goto("/");
    await type(page, words);
    await expect(options(page).filter({ hasText: title })).toHaveCount(1);
    await page.keyboard.press("Enter");
    await expect(main(page).getByRole("link", { name: title, exact: true })).toBeVisible();
  });
}

test("results have a heading and links, and the address says nothing of the search", async ({ page, context }) => {
  const addresses = followAddresses(context);
  await page.goto("/");
  await box(page).fill("инвалидность");
  await page.getByRole("button", { name: "Найти" }).click();
  await expectFound(page, "инвалидность");
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/search");
  await main(page).getByRole("link", { name: MSE, exact: true }).click();
  await expectScreen(page, MSE);
  await page.goBack();
  await expect(main(page)).toContainText("Вы искали: инвалидность");
  // A second search on the same page.
  await box(page).fill("жалоба");
  await page.keyboard.press("Enter");
  await expectFound(page, "жалоба");
  expectNoneOf(["инвалидность", "жалоба"], { ...(await stored(page)), addresses: addresses.join("\n") });
});

test("without results the page says what to do", async ({ page }) => {
  await page.goto("/");
  const said = await listen(page);
  await box(page).fill("зюзюблик");
  await page.getByRole("button", { name: "Найти" }).click();
  await expectFound(page, "зюзюблик");
  await expect(main(page)).toContainText("Такой услуги не нашли");
  await expect(options(page)).toHaveCount(0);
  expect((await said()).filter((text) => text.startsWith("Найден"))).toEqual([]);
  await main(page).getByRole("link", { name: "Все услуги" }).click();
  await expectScreen(page, "Государственные услуги");
});

for (const words of ["", "   ", "а".repeat(5_000), "🙂", "\u202Eмсэ", "%_'\"<script>", "../../.."]) {
  test(`strange search words do no harm: ${JSON.stringify(words.slice(0, 20))}`, async ({ page }) => {
    await page.goto("/");
    await box(page).fill(words);
    await page.getByRole("button", { name: "Найти" }).click();
    await expect(page).toHaveTitle("Поиск услуги — Окно");
    await expect(main(page).getByRole("link", { name: "Все услуги" })).toBeVisible();
    await expect(main(page).getByText("Поиск не удался")).toHaveCount(0);
  });
}

test("closed services are not listed, suggested or found, and cannot be started", async ({ page, context }) => {
  const services = await folder();
  await change(services, "mse_copy", (definition) => (definition.office = { ...definition.office, closes: "2020-12-31" }));
  await change(services, "so_complaint", (definition) => (definition.office = { ...definition.office, opens: "2199-01-01" }));
  const server = await Server.create({ services });
  try {
    await page.goto(server.origin);
    await expect(main(page).getByRole("link", { name: MSE, exact: true })).toBeVisible();
    for (const title of ["Копия заключения", "Жалоба на решение о специальной операции"]) {
      await expect(main(page).getByRole("link", { name: title, exact: true })).toHaveCount(0);
    }
    await type(page, "экспертиза");
    await box(page).fill("копия заключения");
    await page.getByRole("button", { name: "Найти" }).click();
    await expectFound(page, "копия заключения");
    await expect(main(page).getByRole("link", { name: "Копия заключения", exact: true })).toHaveCount(0);
    const anna = await Citizen.signIn(server, ANNA);
    await anna.enter(context);
    await expect(anna.draft("mse_copy")).rejects.toThrow("409");
  } finally {
    await server.remove();
    await rm(services, { recursive: true });
  }
});

test("when search is down, the page says so and the box still works", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*services/, 503);
  await page.goto("/");
  await expect(main(page).getByRole("link", { name: MSE, exact: true })).toBeVisible();
  await server.doors.fault({ match: "POST /api/v1/services", kind: "status", status: 503, times: 9 });
  await box(page).fill("инвалидность");
  await page.getByRole("button", { name: "Найти" }).click();
  await expect(main(page)).toContainText("Поиск не удался");
  await expectAccessible(page, "поиск не удался");
});

test.describe("320 px", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("the whole list of suggestions is visible and nothing scrolls sideways", async ({ page }) => {
    await page.goto("/");
    await type(page, "операция");
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
    const small = await options(page).evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 24).length);
    expect(small).toBe(0);
    await page.keyboard.press("ArrowUp");
    await expect(options(page).last()).toBeInViewport();
  });
});

test("home shows its sections", async ({ page }) => {
  await page.goto("/");
  const headings = main(page).getByRole("heading", { level: 2 });
  await expect(headings).toHaveText(["Медико-социальная экспертиза", "Специальные операции", "Обращения"]);
  await expect(main(page).getByRole("listitem")).toHaveCount(10);
});
