// Leaving the last screen: the hold is released at once, also when the tab is closed, and a citizen who comes back earlier is
// promised nothing.

import type { Page } from "@playwright/test";
import { Calendar } from "../../fixtures/calendar.ts";
import { PYOTR } from "../../fixtures/people.ts";
import { expect, NOW, openCalendar, test, Visitor } from "../../fixtures/slots.ts";
import { bookIt, goOn, heading, holdBar, leave, toConfirm } from "../../fixtures/visits.ts";

const DAY = "2027-02-10";
const AT_TEN = "2027-02-10T05:00:00Z";

/** Whether the slot is free for this visitor. */
async function isFreeFor(other: Visitor): Promise<boolean | undefined> {
  return (await other.slots("usual", DAY)).find(({ starts_at }) => Date.parse(starts_at) === Date.parse(AT_TEN))?.free;
}

/** Another citizen, who sees the same slots. */
const somebody = (server: Parameters<typeof Visitor.ofExamination>[0]) =>
  Visitor.ofExamination(server, PYOTR, NOW, { snils: "087-654-303 00" });

const at = (visitor: Visitor) => `/api/v1/applications/${visitor.application}`;

test("leaving and coming back before the release, the citizen gets no false promise", async ({ open, page, server, visitor }) => {
  const other = await somebody(server);
  await toConfirm(await open("usual"), DAY, "10:00");
  await server.doors.fault({ match: `POST ${at(visitor)}/hold/release`, kind: "delay", ms: 1_500 });
  await leave(page);
  await page.goBack();
  await expect(heading(page, "Выберите день и время")).toBeVisible();
  await expect(holdBar(page)).toHaveCount(0);
  expect(await isFreeFor(other)).toBe(true);
});

test("leaving while a time is being held leaves it free, and no promise on coming back", async ({ open, page, server, visitor }) => {
  const other = await somebody(server);
  const calendar = await open("usual");
  await calendar.goTo(DAY);
  await calendar.choose(DAY);
  await calendar.times.at("10:00").check();
  await server.doors.fault({ match: `PUT ${at(visitor)}/hold`, kind: "delay", ms: 1_500 });
  await goOn(page).click();
  await leave(page);
  await page.goBack();
  await expect(heading(page, "Выберите день и время")).toBeVisible();
  await expect(new Calendar(page).root).toBeVisible();
  expect(await isFreeFor(other)).toBe(true);
});

test("leaving and closing the tab at once still releases the time", async ({ open, page, context, server, visitor }) => {
  const other = await somebody(server);
  await toConfirm(await open("usual"), DAY, "10:00");
  await context.newPage();
  await server.doors.fault({ match: `POST ${at(visitor)}/hold/release`, kind: "delay", ms: 1_500 });
  const release = page.waitForRequest(/\/hold\/release$/);
  await leave(page);
  await release;
  await page.close();
  await expect.poll(() => isFreeFor(other)).toBe(true);
});

test("leaving while booking keeps the time from others until the answer", async ({ open, page, server, visitor }) => {
  const other = await somebody(server);
  await toConfirm(await open("usual"), DAY, "10:00");
  await server.doors.fault({ match: `POST ${at(visitor)}/booking`, kind: "delay", ms: 2_000 });
  await bookIt(page).click();
  await leave(page);
  await page.waitForTimeout(800);
  expect(await visitor.bookings(), "the answer is not there yet").toEqual([]);
  expect(await isFreeFor(other)).toBe(false);
  await expect.poll(async () => (await visitor.bookings()).length).toBe(1);
});

test("leaving while booking, with the booking failed, leaves the time free", async ({ page, context, network, server, visitor, watchdog }) => {
  watchdog.expect(/POST .*booking/, 503);
  watchdog.expectCuts();
  const other = await somebody(server);
  await visitor.citizen.enter(context);
  await toConfirm(await openCalendar(page, `${network.origin}${visitor.address("usual")}`), DAY, "10:00");
  await server.doors.fault({ match: `POST ${at(visitor)}/booking`, kind: "status", status: 503 });
  network.delay(1_500);
  await bookIt(page).click();
  await leave(page);
  expect(await isFreeFor(other), "the answer is not there yet").toBe(false);
  network.delay(0);
  await expect.poll(() => isFreeFor(other)).toBe(true);
  expect(await visitor.bookings()).toEqual([]);
});

for (const [name, go] of [
  ["closing the tab", (page: Page) => page.close({ runBeforeUnload: true })],
  ["opening something else in the tab", (page: Page) => page.goto("about:blank").then(() => {})],
] as const) {
  test(`${name} on the last screen frees the time within a minute`, async ({ open, page, context, server, visitor }) => {
    const other = await somebody(server);
    await toConfirm(await open("usual"), DAY, "10:00");
    await context.newPage();
    await go(page);
    const left = async () => {
      const { hold } = await visitor.citizen.json<{ hold: { now: string; ends_at: string } }>("GET", `/applications/${visitor.application}/visit`);
      return Date.parse(hold.ends_at) - Date.parse(hold.now);
    };
    await expect.poll(left).toBeLessThanOrEqual(60_000);
    expect(await isFreeFor(other), "the page may be loading anew").toBe(false);
    await server.doors.advance({ minutes: 1 });
    await expect.poll(() => isFreeFor(other)).toBe(true);
  });
}

test("coming back soon holds the time for ten minutes again, and leaving releases it", async ({ open, page, server, visitor }) => {
  const other = await somebody(server);
  await toConfirm(await open("usual"), DAY, "10:00");
  const address = page.url();
  const left = async () => {
    const { hold } = await visitor.citizen.json<{ hold?: { now: string; ends_at: string } }>("GET", `/applications/${visitor.application}/visit`);
    return hold ? Date.parse(hold.ends_at) - Date.parse(hold.now) : 0;
  };
  // A reload does both at once; the server may then hear of the end after it was asked what is held.
  await page.goto("/icon.svg");
  await expect.poll(left).toBeLessThanOrEqual(60_000);
  await page.goto(address);
  await expect(holdBar(page)).toContainText("Время сохранено за вами до");
  await server.doors.advance({ minutes: 8 });
  expect(await isFreeFor(other)).toBe(false);
  const { hold } = await visitor.citizen.json<{ hold?: { prolongations_left: number } }>("GET", `/applications/${visitor.application}/visit`);
  expect(hold?.prolongations_left).toBe(9);
  await leave(page);
  await expect.poll(() => isFreeFor(other)).toBe(true);
});

test("a note written just before leaving is there when a time is chosen again", async ({ open, page }) => {
  await toConfirm(await open("usual"), DAY, "10:00");
  await page.getByLabel("Что ещё нам нужно знать?").fill("Второй этаж трудно");
  await leave(page);
  await page.goBack();
  await expect(heading(page, "Выберите день и время")).toBeVisible();
  await toConfirm(new Calendar(page), DAY, "10:00");
  await expect(page.getByLabel("Что ещё нам нужно знать?")).toHaveValue("Второй этаж трудно");
});
