// Two citizens, two browsers, one slot: each sees at once what the other takes or releases, and nothing moves under their
// hands.

import { expectAccessible } from "../../fixtures/axe.ts";
import { listen } from "../../fixtures/cuts.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { expect, test } from "../../fixtures/two-citizens.ts";
import { confirm, goOn, heading, leave, lost, toConfirm } from "../../fixtures/visits.ts";

const DAY = "2027-02-10";
const NEAREST = ["10 февраля 2027, среда, 09:00", "10 февраля 2027, среда, 11:00", "10 февраля 2027, среда, 12:00"];

test("a time taken by somebody else dims in place; focus and scrolling stay", async ({ open, page, other }) => {
  const mine = await open("crowd");
  await mine.choose(DAY);
  await mine.times.more.click();
  await mine.times.at("10:20").check();
  await mine.times.at("10:30").focus();
  /** Where the focused element is on the screen, and the number of times. */
  const place = () =>
    page.evaluate(() => ({
      y: Math.round(document.activeElement?.getBoundingClientRect().y ?? 0),
      count: document.querySelectorAll(".slot-times input").length,
    }));
  const before = await place();
  await toConfirm(await other.open("crowd"), DAY, "09:30");
  await expect(mine.times.at("09:30")).toHaveAccessibleName("09:30, уже занято");
  await expect(mine.times.at("09:30")).toBeDisabled();
  await expectFocus(page, "radio", "10:30");
  await expect(mine.times.at("10:20")).toBeChecked();
  expect(await place()).toEqual(before);
  await expectAccessible(page, "время занял другой");
  // The other citizen leaves, so the time is free again.
  await leave(other.page);
  await expect(mine.times.at("09:30")).toHaveAccessibleName("09:30");
  await expect(mine.times.at("09:30")).toBeEnabled();
  await expectFocus(page, "radio", "10:30");
  expect(await place()).toEqual(before);
});

test("a chosen time that is taken raises an alert with three others; the focus stays", async ({ open, page, other }) => {
  const mine = await open("usual");
  await mine.goTo(DAY);
  await mine.choose(DAY);
  await mine.times.at("10:00").check();
  await mine.times.at("10:00").focus();
  await toConfirm(await other.open("usual"), DAY, "10:00");
  await expect(lost(page)).toContainText("Это время уже заняли: 10 февраля 2027, среда, 10:00. Выберите другое.");
  await expect(lost(page).getByRole("listitem")).toHaveText(NEAREST);
  await expectFocus(page, "radio", "10:00, уже занято");
  await expect(mine.times.root.locator(":checked")).toHaveCount(0);
  await expectAccessible(page, "выбранное занял другой");
  // The taken time stays where it is. Choosing it does nothing and announces why.
  const said = await listen(page);
  await page.keyboard.press("Space");
  await expect(mine.times.root.locator(":checked")).toHaveCount(0);
  await expect.poll(said).toEqual(["Время 10:00 уже занято. Выберите другое."]);
  await lost(page).getByRole("button").first().click();
  await expectFocus(page, "radio", "09:00");
  await goOn(page).click();
  await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
});

test("a released time appears in its place; choice and focus stay", async ({ open, page, other }) => {
  await toConfirm(await other.open("usual"), DAY, "12:00");
  const mine = await open("usual");
  await mine.goTo(DAY);
  await mine.choose(DAY);
  await expect(mine.times.radios).toHaveCount(7);
  await mine.times.at("11:00").check();
  await mine.times.at("11:00").focus();
  await leave(other.page);
  await expect(mine.times.radios).toHaveCount(8);
  await expect(mine.times.at("12:00")).toBeEnabled();
  await expect(mine.times.part("День").getByRole("radio").first()).toHaveAccessibleName("12:00");
  await expectFocus(page, "radio", "11:00");
  await expect(mine.times.at("11:00")).toBeChecked();
});

test("the number of free slots changes in view; the Tab stop and the month do not", async ({ open, page, other, server, visitor }) => {
  const mine = await open("few-words");
  await mine.goTo("2027-02-08");
  await expect(mine.day("2027-02-09").locator(".day__free")).toHaveText("1");
  const said = await listen(page);
  await toConfirm(await other.open("few-words"), "2027-02-09", "08:00");
  await expect(mine.day("2027-02-09")).toHaveAttribute("aria-disabled", "true");
  await expect(mine.day("2027-02-09")).toHaveAccessibleName("Нет свободных мест, 9 февраля 2027, вторник");
  await mine.expectAt("2027-02-08");
  // The day with the focus may fill up too; it stays the Tab stop.
  const [first, second] = await visitor.slots("few-words", "2027-02-08");
  const take = (slot: typeof first) => server.doors.slot({ institution: "few-words", line: "examination", starts_at: slot?.starts_at ?? "" }, true);
  await take(first);
  await expect(mine.day("2027-02-08").locator(".day__free")).toHaveText("1");
  await take(second);
  await expect(mine.day("2027-02-08")).toHaveAttribute("aria-disabled", "true");
  await mine.expectAt("2027-02-08");
  await expect(mine.title).toHaveText("Февраль 2027");
  expect(await said(), "counts change silently").toEqual([]);
});

test("of two pressing «Продолжить» for one time, one holds it and the other chooses another", async ({ open, page, other, visitor, watchdog }) => {
  watchdog.expect(/PUT .*hold/, 409);
  const mine = await open("usual");
  const theirs = await other.open("usual");
  for (const calendar of [mine, theirs]) {
    await calendar.goTo(DAY);
    await calendar.choose(DAY);
    await calendar.times.at("10:00").check();
  }
  await Promise.all([goOn(page).click(), goOn(other.page).click()]);
  const isKept = (one: typeof page) => heading(one, "Проверьте и запишитесь").isVisible();
  await expect.poll(async () => [await isKept(page), await isKept(other.page)].filter(Boolean).length).toBe(1);
  const [winner, loser] = (await isKept(page)) ? [page, other.page] : [other.page, page];
  await expect(lost(loser)).toBeVisible();
  await confirm(winner);
  await lost(loser).getByRole("button").first().click();
  await goOn(loser).click();
  await expect(heading(loser, "Проверьте и запишитесь")).toBeVisible();
  await confirm(loser);
  const starts = [...(await visitor.bookings()), ...(await other.visitor.bookings())].map(({ starts_at }) => starts_at);
  expect(new Set(starts).size).toBe(2);
});

test("in the list of days a day that is full stays in place and says so", async ({ open, other }) => {
  const mine = await open("few-words");
  await mine.view("Список дней").click();
  const item = mine.root.getByRole("listitem").filter({ hasText: /^9\sфевраля/ });
  await item.getByRole("button").focus();
  const count = await mine.root.getByRole("listitem").count();
  await toConfirm(await other.open("few-words"), "2027-02-09", "08:00");
  await expect(item).toContainText("Нет свободных мест");
  await expect(item.getByRole("button")).toBeFocused();
  await expect(mine.root.getByRole("listitem")).toHaveCount(count);
});
