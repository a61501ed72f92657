// What every key does in the month (accessibility.md, «The calendar slot picker»). February 2027 begins on a Monday; the
// calendar goes from 1 February to 2 August.

import { expectFocus } from "../../fixtures/focus.ts";
import { expect, test } from "../../fixtures/slots.ts";

const MAP: [key: string, from: string, to: string][] = [
  // A day and a week, also across months.
  ["ArrowLeft", "2027-02-10", "2027-02-09"],
  ["ArrowRight", "2027-02-10", "2027-02-11"],
  ["ArrowUp", "2027-02-10", "2027-02-03"],
  ["ArrowDown", "2027-02-10", "2027-02-17"],
  ["ArrowRight", "2027-02-28", "2027-03-01"],
  ["ArrowLeft", "2027-03-01", "2027-02-28"],
  ["ArrowDown", "2027-02-26", "2027-03-05"],
  ["ArrowUp", "2027-03-05", "2027-02-26"],
  // The Monday and Sunday of the week, which may lie in two months.
  ["Home", "2027-02-10", "2027-02-08"],
  ["End", "2027-02-10", "2027-02-14"],
  ["Home", "2027-02-08", "2027-02-08"],
  ["End", "2027-02-14", "2027-02-14"],
  ["Home", "2027-05-01", "2027-04-26"],
  ["End", "2027-04-28", "2027-05-02"],
  // A month; a day that the month lacks becomes its last day.
  ["PageDown", "2027-02-10", "2027-03-10"],
  ["PageUp", "2027-03-10", "2027-02-10"],
  ["PageDown", "2027-03-31", "2027-04-30"],
  ["PageUp", "2027-03-31", "2027-02-28"],
  ["PageUp", "2027-05-31", "2027-04-30"],
  // To a Saturday too: a closed day is not skipped.
  ["PageDown", "2027-02-26", "2027-03-26"],
  ["PageDown", "2027-04-26", "2027-05-26"],
  ["PageDown", "2027-03-17", "2027-04-17"],
  // The first and the last free day of the month.
  ["Control+Home", "2027-02-10", "2027-02-02"],
  ["Control+End", "2027-02-10", "2027-02-26"],
  ["Control+Home", "2027-05-20", "2027-05-04"],
  ["Control+End", "2027-07-01", "2027-07-30"],
  // No key leads beyond the first and the last day.
  ["ArrowLeft", "2027-02-01", "2027-02-01"],
  ["ArrowUp", "2027-02-03", "2027-02-01"],
  ["PageUp", "2027-02-10", "2027-02-01"],
  ["Shift+PageUp", "2027-07-10", "2027-02-01"],
  ["ArrowRight", "2027-08-02", "2027-08-02"],
  ["ArrowDown", "2027-07-30", "2027-08-02"],
  ["End", "2027-08-02", "2027-08-02"],
  ["PageDown", "2027-07-10", "2027-08-02"],
  ["Shift+PageDown", "2027-02-10", "2027-08-02"],
];

test("every key leads to its day, which is the only Tab stop", async ({ open }) => {
  const calendar = await open("usual");
  for (const [key, from, to] of MAP) {
    await test.step(`${key} on ${from}`, async () => {
      await calendar.goTo(from);
      await calendar.press(key);
      await calendar.expectAt(to);
      const month = new Intl.DateTimeFormat("ru-RU", { month: "long", timeZone: "UTC" }).format(new Date(to));
      await expect(calendar.title).toHaveText(new RegExp(`^${month} 2027`, "i"));
    });
  }
});

test("keys with Alt or Ctrl, and letters, stay with the browser", async ({ open }) => {
  const calendar = await open("usual");
  await calendar.goTo("2027-02-10");
  await calendar.press("Control+ArrowRight", "Control+PageDown", "a", "Escape");
  await calendar.expectAt("2027-02-10");
});

test("a held key goes on day by day", async ({ open, page }) => {
  const calendar = await open("usual");
  await calendar.goTo("2027-02-10");
  // The first is the press, the rest are repeats.
  for (let repeat = 0; repeat < 30; repeat += 1) await page.keyboard.down("ArrowRight");
  await page.keyboard.up("ArrowRight");
  await calendar.expectAt("2027-03-12");
});

test("Enter and Space choose a free day and lead to its first time", async ({ open, page }) => {
  const calendar = await open("usual");
  for (const [key, day] of [["Enter", "2027-02-10"], ["Space", "2027-02-11"]] as const) {
    await calendar.goTo(day);
    await calendar.press(key);
    await expect(calendar.times.root).toContainText(day === "2027-02-10" ? "10 февраля 2027" : "11 февраля 2027");
    await expect(calendar.times.radios.first()).toBeFocused();
    await expect(calendar.cell(day)).toHaveAttribute("aria-selected", "true");
    await expect(calendar.grid.locator('[aria-selected="true"]'), "one day is chosen").toHaveCount(1);
  }
  await expectFocus(page, "radio", "09:00");
});

test.describe("leap year", () => {
  test.use({ now: "2027-11-15T06:00:00Z" });

  test("29 and 28 February", async ({ open }) => {
    const calendar = await open("far");
    const leap: [key: string, from: string, to: string][] = [
      ["PageDown", "2028-01-31", "2028-02-29"],
      ["PageUp", "2028-03-31", "2028-02-29"],
      ["Shift+PageDown", "2028-02-29", "2029-02-28"],
      ["Shift+PageUp", "2029-02-28", "2028-02-28"],
      ["PageUp", "2029-03-29", "2029-02-28"],
      ["ArrowRight", "2028-02-28", "2028-02-29"],
      ["ArrowRight", "2028-02-29", "2028-03-01"],
      ["Shift+PageUp", "2028-02-29", "2027-11-15"],
      ["Shift+PageDown", "2029-01-10", "2029-11-14"],
    ];
    for (const [key, from, to] of leap) {
      await test.step(`${key} on ${from}`, async () => {
        await calendar.goTo(from);
        await calendar.press(key);
        await calendar.expectAt(to);
      });
    }
  });
});
