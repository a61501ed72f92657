// Somebody takes a time while the days, or the times of a day, are still on their way: the answer that comes later tells
// of a moment before, and what the stream has told meanwhile is not lost.

import { Calendar } from "../../fixtures/calendar.ts";
import { nameOf } from "../../fixtures/network.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, test } from "../../fixtures/slots.ts";

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

test("время дня ещё загружается: занятое за это время показано занятым", async ({ page, context, network, server, visitor, quiet }) => {
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
  quiet.expect(STREAM, "cut");
});

test("дни ещё загружаются: занятое за это время сосчитано", async ({ page, context, network, server, visitor, quiet }) => {
  await visitor.citizen.enter(context);
  await page.goto(`${network.origin}/applications/${visitor.application}/booking`);
  const choose = page.getByRole("link", { name: `Выбрать дату здесь: ${nameOf("usual")}` });
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
  quiet.expect(STREAM, "cut");
});
