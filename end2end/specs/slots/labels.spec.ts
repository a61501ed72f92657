// What a screen reader reads for a day: first the date with its weekday, or the reason why it is closed; plurals.

import { ZONES } from "../../fixtures/network.ts";
import { expect, fillDay, test } from "../../fixtures/slots.ts";

const PLURALS: Record<string, [day: string, label: string][]> = {
  "many-words": [
    ["2027-02-08", "8 февраля 2027, понедельник, 111 свободных мест"],
    ["2027-02-09", "9 февраля 2027, вторник, 101 свободное место"],
    ["2027-02-10", "10 февраля 2027, среда, 25 свободных мест"],
    ["2027-02-11", "11 февраля 2027, четверг, 22 свободных места"],
    ["2027-02-12", "12 февраля 2027, пятница, 21 свободное место"],
  ],
  "some-words": [
    ["2027-02-08", "8 февраля 2027, понедельник, 14 свободных мест"],
    ["2027-02-09", "9 февраля 2027, вторник, 12 свободных мест"],
    ["2027-02-10", "10 февраля 2027, среда, 11 свободных мест"],
    ["2027-02-11", "11 февраля 2027, четверг, 5 свободных мест"],
    ["2027-02-12", "12 февраля 2027, пятница, 4 свободных места"],
  ],
  "few-words": [
    ["2027-02-08", "8 февраля 2027, понедельник, 2 свободных места"],
    ["2027-02-09", "9 февраля 2027, вторник, 1 свободное место"],
  ],
};

for (const [institution, labels] of Object.entries(PLURALS)) {
  test(`free slots in words: ${labels.map(([, label]) => label.split(", ")[2]).join("; ")}`, async ({ open }) => {
    const calendar = await open(institution);
    for (const [day, label] of labels) {
      await calendar.goTo(day);
      expect(await calendar.label(day)).toBe(label);
      // The label contains the visible text (WCAG 2.5.3): it begins with the day and then has the number of slots.
      await expect(calendar.day(day)).toHaveText(`${Number(day.slice(8))}${label.replace(/.*, (\d+) .*/, "$1")}`);
    }
  });
}

test("S-17 a day without free slots says so first", async ({ open, server, visitor }) => {
  await fillDay(server, visitor, "few-words", "2027-02-09");
  const calendar = await open("few-words");
  expect(await calendar.label("2027-02-09")).toBe("Нет свободных мест, 9 февраля 2027, вторник");
  await expect(calendar.day("2027-02-09")).toHaveAttribute("aria-disabled", "true");
});

test("S-17 days off and holidays say why they are closed; a working Saturday is open and shorter", async ({ open }) => {
  const calendar = await open("usual");
  const labels: [day: string, label: string][] = [
    ["2027-02-07", "Выходной, 7 февраля 2027, воскресенье"],
    ["2027-02-20", "20 февраля 2027, суббота, 7 свободных мест"],
    ["2027-02-22", "Перенесённый выходной, 22 февраля 2027, понедельник"],
    ["2027-02-23", "День защитника Отечества, 23 февраля 2027, вторник"],
    ["2027-03-08", "Международный женский день, 8 марта 2027, понедельник"],
    ["2027-05-01", "Праздник Весны и Труда, 1 мая 2027, суббота"],
    ["2027-05-09", "День Победы, 9 мая 2027, воскресенье"],
    ["2027-06-12", "День России, 12 июня 2027, суббота"],
  ];
  for (const [day, label] of labels) {
    await calendar.goTo(day);
    expect(await calendar.label(day)).toBe(label);
  }
});

test("today is marked by a word and an attribute", async ({ open }) => {
  const calendar = await open("today");
  expect(await calendar.label("2027-02-01")).toMatch(/^Сегодня, 1 февраля 2027, понедельник, \d+ свободн/);
  await expect(calendar.grid.locator('[aria-current="date"]')).toHaveCount(1);
  await expect(calendar.day("2027-02-01")).toHaveAttribute("aria-current", "date");
});

test("the chosen day names the chosen time", async ({ open }) => {
  const calendar = await open("usual");
  await calendar.choose("2027-02-10");
  await calendar.times.at("10:00").check();
  expect(await calendar.label("2027-02-10")).toBe("10 февраля 2027, среда, 8 свободных мест, выбрано 10:00");
  // Choosing another day clears the first.
  await calendar.choose("2027-02-11");
  expect(await calendar.label("2027-02-10")).toBe("10 февраля 2027, среда, 8 свободных мест");
  expect(await calendar.label("2027-02-11")).toBe("11 февраля 2027, четверг, 8 свободных мест, выбрано");
});

test("days beyond the booking period never get the focus", async ({ open }) => {
  const calendar = await open(ZONES[0]?.id ?? "");
  await calendar.jumpTo("02.04.2027");
  await calendar.expectAt("2027-04-02");
  await expect(calendar.day("2027-04-03")).toHaveCount(0);
  await expect(calendar.grid.getByRole("gridcell").filter({ hasText: /^3$/ }).getByRole("button")).toHaveCount(0);
  await calendar.press("ArrowRight", "ArrowDown", "End");
  await calendar.expectAt("2027-04-02");
});

test.describe("autumn", () => {
  test.use({ now: "2027-10-25T06:00:00Z" });

  test("National Unity Day", async ({ open }) => {
    const calendar = await open("usual");
    await calendar.goTo("2027-11-04");
    expect(await calendar.label("2027-11-04")).toBe("День народного единства, 4 ноября 2027, четверг");
  });
});

test.describe("winter", () => {
  test.use({ now: "2026-12-21T06:00:00Z" });

  test("New Year and Christmas", async ({ open }) => {
    const calendar = await open("usual");
    for (const [day, label] of [
      ["2027-01-01", "Новогодние каникулы, 1 января 2027, пятница"],
      ["2027-01-07", "Рождество Христово, 7 января 2027, четверг"],
      ["2027-01-08", "Новогодние каникулы, 8 января 2027, пятница"],
    ] as const) {
      await calendar.goTo(day);
      expect(await calendar.label(day)).toBe(label);
    }
  });
});
