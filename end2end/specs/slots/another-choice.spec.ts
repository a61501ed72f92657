// The citizen makes another choice while «Продолжить» waits for its answer: the later choice is held.

import { expect, test, type Visitor } from "../../fixtures/slots.ts";
import type { Server } from "../../fixtures/server.ts";
import { confirm, goOn, heading, holdBar, lost } from "../../fixtures/visits.ts";

const DAY = "2027-02-10";
const AT_TEN = "2027-02-10T05:00:00Z";

const held = async (visitor: Visitor) =>
  (await visitor.citizen.json<{ hold?: { starts_at: string } }>("GET", `/applications/${visitor.application}/visit`)).hold?.starts_at;

/** Delays the answer to the next «Продолжить». */
const slowHold = (server: Server, visitor: Visitor) =>
  server.doors.fault({ match: `PUT /api/v1/applications/${visitor.application}/hold`, kind: "delay", ms: 1_500 });

test("another time chosen while the first is being held is the one held and booked", async ({ open, page, server, visitor }) => {
  const calendar = await open("usual");
  await calendar.goTo(DAY);
  await calendar.choose(DAY);
  await calendar.times.at("10:00").check();
  await slowHold(server, visitor);
  await goOn(page).click();
  await calendar.times.at("11:00").check();
  await expect(heading(page, "Проверьте и запишитесь")).toBeFocused();
  await expect(page.getByRole("main")).toContainText(/10\sфевраля 2027, среда, 11:00/);
  await expect(page.getByRole("main")).not.toContainText("10:00");
  await expect(holdBar(page)).toContainText("Время сохранено за вами до");
  expect(await held(visitor)).toContain("2027-02-10T06:00");
  const id = await confirm(page);
  expect((await visitor.booking(id)).starts_at).toContain("2027-02-10T06:00");
});

test("a first time that is lost is not mentioned once another is chosen", async ({ open, page, server, visitor, watchdog }) => {
  watchdog.expect(/PUT .*hold/, 409);
  // Delays the events, so that the page learns of the loss only from the answer.
  await server.doors.fault({ match: `GET /api/v1/applications/${visitor.application}/institutions/usual/events`, kind: "delay", ms: 60_000, times: 9 });
  const calendar = await open("usual");
  await calendar.goTo(DAY);
  await calendar.choose(DAY);
  await calendar.times.at("10:00").check();
  await server.doors.slot({ institution: "usual", line: "examination", starts_at: AT_TEN }, true);
  await slowHold(server, visitor);
  await goOn(page).click();
  await calendar.times.at("12:00").check();
  await expect(heading(page, "Проверьте и запишитесь")).toBeFocused();
  await expect(lost(page)).toHaveCount(0);
  expect(await held(visitor)).toContain("2027-02-10T07:00");
});

test("another day chosen while a time is being held stays on the screen, and the time is released", async ({ open, page, server, visitor }) => {
  const calendar = await open("usual");
  await calendar.goTo(DAY);
  await calendar.choose(DAY);
  await calendar.times.at("10:00").check();
  await slowHold(server, visitor);
  const answer = page.waitForResponse((response) => response.request().method() === "PUT");
  await goOn(page).click();
  await calendar.day("2027-02-11").click();
  await expect(calendar.times.root).toContainText("11 февраля 2027, четверг");
  await answer;
  await expect.poll(() => held(visitor)).toBeUndefined();
  await expect(heading(page, "Выберите день и время")).toBeVisible();
  await calendar.times.at("09:00").check();
  await goOn(page).click();
  await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
  expect(await held(visitor)).toContain("2027-02-11T04:00");
});
