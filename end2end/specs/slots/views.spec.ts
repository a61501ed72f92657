// The same days as a month and as a list; short ways to a day; no free day at all.

import { expectAccessible } from "../../fixtures/axe.ts";
import { listen } from "../../fixtures/cuts.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { expect, fillDay, fillMonth, test } from "../../fixtures/slots.ts";

test("the calendar opens on the first month with a free day, which is chosen", async ({ open, server, visitor }) => {
  await fillMonth(server, visitor, "few-words", "2027-02");
  const calendar = await open("few-words");
  await expect(calendar.title).toHaveText("Март 2027");
  await expect(calendar.cell("2027-03-01")).toHaveAttribute("aria-selected", "true");
  await expect(calendar.times.root).toContainText("1 марта 2027, понедельник");
  await expect(calendar.nearest).toHaveText("Ближайшее свободное: 1 марта 2027, понедельник");
});

test("the list has the same days and free slots as the calendar", async ({ open, page, visitor }) => {
  const calendar = await open("few-words");
  await calendar.view("Список дней").click();
  await expect(calendar.grid).toHaveCount(0);
  await expect(calendar.view("Список дней")).toHaveAttribute("aria-pressed", "true");
  await expect(calendar.view("Календарь")).toHaveAttribute("aria-pressed", "false");
  const free = (await visitor.days("few-words")).filter((day) => day.free > 0);
  const items = calendar.root.getByRole("listitem");
  let shown = 0;
  for (const month of ["Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Август"]) {
    await expect(calendar.title).toHaveText(`${month} 2027`);
    await expect(calendar.root.getByRole("list", { name: `${month} 2027` })).toBeVisible();
    shown += await items.count();
    if (month !== "Август") await calendar.next.click();
  }
  expect(shown).toBe(free.length);
  for (let month = 0; month < 6; month += 1) await calendar.previous.click();
  await expect(items.first()).toHaveText(/^2\sфевраля 2027, вторник\s*1\sсвободное место/);
  await expect(items.nth(4)).toHaveText(/^8\sфевраля 2027, понедельник\s*2\sсвободных места/);
  await expectAccessible(page, "список свободных дней");
  // A day of the list leads to its times like a day of the month, and is chosen in both views.
  await items.nth(4).getByRole("button").click();
  await expect(calendar.times.radios.first()).toBeFocused();
  await expect(calendar.times.root).toContainText("8 февраля 2027, понедельник");
  await expect(calendar.day("2027-02-08")).toHaveAttribute("aria-pressed", "true");
  await calendar.view("Календарь").click();
  await expect(calendar.cell("2027-02-08")).toHaveAttribute("aria-selected", "true");
});

test("pressing the present view again doubles nothing and keeps choice and focus", async ({ open }) => {
  const calendar = await open("usual");
  await calendar.goTo("2027-02-10");
  await calendar.choose("2027-02-10");
  for (const view of ["Календарь", "Список дней"] as const) {
    for (let press = 0; press < 2; press += 1) await calendar.view(view).click();
    await expect(calendar.day("2027-02-10")).toHaveCount(1);
    await expect(calendar.times.radios).toHaveCount(8);
    await expect(calendar.view(view)).toBeFocused();
  }
});

test("in the list, times and «Продолжить» open under the chosen day, with a way back in view", async ({ open, page }) => {
  const calendar = await open("usual");
  await calendar.view("Список дней").click();
  const item = calendar.root.getByRole("listitem").filter({ has: page.locator("#day-2027-02-17") });
  await calendar.day("2027-02-17").click();
  await expect(calendar.times.radios.first()).toBeFocused();
  await expect(calendar.times.root, "the times of one day").toHaveCount(1);
  await expect(item.locator(".slot-times")).toContainText("17 февраля 2027, среда");
  await expect(item.getByRole("button", { name: "Продолжить" })).toBeVisible();
  const back = item.getByRole("button", { name: "Выбрать другую дату" });
  expect((await back.boundingBox())?.height, "seen without the focus").toBeGreaterThanOrEqual(24);
  await back.click();
  await expect(calendar.day("2027-02-17")).toBeFocused();
  await expect(calendar.day("2027-02-17")).toBeInViewport();
  // Another month keeps the choice, and the button back to it is below the month's days.
  await calendar.times.at("10:00").check();
  await calendar.next.click();
  await expect(calendar.root.locator(".slot-times")).toHaveCount(0);
  await page.getByRole("main").getByRole("button", { name: /^Вернуться к 17\sфевраля 2027$/ }).press("Enter");
  await expect(calendar.title).toHaveText("Февраль 2027");
  await expect(calendar.day("2027-02-17")).toBeFocused();
  await expect(item.locator(".slot-times")).toHaveCount(1);
  await expect(calendar.times.at("10:00")).toBeChecked();
  await expectAccessible(page, "время под днём списка");
  await item.getByRole("button", { name: "Продолжить" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Проверьте и запишитесь" })).toBeFocused();
});

test("«Ближайшее свободное» chooses a day with one press", async ({ open, page, server, visitor }) => {
  await fillDay(server, visitor, "usual", "2027-02-02");
  const calendar = await open("usual");
  for (let month = 0; month < 3; month += 1) await calendar.next.click();
  await expect(calendar.title).toHaveText("Май 2027");
  await expect(calendar.nearest).toHaveText("Ближайшее свободное: 3 февраля 2027, среда");
  await calendar.nearest.click();
  await expect(calendar.title).toHaveText("Февраль 2027");
  await expect(calendar.times.root).toContainText("3 февраля 2027, среда");
  await expectFocus(page, "radio", "09:00");
});

test.describe("«Перейти к дате»", () => {
  const WRONG: [typed: string, said: RegExp][] = [
    ["", /Такой даты нет/],
    ["завтра", /Такой даты нет/],
    ["31.02.2027", /Такой даты нет/],
    ["10.02", /Такой даты нет/],
    ["31.01.2027", /Календарь показывает дни с 01\.02\.2027 по 02\.08\.2027/],
    ["03.08.2027", /Календарь показывает дни с 01\.02\.2027 по 02\.08\.2027/],
    ["10.02.2927", /Календарь показывает дни с 01\.02\.2027 по 02\.08\.2027/],
  ];

  test("wrong and distant dates: the field says what is wrong and keeps what was typed", async ({ open, page }) => {
    const calendar = await open("usual");
    await calendar.unfold.click();
    await expect(calendar.jump, "the example can be booked").toHaveAccessibleDescription("Например, 02.02.2027");
    for (const [typed, said] of WRONG) {
      await test.step(typed || "empty", async () => {
        await calendar.jumpTo(typed);
        await expect(calendar.jump).toBeFocused();
        await expect(calendar.jump).toHaveValue(typed);
        await expect(calendar.jump).toHaveAttribute("aria-invalid", "true");
        await expect(calendar.jump).toHaveAccessibleDescription(said);
        await expect(calendar.title, "the month stays").toHaveText("Февраль 2027");
      });
    }
    await expectAccessible(page, "неверная дата");
    await calendar.jumpTo("12.02.2027");
    await calendar.expectAt("2027-02-12");
    await expect(calendar.jump).not.toHaveAttribute("aria-invalid", "true");
  });

  test("a date that cannot be booked gets the focus and does not change the choice", async ({ open, page }) => {
    const calendar = await open("usual");
    await calendar.jumpTo("08.03.2027");
    await calendar.expectAt("2027-03-08");
    await expect(page.getByText("Выбран день: 2 февраля 2027, вторник.")).toBeVisible();
  });

  test("extra spaces do no harm, and Enter in the field goes to the date", async ({ open }) => {
    const calendar = await open("usual");
    await calendar.unfold.press("Enter");
    await expect(calendar.unfold).toHaveAttribute("aria-expanded", "true");
    await calendar.jump.fill(" 15.04.2027 ");
    await calendar.jump.press("Enter");
    await calendar.expectAt("2027-04-15");
  });

  test("in the list it goes to the first free day from that date on, and says why", async ({ open, page }) => {
    const calendar = await open("usual");
    await calendar.view("Список дней").click();
    const said = await listen(page);
    await calendar.jumpTo("08.03.2027");
    await expectFocus(page, "button", "9 марта 2027, вторник 8 свободных мест");
    await expect.poll(said).toEqual([expect.stringMatching(/^Международный женский день/)]);
  });
});

test("without any free day the page says what to do instead of an empty grid", async ({ page, context, visitor }) => {
  await visitor.citizen.enter(context);
  await page.goto(visitor.address("full"));
  await expect(page.getByRole("main")).toContainText("Свободных дней сейчас нет");
  await expect(page.getByRole("main").getByRole("grid")).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("button", { name: "Продолжить" })).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText(/Запись открыта до .*, и все дни заняты\./);
  await expect(page.getByRole("main")).not.toContainText("Когда нажмёте «Продолжить»");
  await expect(page.getByRole("main")).toContainText("позвоните в учреждение");
  await expect(page.getByRole("main").getByRole("link", { name: /^Позвонить: \+7\s343/ })).toHaveAttribute("href", /^tel:\+7343/);
  await expectAccessible(page, "нет свободных дней");
  await page.getByRole("main").getByRole("link", { name: "Выбрать другое учреждение" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Где вам удобно" })).toBeFocused();
});
