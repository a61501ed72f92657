// Somebody takes a time while the days, or the times of a day, are still on their way: the answer that comes later tells
// of a moment before, and what the stream has told meanwhile is not lost.

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

/** It lives until the network between goes at the end of the test, and not a moment less: a new one would fetch anew. */
const STREAM = /GET .*\/events/;

/** Answers to such a request that the server has sent off. */
const answered = (server: Server, route: string) => server.log.filter((line) => line.includes(`${route}"`)).length;

const DAYS = "/institutions/{institution}/days";
const TIMES = `${DAYS}/{day}`;

test("время дня ещё загружается: занятое за это время показано занятым", async ({ page, context, network, server, visitor, watchdog }) => {
  await visitor.citizen.enter(context);
  await page.goto(`${network.origin}${visitor.address("usual")}`);
  const calendar = new Calendar(page);
  await expect(calendar.times.radios).toHaveCount(8);
  const before = answered(server, TIMES);
  network.delay(ANSWER_MS);
  await calendar.day(DAY).click();
  await expect.poll(() => answered(server, TIMES)).toBeGreaterThan(before);
  // The answer is on its way, with the noon free; events overtake it.
  network.delay(0);
  await server.doors.slot(AT_NOON, true);
  await expect(calendar.free(DAY)).toHaveText("7");
  await expect(calendar.times.radios, "the times are not there yet").toHaveCount(0);
  await expect(calendar.times.at("11:00")).toBeEnabled();
  await expect(calendar.times.at("12:00")).toHaveAccessibleName("12:00, уже занято");
  await expect(calendar.times.at("12:00")).toBeDisabled();
  watchdog.expect(STREAM, "cut");
});

test("дни ещё загружаются: занятое за это время сосчитано", async ({ page, context, network, server, visitor, watchdog }) => {
  await visitor.citizen.enter(context);
  await page.goto(`${network.origin}/applications/${visitor.application}/booking`);
  const choose = page.getByRole("link", { name: `Выбрать дату здесь: ${nameOf("usual")}` });
  await page.getByRole("button", { name: /^Показать ещё \d+$/ }).click();
  await expect(choose).toBeVisible();
  // The days are asked for before the stream is open, and answered after it.
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

test("всё загружается заново, а время занимают: прежнее число мест не возвращается", async ({ page, context, network, server, visitor, watchdog }) => {
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
  // Until what was on its way is there.
  const end = Date.now() + ANSWER_MS + 1_500;
  while (Date.now() < end) {
    expect(await free()).toBe("7");
    await page.waitForTimeout(100);
  }
  watchdog.expect(STREAM, "cut");
});

test("поток открылся поздно, а запрос за всем тогда не удался: занятое раньше показано всё равно", async ({ open, server, visitor, watchdog }) => {
  watchdog.expect(/\/days$/, 500);
  const path = `GET /api/v1/applications/${visitor.application}/institutions/usual`;
  await server.doors.fault({ match: `${path}/events`, kind: "delay", ms: ANSWER_MS });
  const calendar = await open("usual");
  await expect(calendar.times.radios).toHaveCount(8);
  await server.doors.fault({ match: `${path}/days`, kind: "status", status: 500 });
  await server.doors.slot(AT_NOON, true);
  await expect(calendar.free(DAY)).toHaveText("7", { timeout: 20_000 });
});

test("календарь загружается дольше секунды: сказано; и когда пробуют снова", async ({ page, context, server, visitor, watchdog }) => {
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

test("другой день выбран, пока первый загружается: о новом молчат, если он скор", async ({ open, page, server, visitor }) => {
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

test("ответ на «Продолжить» и «Записаться» заставляет ждать: видно и сказано, что происходит", async ({ open, page, server, visitor }) => {
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
