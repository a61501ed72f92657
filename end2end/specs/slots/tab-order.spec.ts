// The Tab stops of the calendar, forwards and backwards, and which day is one of them.

import type { Page } from "@playwright/test";
import { focused } from "../../fixtures/focus.ts";
import { expect, fillMonth, test } from "../../fixtures/slots.ts";

/** Every Tab stop from one to another. */
async function walk(page: Page, key: "Tab" | "Shift+Tab", from: string, to: string): Promise<string[]> {
  const stops: string[] = [];
  for (let stop = 0; stop < 30; stop += 1) {
    const { role, name } = await focused(page);
    const line = `${role}: ${name}`;
    if (stops.length > 0 || line === from) stops.push(line);
    if (line === to && stops.length > 0) return stops;
    await page.keyboard.press(key);
  }
  throw new Error(`no way from ${from} to ${to}: ${stops.join("; ")}`);
}

const STOPS = [
  "button: Ближайшее свободное: 2 февраля 2027, вторник",
  "button: Перейти к дате",
  "textbox: Дата",
  "button: Перейти",
  "button: Календарь",
  "button: Список дней, где есть места",
  "button: Предыдущий месяц, январь 2027",
  "button: Следующий месяц, март 2027",
  "button: 2 февраля 2027, вторник, 8 свободных мест, выбрано",
  "radio: 09:00",
];

test("Tab goes through the calendar both ways and stops at one day", async ({ open, page }) => {
  const calendar = await open("usual");
  await calendar.unfold.click();
  const [first, last] = [STOPS[0] ?? "", STOPS.at(-1) ?? ""];
  await calendar.nearest.focus();
  expect(await walk(page, "Tab", first, last)).toEqual(STOPS);
  expect(await walk(page, "Shift+Tab", last, first)).toEqual([...STOPS].reverse());
  // Then out of the calendar backwards.
  await page.keyboard.press("Shift+Tab");
  await expect(calendar.root.locator(":focus")).toHaveCount(0);
});

test("«Перейти к дате» adds no stops while it is folded", async ({ open, page }) => {
  const calendar = await open("usual");
  await expect(calendar.unfold).toHaveAttribute("aria-expanded", "false");
  await calendar.nearest.focus();
  expect(await walk(page, "Tab", STOPS[0] ?? "", STOPS.at(-1) ?? "")).toEqual(STOPS.filter((stop) => !/: (Дата|Перейти)$/.test(stop)));
});

test("in the list the times come right after their day, and the next day after them", async ({ open, page }) => {
  const calendar = await open("usual");
  await calendar.view("Список дней").click();
  await calendar.day("2027-02-03").click();
  await calendar.times.at("09:00").check();
  await calendar.day("2027-02-03").focus();
  expect(await walk(page, "Tab", "button: 3 февраля 2027, среда 8 свободных мест", "button: 4 февраля 2027, четверг 8 свободных мест")).toEqual([
    "button: 3 февраля 2027, среда 8 свободных мест",
    "radio: 09:00",
    "button: Выбрать другую дату",
    "button: Продолжить",
    "button: 4 февраля 2027, четверг 8 свободных мест",
  ]);
});

test("the stop is the last focused day, or the chosen one, or the first free one", async ({ open, page }) => {
  const calendar = await open("usual");
  await calendar.expectStop("2027-02-02");
  await calendar.goTo("2027-02-10");
  await calendar.press("ArrowRight");
  await calendar.next.focus();
  await calendar.expectStop("2027-02-11");
  // In another month no day had the focus or is chosen.
  await calendar.next.press("Enter");
  await calendar.expectStop("2027-03-01");
  await calendar.next.press("Enter");
  await calendar.next.press("Enter");
  await expect(calendar.title).toHaveText("Май 2027");
  await calendar.expectStop("2027-05-04");
  await page.keyboard.press("Tab");
  await calendar.expectAt("2027-05-04");
});

test("in a month without free days the stop is the first day", async ({ open, server, visitor }) => {
  await fillMonth(server, visitor, "few-words", "2027-03");
  const calendar = await open("few-words");
  await calendar.next.click();
  await calendar.expectStop("2027-03-01");
});
