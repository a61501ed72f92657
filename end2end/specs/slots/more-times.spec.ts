// «Показать ещё» in words, and what it does with times that others take meanwhile.

import { expectAccessible } from "../../fixtures/axe.ts";
import { listen } from "../../fixtures/cuts.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { expect, fillDay, test, type Visitor } from "../../fixtures/slots.ts";
import type { Server } from "../../fixtures/server.ts";

/** Mondays have 111 visits of five minutes from eight o'clock on. */
const PLACE = "many-words";
const DAY = "2027-02-08";

const leave = (server: Server, visitor: Visitor, left: number) => fillDay(server, visitor, PLACE, DAY, left);

const WORDS: [left: number, words: string][] = [
  [41, "Показать ещё 1 вариант"],
  [42, "Показать ещё 2 варианта"],
  [45, "Показать ещё 5 вариантов"],
  [51, "Показать ещё 11 вариантов"],
  [61, "Показать ещё 21 вариант"],
  [62, "Показать ещё 22 варианта"],
  [65, "Показать ещё 25 вариантов"],
];

test("сколько вариантов осталось, словами; сорок — ещё не больше сорока", async ({ open, page, server, visitor }) => {
  test.setTimeout(120_000);
  // From the most to the fewest: the same day, one taken after another.
  for (const [left, words] of [...WORDS].reverse()) {
    await test.step(words, async () => {
      await leave(server, visitor, left);
      const calendar = await open(PLACE);
      await calendar.choose(DAY);
      await expect(calendar.times.radios).toHaveCount(40);
      await expect(calendar.times.more).toHaveText(words);
    });
  }
  await leave(server, visitor, 40);
  const calendar = await open(PLACE);
  await calendar.choose(DAY);
  await expect(calendar.times.radios).toHaveCount(40);
  await expect(calendar.times.more).toHaveCount(0);
  void page;
});

test("показать можно с клавиатуры до конца: каждый раз фокус на первом новом, все части дня на месте, тишина", async ({ open, page }) => {
  const calendar = await open(PLACE);
  await calendar.goTo(DAY);
  await calendar.press("Enter");
  await expectFocus(page, "radio", "08:00");
  const said = await listen(page);
  // 40 times of five minutes after 08:00, then 40 more.
  for (const [words, first] of [["Показать ещё 40 вариантов", "11:20"], ["Показать ещё 31 вариант", "14:40"]] as const) {
    await expect(calendar.times.more).toHaveText(words);
    await calendar.times.more.focus();
    await page.keyboard.press("Space");
    await expectFocus(page, "radio", first);
  }
  await expect(calendar.times.more).toHaveCount(0);
  await expect(calendar.times.radios).toHaveCount(111);
  for (const part of ["Утро", "День", "Вечер"] as const) await expect(calendar.times.part(part)).toBeVisible();
  expect(await said(), "the focus says enough").toEqual([]);
  await expectAccessible(page, "все варианты времени");
  // The last of them can be chosen with the keys alone.
  await page.keyboard.press("ArrowUp");
  await expectFocus(page, "radio", "14:35");
  await expect(calendar.times.at("14:35")).toBeChecked();
});

test("время, которого ещё не видно, заняли: о нём ни слова, и фокус не пропадает", async ({ open, page, server, visitor }) => {
  await leave(server, visitor, 42);
  const calendar = await open(PLACE);
  await calendar.choose(DAY);
  await expect(calendar.times.more).toHaveText("Показать ещё 2 варианта");
  // Its 41st time is 11:20.
  await server.doors.slot({ institution: PLACE, line: "examination", starts_at: "2027-02-08T06:20:00Z" }, true);
  await expect(calendar.times.more).toHaveText("Показать ещё 1 вариант");
  await calendar.times.more.press("Enter");
  await expectFocus(page, "radio", "11:25");
  await expect(calendar.times.radios).toHaveCount(41);
  await expect(calendar.times.at("11:20")).toHaveCount(0);
  // Given back it comes in between, and nothing else moves.
  await server.doors.slot({ institution: PLACE, line: "examination", starts_at: "2027-02-08T06:20:00Z" }, false);
  await expect(calendar.times.radios).toHaveCount(42);
  await expect(calendar.times.at("11:20")).toBeEnabled();
  await expectFocus(page, "radio", "11:25");
});

test("ничего невидимого не осталось: кнопка уходит", async ({ open, page, server, visitor }) => {
  await leave(server, visitor, 41);
  const calendar = await open(PLACE);
  await calendar.choose(DAY);
  await expect(calendar.times.more).toHaveText("Показать ещё 1 вариант");
  await server.doors.slot({ institution: PLACE, line: "examination", starts_at: "2027-02-08T06:20:00Z" }, true);
  await expect(calendar.times.more).toHaveCount(0);
  await expect(calendar.times.radios).toHaveCount(40);
  void page;
});
