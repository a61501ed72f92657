// Waiting for an earlier time: offered for a distant visit, with at most one message a day and three in all.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, test } from "../../fixtures/slots.ts";

const main = (page: Page) => page.getByRole("main");
const begin = (page: Page) => main(page).getByRole("button", { name: "Сообщить, если освободится раньше" });

const slot = (startsAt: string) => ({ institution: "usual", line: "examination", starts_at: startsAt });

test("waiting brings a message, and the booking can move to the earlier time", async ({ page, context, server, visitor }) => {
  const earlier = ["2027-02-11T05:00:00Z", "2027-02-12T05:00:00Z"];
  for (const at of earlier) await server.doors.slot(slot(at), true);
  const { id } = await visitor.book("usual", "2027-03-10T05:00:00Z");
  await visitor.citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await expect(main(page)).toContainText("не чаще раза в день и не больше трёх раз");
  await begin(page).click();
  await expect(main(page)).toContainText("Вы ждёте более раннее время. Напишем не больше 3 раз, не чаще раза в день.");
  await expectAccessible(page, "ожидание");
  const mails = async () => (await server.doors.outbox()).filter(({ channel }) => channel === "email").length;
  const before = await mails();
  await server.doors.slot(slot(earlier[0] ?? ""), false);
  await expect(main(page)).toContainText("Освободилось время раньше: 11 февраля 2027 (четверг), 10:00");
  expect(await mails()).toBe(before + 1);
  // The button is the primary one and comes before the details.
  const take = main(page).getByRole("link", { name: "Перенести на более раннее время" });
  await expect(take).toHaveClass(/button--primary/);
  expect(await take.evaluate((link) => link.compareDocumentPosition(document.querySelector("main dl") as Node) & Node.DOCUMENT_POSITION_FOLLOWING)).toBeTruthy();
  // A second time freed on the same day brings no message.
  await server.doors.slot(slot(earlier[1] ?? ""), false);
  await page.waitForTimeout(800);
  expect(await mails()).toBe(before + 1);
  expect((await visitor.booking(id)).waiting?.notices_left).toBe(2);
  const [mail] = await server.doors.outbox();
  expect(mail?.text).not.toMatch(/экспертиз|инвалид|Учреждение «usual»/i);
  await page.goto("/bookings");
  await expect(main(page).getByRole("listitem")).toContainText("Есть время раньше: 11 февраля, 10:00");
  await page.goBack();
  await take.click();
  await expect(page.getByRole("heading", { level: 1, name: "Перенести запись" })).toBeVisible();
  await expect(main(page)).toContainText("Сейчас вы записаны на 10 марта 2027");
});

test("three messages in three days, and no fourth", async ({ server, visitor, page, context }) => {
  const { id } = await visitor.book("usual", "2027-06-10T05:00:00Z");
  await visitor.citizen.json("PUT", `/bookings/${id}/waiting`, {});
  const left: (number | undefined)[] = [];
  for (let day = 0; day < 4; day += 1) {
    const at = `2027-05-${String(11 + day).padStart(2, "0")}T05:00:00Z`;
    await server.doors.slot(slot(at), true);
    await server.doors.slot(slot(at), false);
    await server.doors.advance({ minutes: 24 * 60 + 1 });
    left.push((await (await visitor.again(server)).booking(id)).waiting?.notices_left);
  }
  expect(left).toEqual([2, 1, 0, 0]);
  await (await visitor.again(server)).citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await expect(main(page)).toContainText("Мы написали вам три раза и больше не напишем");
  // There is nothing left to stop, and the page offers a way on.
  await expect(main(page).getByRole("button", { name: "Больше не сообщать" })).toHaveCount(0);
  await expect(main(page).getByRole("link", { name: "Перенести на более раннее время" })).toBeVisible();
  await server.doors.slot(slot("2027-05-13T05:00:00Z"), true);
  await page.reload();
  await main(page).getByRole("link", { name: "Посмотреть свободное время" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Перенести запись" })).toBeVisible();
});

test("waiting can be stopped", async ({ server, visitor, page, context }) => {
  const { id } = await visitor.book("usual", "2027-06-10T05:00:00Z");
  await visitor.citizen.json("PUT", `/bookings/${id}/waiting`, {});
  await visitor.citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await main(page).getByRole("button", { name: "Больше не сообщать" }).click();
  await expect(begin(page)).toBeVisible();
  expect((await visitor.booking(id)).waiting).toBeUndefined();
  void server;
});

test("a visit in a week or sooner is not offered an earlier time", async ({ page, context, server, visitor, watchdog }) => {
  // The test goes a day ahead, which ends the open page's session.
  watchdog.expect(/GET .*\/(events|bookings\/)/, 401);
  const { id } = await visitor.book("usual", "2027-02-09T05:00:00Z");
  await visitor.citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await expect(begin(page)).toBeVisible();
  await server.doors.clock("2027-02-02T05:00:30Z");
  await (await visitor.again(server, ANNA)).citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await expect(main(page)).toContainText("9 февраля 2027");
  await expect(begin(page)).toHaveCount(0);
});

test("an older answer that comes after the press does not remove «вы ждёте»", async ({ page, context, network, server, visitor, watchdog }) => {
  watchdog.expect(/GET .*\/events/, "cut");
  const { id } = await visitor.book("usual", "2027-06-10T05:00:00Z");
  await visitor.citizen.enter(context);
  await page.goto(`${network.origin}/bookings/${id}`);
  await expect(begin(page)).toBeVisible();
  await page.waitForTimeout(500);
  const answered = () => server.log.filter((line) => line.includes('"GET"') && line.includes('/bookings/{id}"')).length;
  const before = answered();
  await server.doors.fault({ match: `GET /api/v1/bookings/${id}`, kind: "delay", ms: 500 });
  const asked = page.waitForRequest((request) => request.method() === "GET" && request.url().endsWith(`/bookings/${id}`));
  await visitor.move(id, "2027-06-11T05:00:00Z");
  await asked;
  network.delay(3_000);
  await expect.poll(answered).toBeGreaterThan(before);
  // The answer from before the press is on its way; the press overtakes it.
  network.delay(0);
  await begin(page).click();
  const waits = main(page).getByText(/^Вы ждёте более раннее время/);
  await expect(waits).toBeVisible();
  const end = Date.now() + 3_500;
  while (Date.now() < end) {
    expect(await waits.isVisible()).toBe(true);
    await page.waitForTimeout(100);
  }
  await expect(main(page)).toContainText("11 июня 2027");
});
