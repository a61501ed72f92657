// The connection breaks or the server stops while the calendar is open: afterwards the calendar shows the current state.

import type { BrowserContext, Page } from "@playwright/test";
import { Calendar } from "../../fixtures/calendar.ts";
import { banner, listen } from "../../fixtures/cuts.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import type { TcpProxy } from "../../fixtures/proxy.ts";
import { expect, test, type Visitor } from "../../fixtures/slots.ts";
import { lost } from "../../fixtures/visits.ts";

const slot = (startsAt: string) => ({ institution: "usual", line: "examination", starts_at: startsAt });

/** Opens the calendar behind the network proxy and chooses a day and a time. */
async function openBehind(network: TcpProxy, page: Page, context: BrowserContext, visitor: Visitor, time: string): Promise<Calendar> {
  await visitor.citizen.enter(context);
  await page.goto(`${network.origin}${visitor.address("usual")}`);
  const calendar = new Calendar(page);
  await calendar.goTo("2027-02-10");
  await calendar.choose("2027-02-10");
  await calendar.times.at(time).check();
  return calendar;
}

test("after a cut the calendar catches up, and choice and focus stay", async ({ page, context, network, server, visitor, watchdog }) => {
  watchdog.expectCuts();
  const calendar = await openBehind(network, page, context, visitor, "10:00");
  await calendar.times.at("10:00").focus();
  network.cut();
  await server.doors.slot(slot("2027-02-10T07:00:00Z"), true);
  await server.doors.slot(slot("2027-02-11T07:00:00Z"), true);
  await page.waitForTimeout(1500);
  network.restore();
  await expect(calendar.times.at("12:00")).toHaveAccessibleName("12:00, уже занято", { timeout: 30_000 });
  await expect(calendar.day("2027-02-11").locator(".day__free")).toHaveText("7");
  await expectFocus(page, "radio", "10:00");
  await expect(calendar.times.at("10:00")).toBeChecked();
});

test("a time with the focus that was taken during a cut is announced like any other", async ({ page, context, network, server, visitor, watchdog }) => {
  watchdog.expectCuts();
  const calendar = await openBehind(network, page, context, visitor, "10:00");
  await calendar.times.at("12:00").focus();
  const said = await listen(page);
  network.cut();
  await server.doors.slot(slot("2027-02-10T07:00:00Z"), true);
  await page.waitForTimeout(1500);
  network.restore();
  await expectFocus(page, "radio", "12:00, уже занято");
  await expect.poll(said).toContain("Время 12:00 уже занято. Выберите другое.");
});

test("a chosen time that was taken during a cut is reported once the connection is back", async ({ page, context, network, server, visitor, watchdog }) => {
  test.setTimeout(120_000);
  watchdog.expectCuts();
  await openBehind(network, page, context, visitor, "10:00");
  network.blackHole();
  await server.doors.slot(slot("2027-02-10T05:00:00Z"), true);
  await page.waitForTimeout(1000);
  network.restore();
  await expect(lost(page)).toContainText("10 февраля 2027, среда, 10:00", { timeout: 90_000 });
  await expect(lost(page).getByRole("listitem")).toHaveCount(3);
});

test("after a server restart the open calendar shows the current state", async ({ open, page, server, watchdog }) => {
  test.setTimeout(120_000);
  watchdog.expectCuts();
  const calendar = await open("usual");
  await calendar.goTo("2027-02-10");
  await calendar.choose("2027-02-10");
  await calendar.times.at("11:00").check();
  await server.stop("SIGKILL");
  // The institution's registry goes on working: its command line needs the data, not the server.
  await server.clerk("slot", "take", "usual", "examination", "2027-02-10T07:00:00Z");
  await expect(banner(page)).toBeVisible({ timeout: 15_000 });
  await server.start();
  await expect(calendar.times.at("12:00")).toHaveAccessibleName("12:00, уже занято", { timeout: 60_000 });
  await expect(calendar.times.at("11:00")).toBeChecked();
  await expect(banner(page)).toHaveCount(0);
});

test("twenty cuts in a row leave the number of free slots right", async ({ page, context, network, server, visitor, watchdog }) => {
  watchdog.expectCuts();
  const calendar = await openBehind(network, page, context, visitor, "16:00");
  await calendar.goTo("2027-02-10");
  for (const { starts_at } of (await visitor.slots("usual", "2027-02-10")).slice(0, 5)) {
    for (let cut = 0; cut < 4; cut += 1) {
      network.cut();
      network.restore();
    }
    await server.doors.slot(slot(starts_at), true);
  }
  await expect(calendar.day("2027-02-10").locator(".day__free")).toHaveText("3", { timeout: 30_000 });
  await calendar.expectAt("2027-02-10");
});
