// Snapshots of the accessibility tree; their files are beside this one.

import { expect, fillDay, test } from "../../fixtures/slots.ts";
import { toConfirm } from "../../fixtures/visits.ts";

test("a month is read as before", async ({ open, server, visitor }) => {
  await fillDay(server, visitor, "usual", "2027-02-12");
  const calendar = await open("usual");
  await expect(calendar.root).toMatchAriaSnapshot({ name: "month.aria.yml" });
});

test("a list of days is read as before", async ({ open }) => {
  const calendar = await open("few-words");
  await calendar.view("Список дней").click();
  await expect(calendar.root.getByRole("list").first()).toMatchAriaSnapshot({ name: "list.aria.yml" });
});

test("the times of a day are read as before", async ({ open, server }) => {
  const calendar = await open("usual");
  await calendar.choose("2027-02-10");
  await calendar.times.at("10:00").check();
  await server.doors.slot({ institution: "usual", line: "examination", starts_at: "2027-02-10T08:00:00Z" }, true);
  await expect(calendar.times.at("13:00")).toHaveAccessibleName("13:00, уже занято");
  await expect(calendar.times.root).toMatchAriaSnapshot({ name: "times.aria.yml" });
});

test("the details and the hold are read as before", async ({ open, page }) => {
  await page.clock.install({ time: new Date("2027-02-01T06:00:00Z") });
  await toConfirm(await open("usual"), "2027-02-10", "10:00");
  await expect(page.getByRole("main")).toMatchAriaSnapshot({ name: "confirm.aria.yml" });
});

test("a booking is read as before", async ({ page, context, visitor }) => {
  const { id } = await visitor.book("usual", "2027-02-10T05:00:00Z");
  await visitor.citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await expect(page.getByRole("link", { name: "Добавить в календарь" })).toBeVisible();
  await expect(page.getByRole("main")).toMatchAriaSnapshot({ name: "booking.aria.yml" });
});
