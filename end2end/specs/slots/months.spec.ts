// The screen shows another month than that of the chosen day: the times must not seem to belong to the days in view.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { listen } from "../../fixtures/cuts.ts";
import { expect, test } from "../../fixtures/slots.ts";
import { goOn, heading } from "../../fixtures/visits.ts";

const note = (page: Page) => page.getByRole("main").getByText(/^Выбран день: 10\sфевраля 2027, среда\. На экране другой месяц/);
const back = (page: Page) => page.getByRole("main").getByRole("button", { name: /^Вернуться к 10\sфевраля 2027$/ });

for (const view of ["Календарь", "Список дней"] as const) {
  test(`${view}: another month hides the times and names the chosen day, and one button leads back`, async ({ open, page }) => {
    const calendar = await open("usual");
    await calendar.goTo("2027-02-10");
    await calendar.choose("2027-02-10");
    await calendar.view(view).click();
    await expect(note(page)).toHaveCount(0);
    await calendar.next.click();
    await expect(calendar.title).toHaveText("Март 2027");
    await expect(calendar.times.root).toBeHidden();
    await expect(note(page)).toBeVisible();
    await expectAccessible(page, `другой месяц, ${view}`);
    // Neither the pointer nor Tab reaches a time there.
    await calendar.next.focus();
    await goOn(page).focus();
    await page.keyboard.press("Shift+Tab");
    await expect(back(page)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(calendar.title).toHaveText("Февраль 2027");
    await expect(calendar.day("2027-02-10")).toBeFocused();
    await expect(calendar.times.radios).toHaveCount(8);
    await expect(note(page)).toHaveCount(0);
  });
}

test("arrows to another month and back: silence, focus on the days, times hidden only there", async ({ open, page }) => {
  const calendar = await open("usual");
  await calendar.goTo("2027-02-10");
  await calendar.choose("2027-02-10");
  await calendar.goTo("2027-02-26");
  const said = await listen(page);
  await calendar.press("ArrowDown");
  await calendar.expectAt("2027-03-05");
  await expect(calendar.times.root).toBeHidden();
  await calendar.press("ArrowUp");
  await calendar.expectAt("2027-02-26");
  await expect(calendar.times.radios.first()).toBeVisible();
  await calendar.press("PageDown");
  await calendar.expectAt("2027-03-26");
  await expect(note(page)).toBeVisible();
  await page.waitForTimeout(1200);
  expect(await said()).toEqual([]);
  // A day chosen in this month replaces the first.
  await calendar.press("Enter");
  await expect(calendar.times.root).toContainText("26 марта 2027, пятница");
  await expect(calendar.times.radios.first()).toBeFocused();
  await expect(page.getByText(/На экране другой месяц/)).toHaveCount(0);
});

test("a chosen time stays chosen and is named in full", async ({ open, page }) => {
  const calendar = await open("usual");
  await calendar.goTo("2027-02-10");
  await calendar.choose("2027-02-10");
  await calendar.times.at("11:00").check();
  await calendar.next.click();
  await expect(calendar.times.root).toBeHidden();
  await expect(page.getByText(/^Вы выбрали: 10\sфевраля 2027, среда, 11:00\.$/)).toBeVisible();
  await back(page).click();
  await expect(calendar.times.at("11:00")).toBeChecked();
  await calendar.next.click();
  await goOn(page).click();
  await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/10\sфевраля 2027, среда, 11:00/);
});

test("«Продолжить» without a time in another month says what is missing and focuses the way back", async ({ open, page }) => {
  const calendar = await open("usual");
  await calendar.goTo("2027-02-10");
  await calendar.choose("2027-02-10");
  await calendar.next.click();
  await goOn(page).click();
  await expect(page.getByRole("alert")).toHaveText("Сначала выберите время.");
  await expect(back(page)).toBeFocused();
  await expect(back(page)).toHaveAccessibleDescription(/^Выбран день: 10\sфевраля/);
  await expect(calendar.title, "the month stays").toHaveText("Март 2027");
});

test("times that arrive after the month has changed do not take the focus", async ({ open, page, server, visitor }) => {
  const calendar = await open("usual");
  await calendar.goTo("2027-02-10");
  await server.doors.fault({ match: `GET /api/v1/applications/${visitor.application}/institutions/usual/days/2027-02-10`, kind: "delay", ms: 1_500 });
  const answer = page.waitForResponse(/\/days\/2027-02-10$/);
  await calendar.press("Enter");
  // February and March begin on the same weekday, so the same button now is another day.
  await calendar.press("PageDown");
  await calendar.expectAt("2027-03-10");
  await answer;
  await page.waitForTimeout(300);
  await calendar.expectAt("2027-03-10");
  await expect(calendar.times.root).toBeHidden();
});
