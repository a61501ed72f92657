// The calendar and the bookings in English.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Calendar } from "../../fixtures/calendar.ts";
import { listen } from "../../fixtures/cuts.ts";
import { expectEnglish, inEnglish } from "../../fixtures/english.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { nameOf } from "../../fixtures/network.ts";
import { expect, fillDay, fillMonth, NOW, test } from "../../fixtures/slots.ts";
import { heading, holdBar, pass } from "../../fixtures/visits.ts";

const DAY = "2027-02-10";
const AT_TEN = "2027-02-10T05:00:00Z";
const TEN = { institution: "usual", line: "examination", starts_at: AT_TEN };

const main = (page: Page) => page.getByRole("main");
const button = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true });
const lost = (page: Page) => page.getByRole("region", { name: /^Somebody has just taken this time/ });

test.beforeEach(async ({ context }) => inEnglish(context));

/** Chooses a day and its time at ten, and holds it. */
async function toConfirm(page: Page, calendar: Calendar): Promise<void> {
  await calendar.choose(DAY);
  await calendar.times.at("10:00").check();
  await button(page, "Continue").click();
  await expect(heading(page, "Check and book")).toBeFocused();
}

test("days: how many places are free, and why a day cannot be chosen", async ({ open, page, server, visitor }) => {
  await fillDay(server, visitor, "few-words", "2027-02-10");
  const calendar = await open("few-words");
  const labels: [day: string, label: string][] = [
    ["2027-02-01", "Booking has closed, today, 1 February 2027, Monday"],
    ["2027-02-02", "2 February 2027, Tuesday, 1 free place, chosen"],
    ["2027-02-08", "8 February 2027, Monday, 2 free places"],
    ["2027-02-10", "No free places, 10 February 2027, Wednesday"],
    ["2027-02-13", "Weekend, 13 February 2027, Saturday"],
    ["2027-02-22", "Moved day off, 22 February 2027, Monday"],
    ["2027-02-23", "Defender of the Fatherland Day, 23 February 2027, Tuesday"],
  ];
  for (const [day, label] of labels) expect(await calendar.label(day)).toBe(label);
  await expect(heading(page, "Choose a day and a time")).toBeVisible();
  await expect(calendar.title).toHaveText("February 2027");
  await expect(page).toHaveTitle("Choose a day and a time — Okno");
  await expectEnglish(page, "calendar");
  await expectAccessible(page, "the calendar in English");
});

test("holidays have their names", async ({ open }) => {
  const calendar = await open("usual");
  const holidays: [month: string, day: string, label: string][] = [
    ["March 2027", "2027-03-08", "International Women’s Day, 8 March 2027, Monday"],
    ["April 2027", "2027-04-01", "1 April 2027, Thursday, 8 free places"],
    ["May 2027", "2027-05-01", "Spring and Labour Day, 1 May 2027, Saturday"],
    ["June 2027", "2027-06-12", "Russia Day, 12 June 2027, Saturday"],
  ];
  for (const [month, day, label] of holidays) {
    await calendar.root.getByRole("button", { name: `Next month, ${month}`, exact: true }).click();
    await expect(calendar.title).toHaveText(month);
    expect(await calendar.label(day)).toBe(label);
  }
});

test("views, announcements and reasons", async ({ open, page, server, visitor }) => {
  await fillMonth(server, visitor, "few-words", "2027-03");
  const calendar = await open("few-words");
  await expect(page.getByRole("region", { name: "Choosing a day" })).toBeVisible();
  const next = (month: string) => calendar.root.getByRole("button", { name: `Next month, ${month}`, exact: true });
  const previous = (month: string) => calendar.root.getByRole("button", { name: `Previous month, ${month}`, exact: true });
  const said = await listen(page);
  const expectSaid = (text: string) => expect.poll(async () => (await said()).at(-1)).toBe(text);
  await next("March 2027").click();
  await expectSaid("In March there are no free days. The nearest one: 1 April 2027");
  await expect(calendar.root.getByText("In March there are no free days.")).toBeVisible();
  await expect(calendar.root.getByRole("button", { name: "The nearest free day is 1 April 2027" })).toBeVisible();
  await next("April 2027").click();
  await expectSaid("April 2027, free days: 21");
  await expect(previous("March 2027")).toBeVisible();
  for (const month of ["May 2027", "June 2027", "July 2027", "August 2027"]) await next(month).click();
  // The button is aria-disabled, and Playwright's click would wait for it.
  await next("September 2027").press("Enter");
  await expectSaid("There is nothing to book beyond this month yet.");
  await calendar.root.getByRole("button", { name: "Nearest free: 2 February 2027, Tuesday" }).click();
  await expect(calendar.title).toHaveText("February 2027");
  // By now the page has scrolled to the times of the day.
  await expect(calendar.times.radios.first()).toBeFocused();
  await calendar.day("2027-02-23").click({ force: true });
  await expectSaid("Defender of the Fatherland Day. 23 February 2027, Tuesday: this day cannot be chosen.");
  await expect(calendar.root.getByText("The nearest free days:")).toBeVisible();
  await expectEnglish(page, "a day that cannot be chosen");
  const views = page.getByRole("group", { name: "How to show the days" });
  await expect(views.getByRole("button")).toHaveText(["Calendar", "List of days"]);
  await views.getByRole("button", { name: "List of days with free places" }).click();
  await expect(calendar.day("2027-02-02")).toHaveText(/^2\sFebruary 2027, Tuesday\s*1\sfree place$/);
  await expect(calendar.day("2027-02-08")).toHaveText(/^8\sFebruary 2027, Monday\s*2\sfree places$/);
  await expectEnglish(page, "list");
});

test("going to a date: the format is named, what is wrong is said", async ({ open, page }) => {
  const calendar = await open("usual");
  await calendar.root.getByRole("button", { name: "Go to a date", exact: true }).click();
  const jump = calendar.root.getByRole("textbox", { name: "Date", exact: true });
  await expect(jump).toHaveAccessibleDescription("For example, 02.02.2027");
  const go = async (typed: string) => {
    await jump.fill(typed);
    await button(page, "Go").click();
  };
  await go("tomorrow");
  await expect(jump).toHaveAccessibleDescription(/There is no such date\. Enter day, month and year, for example 24\.11\.2026\./);
  await expectEnglish(page, "no date");
  await go("03.08.2027");
  await expect(jump).toHaveAccessibleDescription(/The calendar shows days from 01\.02\.2027 to 02\.08\.2027\. Enter a date within these limits\./);
  await go("12.02.2027");
  await calendar.expectAt("2027-02-12");
});

test("times: parts of the day, more of them, a taken one", async ({ open, page, server }) => {
  const calendar = await open("crowd");
  await calendar.choose(DAY);
  await expect(page.getByRole("group", { name: "10 February 2027, Wednesday. Local time: Екатеринбург (MSK+2)" })).toBeVisible();
  const more = main(page).getByRole("button", { name: /^Show/ });
  await expect(more).toHaveText("Show 40 more");
  for (let press = 0; press < 7; press += 1) await more.click();
  for (const part of ["Morning", "Afternoon", "Evening"]) await expect(calendar.times.root.getByRole("group", { name: part, exact: true })).toBeVisible();
  await server.doors.slot({ institution: "crowd", line: "examination", starts_at: "2027-02-10T04:30:00Z" }, true);
  await expect(calendar.times.at("09:30")).toHaveAccessibleName("09:30, taken");
  await expect(main(page).getByRole("button", { name: "Choose another date" })).toBeAttached();
  await button(page, "Continue").click();
  await expect(page.getByRole("alert")).toHaveText("Choose a time first.");
  await calendar.times.at("10:00").check();
  await expect(page.getByText("You have chosen: 10 February 2027, Wednesday, 10:00.")).toBeVisible();
  await expectEnglish(page, "times");
});

test("nothing free on a day, and nothing free at all", async ({ open, page, context, server, visitor }) => {
  await fillDay(server, visitor, "usual", DAY, 1);
  const calendar = await open("usual");
  await calendar.choose(DAY);
  await calendar.times.at("09:00").focus();
  const said = await listen(page);
  await server.doors.slot({ ...TEN, starts_at: "2027-02-10T04:00:00Z" }, true);
  await expect.poll(said).toEqual(["09:00 is already taken. Choose another time."]);
  await expect(page.getByText("No free time is left on this day.")).toBeVisible();
  await expectEnglish(page, "a full day");
  await visitor.citizen.enter(context);
  await page.goto(visitor.address("full"));
  await expect(main(page)).toContainText("There are no free days now");
  await expect(main(page).getByRole("link", { name: "Call +7 343 200-10-07" })).toBeVisible();
  await expectEnglish(page, "nothing free");
});

test("a chosen time is lost: the alert and the nearest others", async ({ open, page, server }) => {
  const calendar = await open("usual");
  await calendar.choose(DAY);
  await calendar.times.at("10:00").check();
  await server.doors.slot(TEN, true);
  await expect(lost(page)).toContainText("Somebody has just taken this time: 10 February 2027, Wednesday, 10:00. Choose another.");
  await expect(lost(page)).toContainText("The nearest free times:");
  await expect(lost(page).getByRole("listitem")).toHaveText(["10 February 2027, Wednesday, 09:00", "10 February 2027, Wednesday, 11:00", "10 February 2027, Wednesday, 12:00"]);
  await expectEnglish(page, "lost");
  await expectAccessible(page, "lost, in English");
  await lost(page).getByRole("button").first().click();
  await expectFocus(page, "radio", "09:00");
});

test("the hold: kept, prolonged, ending, ended", async ({ open, page, server, visitor }) => {
  void visitor;
  await page.clock.install({ time: new Date(NOW) });
  await toConfirm(page, await open("usual"));
  await expect(holdBar(page)).toContainText(/The time is kept for you until 09:1\d/);
  await expectEnglish(page, "details");
  await expectAccessible(page, "the details in English");
  await pass(page, server, 5);
  await holdBar(page).getByRole("button", { name: "Keep it for 10 more minutes" }).click();
  await expect(holdBar(page)).toContainText(/The time is kept for you until 09:1[5-9]/);
  await pass(page, server, 8.5);
  await expect(holdBar(page)).toContainText(/Less than two minutes are left: the time is kept for you until 09:1[5-9]/);
  await pass(page, server, 2);
  await expect(holdBar(page)).toContainText("The time is not kept for you any more");
  await expect(main(page)).toContainText("What you have filled in is still here. If the time is still free, you can book it.");
  await expect(holdBar(page).getByRole("button", { name: "Keep it for me again" })).toBeVisible();
  await expectEnglish(page, "the hold has ended");
});

test("details: wrong answers are explained; the booking, its page and cancelling it", async ({ open, page, server, visitor }) => {
  await toConfirm(page, await open("usual"));
  await expect(main(page)).toContainText("10 February 2027, Wednesday, 10:00");
  const phone = page.getByLabel("Phone on the day of the visit");
  await phone.fill("12345");
  await page.getByRole("checkbox", { name: "I come in a wheelchair" }).check();
  await page.getByLabel("What else should we know?").fill("x".repeat(501));
  await button(page, "Book").click();
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByRole("alert").getByRole("link")).toHaveText(["Check the phone: it must be a Russian number, for example +7 912 345-67-89", "Shorten the text by 1 character"]);
  await expectEnglish(page, "wrong details");
  await phone.fill("+7 912 345-67-89");
  await page.getByLabel("What else should we know?").fill("Thank you");
  await button(page, "Book").click();
  await expect(page).toHaveURL(/\/bookings\/[^/]+$/);
  await expect(heading(page, "Your examination")).toBeFocused();
  await expect(main(page)).toContainText(`10 February 2027 (Wednesday), 10:00, in 9 days. ${nameOf("usual")}`);
  await expect(main(page)).toContainText("The visit can be moved until 9 February, 10:00 — 7 days left.");
  await expect(main(page)).toContainText("I come in a wheelchair");
  await expectEnglish(page, "booking");
  await expectAccessible(page, "a booking in English");
  await button(page, "Cancel the booking").click();
  const dialog = page.getByRole("dialog", { name: "Cancel the booking?" });
  await expect(dialog.getByRole("button", { name: "Keep the booking" })).toBeFocused();
  await expect(dialog).toContainText(`10 February 2027 (Wednesday), 10:00, ${nameOf("usual")}.`);
  await expectEnglish(page, "cancelling");
  await dialog.getByRole("button", { name: "Yes, cancel" }).click();
  await expect(main(page)).toContainText("The booking is cancelled");
  await expectEnglish(page, "cancelled");
  await page.goto("/bookings");
  await expect(heading(page, "My visits")).toBeVisible();
  await expect(main(page)).toContainText("Cancelled");
  await expectEnglish(page, "my visits");
  expect(await visitor.bookings()).toMatchObject([{ state: "cancelled", details: { comment: "Thank you" } }]);
  void server;
});

test("moving, waiting for an earlier time, and the second booking that there cannot be", async ({ page, context, visitor }) => {
  const { id } = await visitor.book("usual", AT_TEN);
  await visitor.citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await button(page, "Tell me if an earlier time becomes free").click();
  await expect(main(page)).toContainText("You are waiting for an earlier time. We will write no more than 3 times, at most once a day.");
  await expectEnglish(page, "waiting");
  await main(page).getByRole("link", { name: "Choose another time" }).click();
  await expect(heading(page, "Move the booking")).toBeVisible();
  const calendar = new Calendar(page);
  await calendar.choose("2027-02-12");
  await calendar.times.at("15:00").check();
  await expectEnglish(page, "moving");
  await button(page, "Continue").click();
  await expect(heading(page, "Check the new time")).toBeVisible();
  await expectEnglish(page, "the new time");
  await button(page, "Move").click();
  await expect(main(page)).toContainText("12 February 2027 (Friday), 15:00, in 11 days");
  await page.goto(visitor.address("usual"));
  await expect(heading(page, "You already have a booking")).toBeVisible();
  await expect(main(page)).toContainText(`You are booked: ${nameOf("usual")}, 12 February 2027 (Friday), 15:00. There can be only one booking for a service at a time.`);
  await expectEnglish(page, "already booked");
});
