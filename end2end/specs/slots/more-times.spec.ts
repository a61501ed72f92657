// The words of «Показать ещё», and what it does when others take times meanwhile.

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

test("the button says in words how many are left, and is absent up to forty", async ({ open, page, server, visitor }) => {
  test.setTimeout(120_000);
  // From the most to the fewest, since the test fills the same day step by step.
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

test("the keyboard shows all times, each press focuses the first new one in silence", async ({ open, page }) => {
  const calendar = await open(PLACE);
  await calendar.goTo(DAY);
  await calendar.press("Enter");
  await expectFocus(page, "radio", "08:00");
  const said = await listen(page);
  // The first 40 times end before 11:20, the next 40 before 14:40.
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
  // The last times can be chosen by keyboard.
  await page.keyboard.press("ArrowUp");
  await expectFocus(page, "radio", "14:35");
  await expect(calendar.times.at("14:35")).toBeChecked();
});

test("a time taken before it was shown is not mentioned, and the focus stays", async ({ open, page, server, visitor }) => {
  await leave(server, visitor, 42);
  const calendar = await open(PLACE);
  await calendar.choose(DAY);
  await expect(calendar.times.more).toHaveText("Показать ещё 2 варианта");
  // 11:20 is the 41st time.
  await server.doors.slot({ institution: PLACE, line: "examination", starts_at: "2027-02-08T06:20:00Z" }, true);
  await expect(calendar.times.more).toHaveText("Показать ещё 1 вариант");
  await calendar.times.more.press("Enter");
  await expectFocus(page, "radio", "11:25");
  await expect(calendar.times.radios).toHaveCount(41);
  await expect(calendar.times.at("11:20")).toHaveCount(0);
  // Released, it appears in its place, and nothing else moves.
  await server.doors.slot({ institution: PLACE, line: "examination", starts_at: "2027-02-08T06:20:00Z" }, false);
  await expect(calendar.times.radios).toHaveCount(42);
  await expect(calendar.times.at("11:20")).toBeEnabled();
  await expectFocus(page, "radio", "11:25");
});

test("the button goes when nothing hidden is left", async ({ open, page, server, visitor }) => {
  await leave(server, visitor, 41);
  const calendar = await open(PLACE);
  await calendar.choose(DAY);
  await expect(calendar.times.more).toHaveText("Показать ещё 1 вариант");
  await server.doors.slot({ institution: PLACE, line: "examination", starts_at: "2027-02-08T06:20:00Z" }, true);
  await expect(calendar.times.more).toHaveCount(0);
  await expect(calendar.times.radios).toHaveCount(40);
  void page;
});
