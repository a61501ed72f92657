// Holidays of a region: days off there and nowhere else.

import { listen } from "../../fixtures/cuts.ts";
import { expect, test } from "../../fixtures/slots.ts";

// A Monday, and in that year both holidays are Mondays, too.
test.use({ now: "2027-08-02T06:00:00Z" });

const CASES: [institution: string, day: string, label: string][] = [
  ["kazan", "2027-08-30", "Праздник региона, 30 августа 2027, понедельник"],
  ["ufa", "2027-08-30", "30 августа 2027, понедельник, 8 свободных мест"],
  ["usual", "2027-08-30", "30 августа 2027, понедельник, 8 свободных мест"],
  ["kazan", "2027-10-11", "11 октября 2027, понедельник, 8 свободных мест"],
  ["ufa", "2027-10-11", "Праздник региона, 11 октября 2027, понедельник"],
  ["usual", "2027-10-11", "11 октября 2027, понедельник, 8 свободных мест"],
  // A holiday of the whole country keeps its own name there.
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

test("a holiday of the region cannot be chosen: the reason is announced and other days are offered", async ({ open, page, visitor }) => {
  const calendar = await open("kazan");
  await calendar.goTo("2027-08-30");
  const said = await listen(page);
  await calendar.press("Enter");
  await expect.poll(said).toEqual(["Праздник региона. 30 августа 2027, понедельник: выбрать нельзя."]);
  await expect(calendar.root.getByRole("listitem")).toHaveText(["27 августа 2027, пятница", "31 августа 2027, вторник", "1 сентября 2027, среда"]);
  await calendar.expectAt("2027-08-30");
  // The server refuses it as well.
  await expect(visitor.book("kazan", "2027-08-30T07:00:00Z")).rejects.toThrow(/409|422/);
});
