// What others take or give back changes the picture, and nothing else: focus, selection and the place on the screen stay.

import type { Locator, Page } from "@playwright/test";
import type { Calendar } from "../../fixtures/calendar.ts";
import { expect, test } from "../../fixtures/slots.ts";
import { goOn } from "../../fixtures/visits.ts";

const DAY = "2027-02-10";
const slot = (startsAt: string) => ({ institution: "usual", line: "examination", starts_at: startsAt });
/** On the day that is shown, and on the days around it in the calendar and in the list. */
const TAKEN = ["2027-02-10T09:00:00Z", "2027-02-09T09:00:00Z", "2027-02-11T09:00:00Z"];

interface Hands {
  isSame: boolean;
  value: string;
  selection: (number | null)[];
  y: number;
  checked: string;
}

/** Remembers the focused element; afterwards tells whether it still is that very one, and where it stands. */
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
    "в поле даты, часть набранного выделена",
    async ({ jump, unfold }) => {
      if (!(await jump.isVisible())) await unfold.click();
      await jump.fill("15.04.2027");
      await jump.evaluate((input: HTMLInputElement) => input.setSelectionRange(3, 5));
    },
  ],
  ["на дне календаря", (calendar) => calendar.day("2027-02-12").focus()],
  ["на дне, в котором занимают время", (calendar) => calendar.day("2027-02-11").focus()],
  ["на кнопке месяца", (calendar) => calendar.next.focus()],
  ["на «Ближайшее свободное»", (calendar) => calendar.nearest.focus()],
  ["на выбранном времени", (calendar) => calendar.times.at("10:00").focus()],
  ["на времени рядом с занятым", (calendar) => calendar.times.at("15:00").focus()],
  ["на «Продолжить»", (calendar) => goOn(calendar.page).focus()],
];

/** Slots go and come back while the citizen does nothing; each time the picture follows. */
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
  test(`${name}: фокус, выделение и место на экране не сдвигаются`, async ({ open, page, server }) => {
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

test("в списке дней: фокус на дне, соседний заполняется и освобождается", async ({ open, page, server }) => {
  const calendar = await open("few-words");
  await calendar.view("Список дней").click();
  const item = (day: string): Locator => calendar.root.locator(`#day-${day}`);
  await item("2027-02-10").focus();
  // One visit of five minutes from eight o'clock on.
  const full = { institution: "few-words", line: "examination", starts_at: "2027-02-09T03:00:00Z" };
  await expectStill(
    page,
    (taken) => server.doors.slot(full, taken),
    (taken) => expect(item("2027-02-09")).toContainText(taken ? "Нет свободных мест" : "1 свободное место"),
  );
});

test("в списке дней: день, который освободился выше, не сдвигает то, что под рукой", async ({ open, page, server }) => {
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
