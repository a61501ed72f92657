// Days that cannot be booked: they can have the focus, say why they are closed, and change nothing.

import { expectAccessible } from "../../fixtures/axe.ts";
import { listen } from "../../fixtures/cuts.ts";
import { expect, fillDay, test } from "../../fixtures/slots.ts";

const CASES: [day: string, said: RegExp][] = [
  ["2027-02-07", /^Выходной.*7\sфевраля 2027, воскресенье/],
  ["2027-02-23", /^День защитника Отечества.*23\sфевраля 2027, вторник/],
  ["2027-02-01", /1\sфевраля 2027, понедельник/],
  ["2027-02-12", /^Нет свободных мест.*12\sфевраля 2027, пятница/],
];

test("Enter, Space and a click announce the reason and change nothing", async ({ open, page, server, visitor }) => {
  await fillDay(server, visitor, "usual", "2027-02-12");
  const calendar = await open("usual");
  await calendar.choose("2027-02-10");
  await calendar.times.at("10:00").check();
  const legend = await calendar.times.root.locator("legend").textContent();
  const said = await listen(page);
  for (const [day, words] of CASES) {
    for (const act of ["Enter", "Space", "click"] as const) {
      await test.step(`${act} on ${day}`, async () => {
        await calendar.goTo(day);
        await expect(calendar.day(day)).toHaveAttribute("aria-disabled", "true");
        await expect(calendar.cell(day)).toHaveAttribute("aria-disabled", "true");
        const before = (await said()).length;
        // Without `force` Playwright would wait until the day is enabled.
        if (act === "click") await calendar.day(day).click({ force: true });
        else await calendar.press(act);
        await expect.poll(async () => (await said()).length).toBeGreaterThan(before);
        expect(((await said()).at(-1) ?? "").replaceAll(/\s/g, " ")).toMatch(words);
        await calendar.expectAt(day);
        await expect(calendar.cell("2027-02-10")).toHaveAttribute("aria-selected", "true");
        await expect(calendar.times.at("10:00")).toBeChecked();
        expect(await calendar.times.root.locator("legend").textContent()).toBe(legend);
      });
    }
  }
  await calendar.day("2027-02-07").click({ force: true });
  await expect(calendar.root.locator(".slot-calendar__empty li")).toHaveText(["5 февраля 2027, пятница", "8 февраля 2027, понедельник", "9 февраля 2027, вторник"]);
  await expectAccessible(page, "день без записи");
});

test("a closed day has a contrast of at least 4.5", async ({ open, page }) => {
  const calendar = await open("usual");
  const ratio = await calendar.day("2027-02-07").evaluate((element) => {
    const rgb = (text: string) => (text.match(/[\d.]+/g) ?? []).map(Number);
    const light = ([r = 0, g = 0, b = 0]: number[]) => {
      const linear = [r, g, b].map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
    };
    let behind: Element | null = element;
    while (behind && rgb(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
    const [a, b] = [light(rgb(getComputedStyle(element).color)), light(rgb(behind ? getComputedStyle(behind).backgroundColor : "rgb(255,255,255)"))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  });
  expect(ratio).toBeGreaterThanOrEqual(4.5);
  await expectAccessible(page, "календарь");
});
