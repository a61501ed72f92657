// Somebody takes a time while days or times are still loading. The answer shows an earlier state, so what the stream reported
// meanwhile must be applied to it.

import { Calendar } from "../../fixtures/calendar.ts";
import { listen } from "../../fixtures/cuts.ts";
import { nameOf } from "../../fixtures/network.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, test } from "../../fixtures/slots.ts";
import { bookIt, goOn, heading } from "../../fixtures/visits.ts";

const DAY = "2027-02-10";
const AT_NOON = { institution: "usual", line: "examination", starts_at: "2027-02-10T07:00:00Z" };

/** Longer than anything here takes on a busy machine. */
const ANSWER_MS = 4_000;

/** The stream stays open until the network is cut at the test's end. If it reopened, the app would fetch everything again. */
const STREAM = /GET .*\/events/;

/** Number of answers to such a request that the server has sent. */
const answered = (server: Server, route: string) => server.log.filter((line) => line.includes(`${route}"`)).length;

const DAYS = "/institutions/{institution}/days";
const TIMES = `${DAYS}/{day}`;

test("a time taken while the times load is shown as taken", async ({ page, context, network, server, visitor, watchdog }) => {
  await visitor.citizen.enter(context);
  await page.goto(`${network.origin}${visitor.address("usual")}`);
  const calendar = new Calendar(page);
  await expect(calendar.times.radios).toHaveCount(8);
  const before = answered(server, TIMES);
  network.delay(ANSWER_MS);
  await calendar.day(DAY).click();
  await expect.poll(() => answered(server, TIMES)).toBeGreaterThan(before);
  // The answer with noon free is on its way; events overtake it.
  network.delay(0);
  await server.doors.slot(AT_NOON, true);
  await expect(calendar.free(DAY)).toHaveText("7");
  await expect(calendar.times.radios, "the times are not there yet").toHaveCount(0);
  await expect(calendar.times.at("11:00")).toBeEnabled();
  await expect(calendar.times.at("12:00")).toHaveAccessibleName("12:00, уже занято");
  await expect(calendar.times.at("12:00")).toBeDisabled();
  watchdog.expect(STREAM, "cut");
});

test("a time taken while the days load is counted", async ({ page, context, network, server, visitor, watchdog }) => {
  await visitor.citizen.enter(context);
  await page.goto(`${network.origin}/applications/${visitor.application}/booking`);
  const choose = page.getByRole("link", { name: `Выбрать дату здесь: ${nameOf("usual")}` });
  await page.getByRole("button", { name: /^Показать ещё \d+$/ }).click();
  await expect(choose).toBeVisible();
  // The request for the days goes out before the stream is open; its answer comes after that.
  const path = `/api/v1/applications/${visitor.application}/institutions/usual`;
  await server.doors.fault({ match: `GET ${path}/days`, kind: "delay", ms: 1_500 });
  const before = answered(server, DAYS);
  const stream = page.waitForResponse((response) => response.url().endsWith(`${path}/events`));
  await choose.click();
  await stream;
  network.delay(ANSWER_MS);
  await expect.poll(() => answered(server, DAYS)).toBeGreaterThan(before);
  network.delay(0);
  await server.doors.slot(AT_NOON, true);
  const calendar = new Calendar(page);
  await expect(calendar.root, "the days are not there yet").toHaveCount(0);
  await expect(calendar.free("2027-02-11")).toHaveText("8");
  await expect(calendar.free(DAY)).toHaveText("7");
  watchdog.expect(STREAM, "cut");
});

test("a time taken during a second load keeps the newer number of free slots", async ({ page, context, network, server, visitor, watchdog }) => {
  await visitor.citizen.enter(context);
  await page.goto(`${network.origin}${visitor.address("usual")}`);
  const calendar = new Calendar(page);
  await expect(calendar.times.radios).toHaveCount(8);
  const before = answered(server, DAYS);
  network.delay(ANSWER_MS);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect.poll(() => answered(server, DAYS)).toBeGreaterThan(before);
  network.delay(0);
  await server.doors.slot(AT_NOON, true);
  const free = () => calendar.day(DAY).locator(".day__free").textContent();
  await expect.poll(free).toBe("7");
  // Until the delayed answer has arrived.
  const end = Date.now() + ANSWER_MS + 1_500;
  while (Date.now() < end) {
    expect(await free()).toBe("7");
    await page.waitForTimeout(100);
  }
  watchdog.expect(STREAM, "cut");
});

test("a time taken before a late stream opened is shown, even after a failed request", async ({ open, server, visitor, watchdog }) => {
  watchdog.expect(/\/days$/, 500);
  const path = `GET /api/v1/applications/${visitor.application}/institutions/usual`;
  await server.doors.fault({ match: `${path}/events`, kind: "delay", ms: ANSWER_MS });
  const calendar = await open("usual");
  await expect(calendar.times.radios).toHaveCount(8);
  await server.doors.fault({ match: `${path}/days`, kind: "status", status: 500 });
  await server.doors.slot(AT_NOON, true);
  await expect(calendar.free(DAY)).toHaveText("7", { timeout: 20_000 });
});

test("a calendar that loads for over a second says so, also when tried again", async ({ page, context, server, visitor, watchdog }) => {
  watchdog.expect(/GET .*days/, 503);
  await visitor.citizen.enter(context);
  await page.goto(`/applications/${visitor.application}/booking`);
  const match = `GET /api/v1/applications/${visitor.application}/institutions/usual/days`;
  await server.doors.fault({ match, kind: "delay", ms: ANSWER_MS });
  await server.doors.fault({ match, kind: "status", status: 503, times: 9 });
  const said = await listen(page);
  await page.getByRole("button", { name: /^Показать ещё \d+$/ }).click();
  await page.getByRole("link", { name: `Выбрать дату здесь: ${nameOf("usual")}` }).click();
  await expect.poll(said).toContain("Загружаем свободное время.");
  const again = page.getByRole("button", { name: "Попробовать ещё раз" });
  await expect(again).toBeVisible({ timeout: 30_000 });
  const before = (await said()).length;
  await server.doors.noFaults();
  await server.doors.fault({ match, kind: "delay", ms: ANSWER_MS });
  await again.click();
  await expect.poll(async () => (await said()).length).toBeGreaterThan(before);
  await expect(new Calendar(page).root).toBeVisible();
});

test("choosing another day during a load announces nothing if that day comes soon", async ({ open, page, server, visitor }) => {
  const calendar = await open("usual");
  await expect(calendar.times.radios).toHaveCount(8);
  const times = (day: string) => `GET /api/v1/applications/${visitor.application}/institutions/usual/days/${day}`;
  await server.doors.fault({ match: times("2027-02-10"), kind: "delay", ms: 3_000 });
  await server.doors.fault({ match: times("2027-02-11"), kind: "delay", ms: 600 });
  const said = await listen(page);
  await calendar.day("2027-02-10").click();
  await page.waitForTimeout(800);
  await calendar.day("2027-02-11").click();
  await expect(calendar.times.root).toContainText("11 февраля 2027, четверг");
  await page.waitForTimeout(1_000);
  expect(await said()).toEqual([]);
});

test("waiting for «Продолжить» and «Записаться» is shown and announced", async ({ open, page, server, visitor }) => {
  const calendar = await open("usual");
  await calendar.goTo(DAY);
  await calendar.choose(DAY);
  await calendar.times.at("10:00").check();
  const said = await listen(page);
  const at = `/api/v1/applications/${visitor.application}`;
  await server.doors.fault({ match: `PUT ${at}/hold`, kind: "delay", ms: 2_500 });
  await goOn(page).click();
  await expect(page.getByText("Сохраняем время за вами…").first()).toBeVisible();
  await expect.poll(said).toContain("Сохраняем время за вами…");
  await expect(heading(page, "Проверьте и запишитесь")).toBeFocused();
  await server.doors.fault({ match: `POST ${at}/booking`, kind: "delay", ms: 2_500 });
  await bookIt(page).click();
  await expect.poll(said).toContain("Записываем…");
  await expect(page).toHaveURL(/\/bookings\/[^/]+$/);
});
