// The catalogue of institutions: filters, which stay in memory only, and how it leads to an application.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { listen } from "../../fixtures/cuts.ts";
import { nameOf } from "../../fixtures/network.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expect, NOW, test } from "../../fixtures/slots.ts";
import { stored } from "../../fixtures/storage.ts";

const main = (page: Page) => page.getByRole("main");
const places = (page: Page) => main(page).getByRole("heading", { level: 3 });
const count = (page: Page) => main(page).getByRole("heading", { level: 2 }).filter({ hasText: "Найдено" });
const more = (page: Page) => main(page).getByRole("button", { name: /^Показать ещё \d+$/ });
const select = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });

test.beforeEach(async ({ server, fresh }) => {
  void fresh;
  await server.doors.clock(NOW);
});

test("filters by kind, operation, region, equipment and dates announce how many are found", async ({ page }) => {
  await page.goto("/institutions");
  await expectScreen(page, "Где пройти экспертизу или операцию");
  await expect(count(page)).toHaveText("Найдено 22 учреждения");
  await expect(page.getByRole("combobox", { name: "Вид операции" })).toHaveCount(0);
  const said = await listen(page);
  await choose(page, "Что нужно", "Операция");
  await expect(places(page)).toHaveText([nameOf("hospital")]);
  await expect.poll(said).toContain("Найдено 1 учреждение");
  await choose(page, "Вид операции", "Ортопедические");
  await choose(page, "Операция", "Реконструкция связок");
  await expect(places(page)).toHaveText([nameOf("hospital")]);
  await choose(page, "Вид операции", "Онкологические");
  await expect(places(page)).toHaveCount(0);
  await expect(main(page)).toContainText("Таких учреждений нет. Снимите часть отметок или сбросьте фильтры.");
  await expectAccessible(page, "ничего не найдено");
  await main(page).getByRole("button", { name: "Сбросить фильтры" }).click();
  await expect(count(page)).toHaveText("Найдено 22 учреждения");
});

/** Chooses an option; few options are shown as radios, many as a list. */
async function choose(page: Page, name: string, option: string): Promise<void> {
  if ((await select(page, name).count()) > 0) await select(page, name).selectOption({ label: option });
  else await page.getByRole("radiogroup", { name }).getByRole("radio", { name: option, exact: true }).check();
}

test("only with free dates: full institutions are left out, the others show their next date", async ({ page }) => {
  await page.goto("/institutions");
  await more(page).click();
  await expect(places(page).filter({ hasText: nameOf("full") })).toHaveCount(1);
  await page.getByRole("checkbox", { name: "Только со свободными датами" }).check();
  await expect(count(page)).toHaveText("Найдено 21 учреждение");
  await expect(places(page).filter({ hasText: nameOf("full") })).toHaveCount(0);
  await expect(main(page)).toContainText("Ближайшая свободная дата: 2 февраля 2027");
});

test("filters stay out of address and storage, and are still there after «Назад»", async ({ page }) => {
  await page.goto("/institutions");
  const address = page.url();
  await choose(page, "Что нужно", "Операция");
  await page.getByText("Доступность и оборудование").click();
  await page.getByRole("checkbox", { name: "Лифт" }).check();
  await expect(places(page)).toHaveText([nameOf("hospital")]);
  expect(page.url()).toBe(address);
  for (const [where, text] of Object.entries(await stored(page))) expect(text, where).not.toMatch(/operation|lift|hospital/);
  await main(page).getByRole("link", { name: /^Оформить заявку/ }).first().click();
  await expect(page).not.toHaveURL(address);
  expect(page.url()).not.toMatch(/lift|operation=|hospital/);
  await page.goBack();
  await expect(places(page)).toHaveText([nameOf("hospital")]);
  await expect(page.getByRole("checkbox", { name: "Лифт" })).toBeChecked();
});

test("ten institutions, the rest by a button that focuses the first new one, also after «Назад»", async ({ page }) => {
  await page.goto("/institutions");
  await expect(places(page)).toHaveCount(10);
  const said = await listen(page);
  await more(page).click();
  await expect(places(page)).toHaveCount(22);
  await expect(places(page).nth(10)).toBeFocused();
  await expect(more(page)).toHaveCount(0);
  await expectAccessible(page, "все учреждения");
  await main(page).getByRole("link", { name: /^Оформить заявку/ }).last().click();
  await expect(places(page)).toHaveCount(0);
  await page.goBack();
  await expect(places(page)).toHaveCount(22);
  // Another filter starts with ten again.
  await choose(page, "Что нужно", "Экспертиза");
  await expect(places(page)).toHaveCount(10);
  await expect.poll(said).toEqual(["Найдено 21 учреждение"]);
  // The filters show the number found and the button to reset, too.
  const filters = main(page).getByRole("form", { name: "Отбор учреждений" });
  await expect(filters).toContainText("Найдено 21 учреждение");
  await filters.getByRole("button", { name: "Сбросить фильтры" }).click();
  await expect(count(page)).toBeFocused();
  await expect(filters).toContainText("Найдено 22 учреждения");
});

test("an institution shows address, phone, hours, time zone, equipment and operations", async ({ page }) => {
  await page.goto("/institutions");
  await choose(page, "Что нужно", "Операция");
  const hospital = main(page).getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name: nameOf("hospital") }) });
  await expect(hospital).toContainText("Екатеринбург, Пробная ул., д. 9");
  await expect(hospital.getByRole("link", { name: /^Позвонить: \+7/ })).toHaveAttribute("href", "tel:+73432001008");
  await expect(hospital).toContainText("Приём: пн–пт 9:00–17:00");
  await expect(hospital).toContainText("МСК+2");
  await expect(hospital.getByText("Пандус")).toBeHidden();
  await hospital.getByText("В учреждении есть (3)").click();
  await expect(hospital.getByText(/^Пандус, лифт, /)).toBeVisible();
  await expect(main(page), "nothing to put in order").not.toContainText("Сначала те");
  await expect(hospital).toContainText("Кардиохирургические: Коронарное шунтирование, замена клапана — с 2 февраля");
  await expectAccessible(page, "каталог учреждений");
});
