// What people report of other messengers and help desks, tried here: sending.

import type { Page } from "@playwright/test";
import { Citizen } from "../../fixtures/citizen.ts";
import { field, message, messages, online, openTalk, say, send, written } from "../../fixtures/messages.ts";
import { ANNA } from "../../fixtures/people.ts";
import { heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/gated.ts";

const TEXT = "Когда будет решение по моей заявке?";
const ANSWER = "Решение будет до пятницы.";
const POST = "POST /api/v1/applications/";
const POSTED = /^POST \S+\/messages /;

/** Records how many messages stand on the screen, from now on, whenever that changes. */
async function counts(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const seen: number[] = [];
    const look = () => {
      const now = document.querySelectorAll("main article").length;
      if (now !== seen.at(-1)) seen.push(now);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
    look();
    Object.assign(window, { oknoCounts: seen });
  });
  return () => page.evaluate(() => (window as unknown as { oknoCounts: number[] }).oknoCounts);
}

test.describe("sending", () => {
  // zulip/zulip#22562
  test("pressed again and again while nothing seems to happen, a message arrives once", async ({ page, anna, context, gate }) => {
    const { id } = await anna.application();
    await anna.enter(context, gate.origin);
    await openTalk(page, id, gate.origin);
    await field(page).fill(TEXT);
    gate.shut(POSTED);
    await send(page).dblclick();
    await gate.caught();
    await page.waitForTimeout(1_200);
    await send(page).click();
    await send(page).dblclick();
    await expect(messages(page)).toHaveCount(1);
    gate.open();
    await expect(message(page, TEXT)).toContainText("Отправлено");
    expect(await written(anna, id)).toEqual([TEXT]);
  });

  // exoplatform/chat-application#317
  test("the server restarts at the press, twice: the message arrives once, by itself", async ({ page, anna, context, server, network, watchdog }) => {
    watchdog.expectCuts();
    const { id } = await anna.application();
    await anna.enter(context, network.origin);
    await openTalk(page, id, network.origin);
    const whole = await counts(page);
    network.delay(1_000, POSTED);
    await say(page, TEXT);
    await server.restart("SIGKILL");
    await online(page);
    await server.restart("SIGTERM");
    network.delay(0);
    await online(page);
    await expect(message(page, TEXT)).toContainText("Отправлено", { timeout: 40_000 });
    expect(await whole(), "it never goes and comes").toEqual([0, 1]);
    expect(await written(anna, id)).toEqual([TEXT]);
  });

  // Azure-Samples/communication-services-web-chat-hero#185
  test("what waits for a connection is sent from the list of messages, too", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/POST .*messages/, 503);
    const { id } = await anna.application();
    await openTalk(page, id);
    await server.doors.fault({ match: POST, kind: "status", status: 503, times: 99 });
    await say(page, TEXT);
    await expect(message(page, TEXT)).toContainText("Отправим сами");
    page.on("dialog", (asks) => void asks.accept());
    await page.goto("/messages");
    await expect(heading(page)).toHaveText("История сообщений");
    await server.doors.noFaults();
    await expect.poll(() => written(anna, id), { timeout: 15_000 }).toEqual([TEXT]);
  });

  // kubestellar/console#7584
  test("an older answer after the message has arrived does not take it off the screen", async ({ page, anna, context, server, gate }) => {
    const { id, number } = await anna.application();
    await anna.enter(context, gate.origin);
    await openTalk(page, id, gate.origin);
    const shown = await counts(page);
    gate.shut(/^GET \S+\/messages /);
    await server.doors.say({ application: number, text: ANSWER });
    await gate.caught();
    await say(page, TEXT);
    await expect(message(page, TEXT)).toContainText("Отправлено");
    gate.open();
    await expect(messages(page)).toHaveCount(2);
    await expect(messages(page).first()).toContainText(TEXT);
    expect(await shown(), "nothing goes and comes").toEqual([0, 1, 2]);
  });

  // wireapp/wire-desktop#352
  for (const [what, days] of [
    ["two days slow", -2],
    ["a year fast", 365],
  ] as const) {
    test(`a device whose clock is ${what}: messages stand in the order in which they were written, with the right day`, async ({ page, anna, context, server, gate }) => {
      const { id, number } = await anna.application();
      await anna.enter(context, gate.origin);
      await page.clock.install({ time: Date.parse(await server.doors.now()) + days * 86_400_000 });
      await openTalk(page, id, gate.origin);
      await server.doors.say({ application: number, text: "Первое." });
      await expect(message(page, "Первое.")).toBeVisible();
      gate.shut(POSTED);
      await say(page, "Второе.");
      await gate.caught();
      await expect(message(page, "Второе.").getByRole("heading", { level: 3 })).toContainText("18\u00a0ноября 2026");
      gate.open();
      await expect(message(page, "Второе.")).toContainText(/Отправлено 18\u00a0ноября 2026/);
      await server.doors.say({ application: number, text: "Третье." });
      await expect(messages(page)).toContainText(["Третье.", "Второе.", "Первое."]);
    });
  }

  test("the device's clock is set back after a message: an empty press still says what is missing", async ({ signedIn: page, anna }) => {
    const { id } = await anna.application();
    await page.clock.install();
    await openTalk(page, id);
    await say(page, TEXT);
    await expect(message(page, TEXT)).toContainText("Отправлено");
    await page.clock.setSystemTime(await page.evaluate(() => Date.now() - 3_600_000));
    await page.waitForTimeout(1_100);
    await send(page).click();
    await expect(page.locator("#message-error")).toContainText("Напишите сообщение");
  });

  test("around midnight each message has its own day", async ({ signedIn: page, anna, server }) => {
    const { id, number } = await anna.application();
    await server.doors.clock("2026-11-18T20:59:55Z");
    const citizen = await Citizen.signIn(server, ANNA);
    await citizen.enter(page.context());
    await openTalk(page, id);
    await say(page, TEXT);
    await expect(message(page, TEXT)).toContainText(/Отправлено 18\u00a0ноября 2026, 23:59/);
    await server.doors.clock("2026-11-18T21:00:05Z");
    await server.doors.say({ application: number, text: ANSWER });
    await expect(messages(page).first()).toContainText("19\u00a0ноября 2026, 00:00");
    await expect(message(page, TEXT)).toContainText(/Прочитано 19\u00a0ноября 2026, 00:00/);
    await expect(messages(page).last()).toContainText(TEXT);
  });
});
