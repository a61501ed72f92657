// When others take or release slots, only the picture changes: focus, selection and the place on the screen stay.

import type { Locator, Page } from "@playwright/test";
import type { Calendar } from "../../fixtures/calendar.ts";
import { expect, test } from "../../fixtures/slots.ts";
import { goOn } from "../../fixtures/visits.ts";

const DAY = "2027-02-10";
const slot = (startsAt: string) => ({ institution: "usual", line: "examination", starts_at: startsAt });
/** Slots on the day that is shown, and on the days around it in the calendar and in the list. */
const TAKEN = ["2027-02-10T09:00:00Z", "2027-02-09T09:00:00Z", "2027-02-11T09:00:00Z"];

interface Hands {
  isSame: boolean;
  value: string;
  selection: (number | null)[];
  y: number;
  checked: string;
}

/** Remembers the focused element. The returned function says whether the very same element has the focus, and where it is. */
async function hands(page: Page): Promise<() => Promise<Hands>> {
  await page.evaluate(() => {
    (window as unknown as { oknoFocused: Element | null }).oknoFocused = document.activeElement;
  });
  return () =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement;
      const isText = element.type === "text";
      return {
        isSame: element === (window as unknown as { oknoFocused: Element | null }).oknoFocused && element !== document.body,
        value: element.value,
        selection: isText ? [element.selectionStart, element.selectionEnd] : [],
        y: Math.round(element.getBoundingClientRect().y),
        checked: document.querySelector<HTMLInputElement>('.slot-times input:checked')?.value ?? "",
      };
    });
}

const PLACES: [name: string, stand: (calendar: Calendar) => Promise<void>][] = [
  [
    "in a partly selected date field",
    async ({ jump, unfold }) => {
      if (!(await jump.isVisible())) await unfold.click();
      await jump.fill("15.04.2027");
      await jump.evaluate((input: HTMLInputElement) => input.setSelectionRange(3, 5));
    },
  ],
  ["on a day", (calendar) => calendar.day("2027-02-12").focus()],
  ["on the day where a time is taken", (calendar) => calendar.day("2027-02-11").focus()],
  ["on the button of a month", (calendar) => calendar.next.focus()],
  ["on «Ближайшее свободное»", (calendar) => calendar.nearest.focus()],
  ["on the chosen time", (calendar) => calendar.times.at("10:00").focus()],
  ["on the time beside the taken one", (calendar) => calendar.times.at("15:00").focus()],
  ["on «Продолжить»", (calendar) => goOn(calendar.page).focus()],
];

/** Takes and releases slots while the citizen does nothing, and expects only the picture to change. */
async function expectStill(page: Page, change: (taken: boolean) => Promise<void>, seen: (taken: boolean) => Promise<void>): Promise<void> {
  await expect(page.locator(":focus")).toBeInViewport();
  const now = await hands(page);
  const before = await now();
  expect(before.isSame, "something has the focus").toBe(true);
  for (const taken of [true, false]) {
    await change(taken);
    await seen(taken);
    expect(await now(), taken ? "taken" : "given back").toEqual(before);
  }
}

for (const [name, stand] of PLACES) {
  test(`the focus stays ${name}, and nothing moves, while others take and release times`, async ({ open, page, server }) => {
    const calendar = await open("usual");
    await calendar.goTo(DAY);
    await calendar.choose(DAY);
    await calendar.times.at("10:00").check();
    await stand(calendar);
    await expectStill(
      page,
      async (taken) => {
        for (const at of TAKEN) await server.doors.slot(slot(at), taken);
      },
      async (taken) => {
        for (const at of TAKEN) await expect(calendar.free(at.slice(0, 10))).toHaveText(taken ? "7" : "8");
        await expect(calendar.times.at("14:00")).toHaveAccessibleName(taken ? "14:00, уже занято" : "14:00");
      },
    );
  });
}

test("in the list of days the focus stays while the day beside it fills and frees", async ({ open, page, server }) => {
  const calendar = await open("few-words");
  await calendar.view("Список дней").click();
  const item = (day: string): Locator => calendar.root.locator(`#day-${day}`);
  await item("2027-02-10").focus();
  // The day has one visit, of five minutes, at eight o'clock.
  const full = { institution: "few-words", line: "examination", starts_at: "2027-02-09T03:00:00Z" };
  await expectStill(
    page,
    (taken) => server.doors.slot(full, taken),
    (taken) => expect(item("2027-02-09")).toContainText(taken ? "Нет свободных мест" : "1 свободное место"),
  );
});

test("in the list of days, a day freed above does not move what is in use", async ({ open, page, server }) => {
  const full = { institution: "few-words", line: "examination", starts_at: "2027-02-09T03:00:00Z" };
  await server.doors.slot(full, true);
  const calendar = await open("few-words");
  await calendar.view("Список дней").click();
  await expect(calendar.root.locator("#day-2027-02-09")).toHaveCount(0);
  await calendar.root.locator("#day-2027-02-26").focus();
  const now = await hands(page);
  const before = await now();
  await server.doors.slot(full, false);
  await expect(calendar.root.locator("#day-2027-02-09")).toHaveCount(1);
  expect(await now()).toEqual(before);
});
