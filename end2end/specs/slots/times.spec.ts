// The times of a day: grouped by morning, day and evening, forty at a time, and where the focus goes.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { listen } from "../../fixtures/cuts.ts";
import { expectFocus, focused } from "../../fixtures/focus.ts";
import { ZONES } from "../../fixtures/network.ts";
import { expect, test } from "../../fixtures/slots.ts";

const back = (page: Page) => page.getByRole("main").getByRole("button", { name: "Выбрать другую дату" });

test("morning, day and evening; the label names the day and the time zone", async ({ open, page }) => {
  const calendar = await open("crowd");
  await calendar.choose("2027-02-10");
  const { root, more } = calendar.times;
  await expect(page.getByRole("group", { name: "10 февраля 2027, среда. Время местное: Екатеринбург (МСК+2)" })).toBeVisible();
  await expect(calendar.times.radios).toHaveCount(40);
  await expect(root.getByRole("group", { name: "День", exact: true })).toBeHidden();
  for (let press = 0; press < 7; press += 1) await more.click();
  await expect(more).toHaveCount(0);
  await expect(calendar.times.radios).toHaveCount(300);
  const labels = (part: "Утро" | "День" | "Вечер") => calendar.times.part(part).getByRole("radio").evaluateAll((all) => all.map((one) => one.closest("label")?.textContent?.trim()));
  const [morning, afternoon, evening] = [await labels("Утро"), await labels("День"), await labels("Вечер")];
  expect([morning.length, afternoon.length, evening.length]).toEqual([90, 150, 60]);
  expect([morning[0], morning.at(-1)]).toEqual(["09:00", "11:58"]);
  expect([afternoon[0], afternoon.at(-1)]).toEqual(["12:00", "16:58"]);
  expect([evening[0], evening.at(-1)]).toEqual(["17:00", "18:58"]);
  await expectAccessible(page, "триста вариантов времени");
});

test("«Показать ещё» focuses the first new time and says how many are left", async ({ open, page }) => {
  const calendar = await open("crowd");
  await calendar.choose("2027-02-10");
  await expect(calendar.times.more).toHaveText("Показать ещё 40 вариантов");
  await calendar.times.more.press("Enter");
  await expectFocus(page, "radio", "10:20");
  await expect(calendar.times.radios).toHaveCount(80);
  for (let press = 0; press < 5; press += 1) await calendar.times.more.press("Enter");
  await expect(calendar.times.more).toHaveText("Показать ещё 20 вариантов");
  await calendar.times.more.press("Enter");
  await expectFocus(page, "radio", "18:20");
  await expect(calendar.times.more).toHaveCount(0);
});

test("choosing a time moves nothing and announces nothing", async ({ open, page }) => {
  const calendar = await open("usual");
  await calendar.goTo("2027-02-10");
  await calendar.press("Enter");
  await expectFocus(page, "radio", "09:00");
  const said = await listen(page);
  const address = page.url();
  await calendar.press("Space", "ArrowDown", "ArrowDown");
  await expectFocus(page, "radio", "11:00");
  await expect(calendar.times.at("11:00")).toBeChecked();
  await expect(page.getByText("Вы выбрали: 10 февраля 2027, среда, 11:00.")).toBeVisible();
  await page.waitForTimeout(1200);
  expect(await said()).toEqual([]);
  expect(page.url()).toBe(address);
});

test("«Выбрать другую дату» appears with the focus and returns to the chosen day", async ({ open, page }) => {
  const calendar = await open("usual");
  await calendar.goTo("2027-02-10");
  await calendar.press("Enter");
  await expectFocus(page, "radio", "09:00");
  await page.keyboard.press("Tab");
  await expect(back(page)).toBeFocused();
  const box = await back(page).boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(24);
  // It is visible only while it has the focus.
  await expect(back(page)).toHaveCSS("opacity", "1");
  await page.keyboard.press("Enter");
  await calendar.expectAt("2027-02-10");
});

test("another day clears the chosen time and keeps the rest", async ({ open, page }) => {
  const calendar = await open("usual");
  await calendar.choose("2027-02-10");
  await calendar.times.at("11:00").check();
  await calendar.choose("2027-02-11");
  await expect(calendar.times.radios.first()).toBeFocused();
  await expect(calendar.times.root.locator(":checked")).toHaveCount(0);
  await expect(page.getByText(/^Вы выбрали/)).toHaveCount(0);
});

test("«Продолжить» without a time says what is missing and focuses the first time", async ({ open, page }) => {
  const calendar = await open("usual");
  await page.getByRole("main").getByRole("button", { name: "Продолжить" }).click();
  await expect(page.getByRole("alert")).toHaveText("Сначала выберите время.");
  await expectFocus(page, "radio", "09:00");
  await calendar.times.at("10:00").check();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

for (const { id, city, hours } of ZONES) {
  test(`the label names the time zone: ${city}`, async ({ open, page }) => {
    const calendar = await open(id);
    const zone = hours === 3 ? "МСК" : `МСК${hours < 3 ? "−" : "+"}${Math.abs(hours - 3)}`;
    await expect(calendar.times.root.locator("legend")).toContainText(`Время местное: ${city} (${zone})`);
    await calendar.times.radios.last().focus();
    expect((await focused(page)).name).toBe("16:00");
    const startsAt = await calendar.times.radios.last().inputValue();
    expect(new Date(Date.parse(startsAt) + hours * 3_600_000).toISOString().slice(11, 16)).toBe("16:00");
  });
}
