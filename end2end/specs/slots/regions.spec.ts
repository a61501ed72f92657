// Holidays of a region: closed there and nowhere else.

import { listen } from "../../fixtures/cuts.ts";
import { expect, test } from "../../fixtures/slots.ts";

// A Monday; in the same year both holidays are Mondays too.
test.use({ now: "2027-08-02T06:00:00Z" });

const CASES: [institution: string, day: string, label: string][] = [
  ["kazan", "2027-08-30", "Праздник региона, 30 августа 2027, понедельник"],
  ["ufa", "2027-08-30", "30 августа 2027, понедельник, 8 свободных мест"],
  ["usual", "2027-08-30", "30 августа 2027, понедельник, 8 свободных мест"],
  ["kazan", "2027-10-11", "11 октября 2027, понедельник, 8 свободных мест"],
  ["ufa", "2027-10-11", "Праздник региона, 11 октября 2027, понедельник"],
  ["usual", "2027-10-11", "11 октября 2027, понедельник, 8 свободных мест"],
  // What is a holiday of the whole country has its own name there too.
  ["kazan", "2027-11-04", "День народного единства, 4 ноября 2027, четверг"],
];

for (const [institution, day, label] of CASES) {
  test(`${institution}, ${day}: ${label}`, async ({ open }) => {
    const calendar = await open(institution);
    await calendar.goTo(day);
    expect(await calendar.label(day)).toBe(label);
    if (label.includes("свободных")) await expect(calendar.day(day)).not.toHaveAttribute("aria-disabled");
    else await expect(calendar.day(day)).toHaveAttribute("aria-disabled", "true");
  });
}

test("праздник региона не выбрать: сказана причина, предложены соседние дни", async ({ open, page, visitor }) => {
  const calendar = await open("kazan");
  await calendar.goTo("2027-08-30");
  const said = await listen(page);
  await calendar.press("Enter");
  await expect.poll(said).toEqual(["Праздник региона. 30 августа 2027, понедельник: выбрать нельзя."]);
  await expect(calendar.root.getByRole("listitem")).toHaveText(["27 августа 2027, пятница", "31 августа 2027, вторник", "1 сентября 2027, среда"]);
  await calendar.expectAt("2027-08-30");
  // Nor by the request itself.
  await expect(visitor.book("kazan", "2027-08-30T07:00:00Z")).rejects.toThrow(/409|422/);
});
