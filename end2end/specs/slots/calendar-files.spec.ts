// The visit in the citizen's own calendar: what the file says, how it changes, and what it does not reveal.

import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { download } from "../../fixtures/pdf-documents.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, NOW, test, Visitor } from "../../fixtures/slots.ts";
import type { Citizen } from "../../fixtures/citizen.ts";

/** The lines of a calendar file (RFC 5545), unfolded. */
const lines = (text: string) => text.replaceAll(/\r\n[ \t]/g, "").split("\r\n").filter(Boolean);

const values = (all: string[], name: string) =>
  all.filter((line) => new RegExp(`^${name}[:;]`).test(line)).map((line) => line.slice(line.indexOf(":") + 1));

async function visitFile(citizen: Citizen, id: string): Promise<string[]> {
  const answer = await citizen.call("GET", `/bookings/${id}/visit.ics`, undefined, {});
  expect(answer.headers.get("content-type")).toMatch(/^text\/calendar/);
  return lines(await answer.text());
}

const link = (page: Page) => page.getByRole("main").getByRole("link", { name: "Добавить в календарь" });

test("the file of a visit: start in UTC, address, reminders, nothing about health", async ({ page, context, visitor }) => {
  const { id } = await visitor.book("usual", "2027-02-10T05:00:00Z");
  await visitor.citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await expect(link(page)).toBeVisible();
  const { file, name } = await download(page, "Добавить в календарь");
  // The number of the application would reveal the service, so it is not in the file's name.
  expect(name).toBe("Визит.ics");
  const text = await readFile(file, "utf8");
  const all = lines(text);
  expect(all[0]).toBe("BEGIN:VCALENDAR");
  expect(all.at(-1)).toBe("END:VCALENDAR");
  expect(values(all, "VERSION")).toEqual(["2.0"]);
  expect(values(all, "DTSTART")).toEqual(["20270210T050000Z"]);
  expect(values(all, "DTEND")).toEqual(["20270210T060000Z"]);
  expect(values(all, "LOCATION")[0]?.replaceAll("\\", "")).toContain("Екатеринбург");
  expect(values(all, "TRIGGER").sort()).toEqual(["-P1D", "-PT2H"]);
  expect(values(all, "STATUS")).toEqual(["CONFIRMED"]);
  for (const line of all) expect(Buffer.byteLength(line, "utf8"), "folded lines are whole").toBeGreaterThan(0);
  for (const raw of text.split("\r\n")) expect(Buffer.byteLength(raw, "utf8"), raw).toBeLessThanOrEqual(75);
  expect(text).not.toMatch(/экспертиз|инвалид|Учреждение «usual»|операци/i);
});

test("moving and cancelling keep the visit's id and raise the change number", async ({ visitor }) => {
  const { id, version } = await visitor.book("usual", "2027-02-10T05:00:00Z");
  const first = await visitFile(visitor.citizen, id);
  await visitor.citizen.json("POST", `/bookings/${id}/move`, { starts_at: "2027-02-12T10:00:00Z" }, { "if-match": `"${version}"` });
  const moved = await visitFile(visitor.citizen, id);
  await visitor.cancel(id);
  const cancelled = await visitFile(visitor.citizen, id);
  expect(new Set([first, moved, cancelled].flatMap((all) => values(all, "UID")).filter((uid) => uid.startsWith("visit-"))).size).toBe(1);
  expect(values(moved, "DTSTART")).toEqual(["20270212T100000Z"]);
  const sequence = [first, moved, cancelled].map((all) => Number(values(all, "SEQUENCE")[0]));
  expect(sequence).toEqual([...sequence].sort((a, b) => a - b));
  expect(new Set(sequence).size).toBe(3);
  expect(values(cancelled, "STATUS")).toEqual(["CANCELLED"]);
  expect(values(cancelled, "METHOD")).toEqual(["CANCEL"]);
});

test("the file of an operation names neither the operation nor the institution", async ({ server }) => {
  const visitor = await Visitor.ofOperation(server, ANNA, NOW);
  const { id } = await visitor.book("hospital", "2027-02-10T05:00:00Z");
  const text = (await visitFile(visitor.citizen, id)).join("\n");
  expect(text).not.toMatch(/протез|сустав|ортопед|операци|hospital|orthopaedic|joint/i);
});

test("a decision to be renewed has reminders 60, 30 and 7 days before its end", async ({ page, context, server, visitor, watchdog }) => {
  // The test goes eleven months ahead, and the open page's session ends.
  watchdog.expect(/GET .*(bookings|events)/, 401);
  await server.doors.bureau(visitor.number, "check");
  await server.doors.bureau(visitor.number, "approve");
  await visitor.citizen.enter(context);
  await page.goto("/bookings");
  const renewal = page.getByRole("main").getByRole("listitem").filter({ hasText: visitor.number }).filter({ hasText: "2028" });
  await expect(renewal.getByText("Решение действует до 1 февраля 2028.", { exact: true })).toBeVisible();
  const renew = renewal.getByRole("link", { name: /^Подать заявление на продление/ });
  await expect(renewal).not.toContainText("осталось");
  await expect(renew).not.toHaveClass(/button/);
  const [taken] = await Promise.all([page.waitForEvent("download"), renewal.getByRole("link", { name: /календарь/ }).click()]);
  const text = await readFile(await taken.path(), "utf8");
  const all = lines(text);
  expect(all.filter((line) => /^DTSTART;VALUE=DATE:20280201$/.test(line))).toHaveLength(1);
  // At nine o'clock in the morning.
  expect(values(all, "TRIGGER").sort()).toEqual(["-P29DT15H", "-P59DT15H", "-P6DT15H"]);
  expect(text).not.toMatch(/экспертиз|инвалид/i);
  // Near the end of the decision the renewal is the primary button.
  await server.doors.clock("2028-01-10T06:00:00Z");
  await (await visitor.again(server)).citizen.enter(context);
  await page.goto("/bookings");
  await expect(renewal).toContainText("осталось 22 дня");
  await expect(renew).toHaveClass(/button--primary/);
  await expectAccessible(page, "решение скоро кончится");
});
