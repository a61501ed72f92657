// What people have reported about other messengers, help desks and uploaders, tried in the conversation with the office.

import type { Page } from "@playwright/test";
import { Composing } from "../../fixtures/composing.ts";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { KIB, pdf } from "../../fixtures/files.ts";
import { choose } from "../../fixtures/input.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { field, message, messages, openTalk, say, send, talkOf, written } from "../../fixtures/messages.ts";
import { ANNA } from "../../fixtures/people.ts";
import type { Server } from "../../fixtures/server.ts";
import { stored } from "../../fixtures/storage.ts";
import { dialog, heading, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/gated.ts";
import { type Way, translate } from "../../fixtures/translator.ts";
import { hide, show } from "../../fixtures/visibility.ts";

const TEXT = "Когда будет решение по моей заявке?";
const ANSWER = "Решение будет до пятницы.";
const SCAN = pdf("справка о диагнозе.pdf");
const POST = "POST /api/v1/applications/";
const POSTED = /^POST \S+\/messages /;

const online = (page: Page) => page.evaluate(() => dispatchEvent(new Event("online")));
const add = (page: Page) => page.getByRole("main").getByRole("button", { name: "Выбрать файлы" });
const attach = (page: Page) => page.getByRole("main").getByRole("button", { name: "Приложить файл" });

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

/** Answers a message in the page; before the answer has arrived, it is answered elsewhere: the server will refuse it. */
async function answerInDoubt(page: Page, anna: Citizen, server: Server, id: string, asked: string): Promise<void> {
  await message(page, ANSWER).getByRole("button", { name: "Ответить" }).click();
  await field(page).fill(TEXT);
  await server.doors.fault({ match: `${POST}${id}/messages`, kind: "status", status: 503 });
  await send(page).click();
  await expect(message(page, TEXT)).toContainText("Отправим сами");
  await anna.json("POST", `/applications/${id}/messages`, { text: "Уже ответили.", files: [], answers: asked }, { "idempotency-key": "elsewhere" });
}

/** How far below the top of the window something begins. */
const top = async (locator: ReturnType<typeof field>) => Math.round((await locator.boundingBox())?.y ?? NaN);

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

test.describe("what is typed", () => {
  // zulip/zulip-desktop#490
  test("a reload between two keys loses neither", async ({ signedIn: page, anna }) => {
    const { id } = await anna.application();
    await openTalk(page, id);
    await field(page).focus();
    for (const letter of "Ког") {
      await page.keyboard.insertText(letter);
      await page.reload({ waitUntil: "commit" });
      await expect(field(page)).toHaveValue(/^К/);
      await field(page).focus();
      await page.keyboard.press("Control+End");
    }
    await expect(field(page)).toHaveValue("Ког");
  });

  // element-hq/element-web#19211
  test("the case is closed while one types: what is typed stays readable", async ({ signedIn: page, anna }) => {
    const { id } = await anna.application();
    await openTalk(page, id);
    await field(page).fill(TEXT);
    await anna.json("POST", `/applications/${id}/withdraw`, {});
    await expect(page.getByText(/Переписка по этой заявке закончена \d+/)).toBeVisible();
    await expect(page.getByRole("main").getByText(TEXT)).toBeVisible();
  });

  // element-hq/element-web#19211
  test("the case is closed while a message waits: it says so, the text stays readable, and nothing is said of a field", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/POST .*messages/, 503, 409);
    const { id } = await anna.application();
    await openTalk(page, id);
    await server.doors.fault({ match: `${POST}${id}/messages`, kind: "status", status: 503, times: 99 });
    await say(page, TEXT);
    await expect(message(page, TEXT)).toContainText("Отправим сами");
    await anna.json("POST", `/applications/${id}/withdraw`, {});
    await expect(page.getByText(/Переписка по этой заявке закончена \d+/)).toBeVisible();
    await server.doors.noFaults();
    await online(page);
    await expect(page.getByRole("alert").filter({ hasText: "Сообщение не отправлено" })).toBeVisible();
    await expect(page.getByRole("main").getByText(TEXT)).toBeVisible();
    await expect(page.getByText("Текст снова в поле")).toHaveCount(0);
  });

  // mattermost/mattermost#26373
  test("what was sent in one tab does not come back as unsent in another, nor after a reload", async ({ signedIn: page, anna }) => {
    const { id } = await anna.application();
    await openTalk(page, id);
    const other = await openTab(page, `/messages/${id}`);
    await field(page).fill(TEXT);
    await expect(field(other)).toHaveValue(TEXT);
    await send(page).click();
    await expect(message(other, TEXT)).toContainText("Отправлено");
    await expect(field(other)).toHaveValue("");
    await field(other).fill("Ещё");
    await expect(field(page)).toHaveValue("Ещё");
    await field(other).fill("");
    await page.reload();
    await expect(message(page, TEXT)).toBeVisible();
    await expect(field(page)).toHaveValue("");
    await expect.poll(() => written(anna, id)).toEqual([TEXT]);
    await expect.poll(async () => (await stored(page))["localStorage"]).not.toContain("talk.case");
  });

  // TryQuiet/quiet#1152
  test("the same text stands in two tabs and is sent from one after the other: it arrives once", async ({ signedIn: page, anna }) => {
    const { id } = await anna.application();
    await openTalk(page, id);
    const other = await openTab(page, `/messages/${id}`);
    await field(page).fill(TEXT);
    await expect(field(other)).toHaveValue(TEXT);
    const press = (tab: Page) => tab.evaluate(() => document.querySelector<HTMLButtonElement>("main form [type=submit]")?.click());
    await press(page);
    await press(other);
    await expect(message(page, TEXT).first()).toContainText("Отправлено");
    await page.waitForTimeout(700);
    expect(await written(anna, id)).toEqual([TEXT]);
  });

  // getpaseo/paseo#1127
  test("two tabs send the same message and it is refused: its text comes back once", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/POST .*messages/, 503, 422);
    const { id, number } = await anna.application();
    const asked = await server.doors.say({ application: number, text: ANSWER, action: { kind: "answer" } });
    await openTalk(page, id);
    await answerInDoubt(page, anna, server, id, asked);
    const other = await openTab(page, `/messages/${id}`);
    await expect(other.getByRole("alert").filter({ hasText: "Сообщение не отправлено" })).toBeVisible();
    await online(page);
    await expect(messages(page)).toHaveCount(2);
    await expect(field(page)).toHaveValue(TEXT);
    await expect(field(other)).toHaveValue(TEXT);
  });

  // cloudflare/cloudflare-os#81
  test("Enter while one composes sends nothing, and a message that comes meanwhile does not break the word", async ({ signedIn: page, anna, server }) => {
    const { id, number } = await anna.application();
    await openTalk(page, id);
    await field(page).focus();
    const composing = await Composing.in(page);
    await composing.shows("こ");
    await composing.shows("こん");
    await server.doors.say({ application: number, text: ANSWER });
    await expect(message(page, ANSWER)).toBeVisible();
    await composing.shows("こんに");
    await composing.confirms("今日は");
    await expect(field(page)).toHaveValue("今日は");
    await expect(field(page)).toBeFocused();
    await page.keyboard.press("Enter");
    await page.keyboard.insertText("до свидания");
    await expect(field(page)).toHaveValue("今日は\nдо свидания");
    await expect(messages(page)).toHaveCount(1);
    await page.reload();
    await expect(field(page)).toHaveValue("今日は\nдо свидания");
  });

  // element-hq/element-web#34019, telegramdesktop/tdesktop#3145
  for (const [what, text] of [
    ["spaces and line ends", "  \n\t \n"],
    ["no-break spaces", "\u00a0\u202f\u3000"],
    ["zero-width spaces", "\u200b\u200b"],
    ["joiners and byte order marks", "\u200d\u2060\ufeff"],
  ] as const) {
    test(`a message of nothing but ${what} says what is missing, and nothing is sent`, async ({ signedIn: page, anna }) => {
      const { id } = await anna.application();
      await openTalk(page, id);
      await say(page, text);
      await expect(page.locator("#message-error")).toContainText("Напишите сообщение");
      await expect(messages(page)).toHaveCount(0);
      expect(await written(anna, id)).toEqual([]);
    });
  }

  // mastodon/mastodon#23374
  test("emoji are counted as the server counts them, and none is cut in two", async ({ signedIn: page, anna }) => {
    const { id } = await anna.application();
    await openTalk(page, id);
    const family = "👨‍👩‍👧";
    await field(page).fill(`${family.repeat(800)}!`);
    await send(page).click();
    await expect(page.locator("#message-error")).toContainText("Сообщение длиннее на 1\u00a0знак.");
    await expect(field(page)).toHaveValue(`${family.repeat(800)}!`);
    await field(page).fill(family.repeat(800));
    await send(page).click();
    await expect(messages(page).first()).toContainText("Отправлено");
    expect(await written(anna, id)).toEqual([family.repeat(800)]);
  });

  // RocketChat/Rocket.Chat#165
  test("what is written from right to left is shown and typed so", async ({ signedIn: page, anna, server }) => {
    const { id, number } = await anna.application();
    await server.doors.say({ application: number, text: "مرحبا! متى موعدي؟" });
    await openTalk(page, id);
    const direction = (locator: ReturnType<typeof field>) => locator.evaluate((element) => getComputedStyle(element).direction);
    expect(await direction(page.getByText("مرحبا! متى موعدي؟"))).toBe("rtl");
    await field(page).fill("שלום! מתי?");
    expect(await direction(field(page))).toBe("rtl");
    await send(page).click();
    await expect(message(page, "שלום! מתי?")).toContainText("Отправлено");
    expect(await direction(page.getByText("שלום! מתי?"))).toBe("rtl");
  });

  test("HTML stands as it was typed, in the conversation, in «История сообщений» and in the name of a file", async ({ signedIn: page, anna, server }) => {
    const html = `<b>жирно</b> <img src=x onerror="document.title='взлом'"> &lt; </p><script>document.title='взлом'</script>`;
    const scan = pdf("справка <b>новая<b> &amp; 50%.pdf");
    const { id, number } = await anna.application();
    await openTalk(page, id);
    await attach(page).click();
    await choose(page, [scan], () => add(page).click());
    await expect(fileRow(page, scan.name)).toContainText("Принят");
    await say(page, html);
    await expect(message(page, html)).toContainText("Отправлено");
    await expect(message(page, html).getByRole("link", { name: scan.name })).toBeVisible();
    await server.doors.say({ application: number, text: html });
    await expect(message(page, html)).toHaveCount(2);
    await page.goto("/messages");
    await expect(page.getByRole("main").getByText(html)).toHaveCount(2);
    await expect(page).toHaveTitle(/История сообщений/);
  });
});

test.describe("while one types", () => {
  // thunderbird-conversations/thunderbird-conversations#730
  test("the office writes: caret, focus and what is typed stay", async ({ signedIn: page, anna, server }) => {
    const { id, number } = await anna.application();
    await openTalk(page, id);
    await field(page).fill("Добрый день");
    await field(page).press("Home");
    for (let steps = 0; steps < 6; steps += 1) await page.keyboard.press("ArrowRight");
    await server.doors.say({ application: number, text: ANSWER, action: { kind: "answer" } });
    await expect(message(page, ANSWER)).toBeVisible();
    await page.keyboard.insertText("!");
    await expect(field(page)).toHaveValue("Добрый! день");
    await expect(field(page)).toBeFocused();
  });

  // thunderbird-conversations/thunderbird-conversations#730
  test("a message that is refused while one types the next takes no letter away", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/POST .*messages/, 503, 422);
    const { id, number } = await anna.application();
    const asked = await server.doors.say({ application: number, text: ANSWER, action: { kind: "answer" } });
    await openTalk(page, id);
    await answerInDoubt(page, anna, server, id, asked);
    await field(page).click();
    await page.keyboard.insertText("Вто");
    await online(page);
    await expect(page.getByRole("alert").filter({ hasText: "Сообщение не отправлено" })).toBeVisible();
    // The focus would move with the next drawing.
    await page.waitForTimeout(300);
    // Keys of the keyboard: a text that is put in finds its field also without the focus.
    await page.keyboard.type("2026");
    await expect(field(page)).toHaveValue(`${TEXT}\n\nВто2026`);
    await expect(field(page)).toBeFocused();
  });

  // mikedilger/gossip#969
  test("the office asks for something: the field and its button stay where they are", async ({ signedIn: page, anna, server }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    const { id, number } = await anna.application();
    await openTalk(page, id);
    await field(page).fill("Пишу вопрос");
    const before = [await top(field(page)), await top(send(page))];
    await server.doors.say({ application: number, text: ANSWER, action: { kind: "answer" } });
    await expect(page.getByText("Ждём вашего ответа на вопрос")).toBeAttached();
    expect([await top(field(page)), await top(send(page))]).toEqual(before);
  });

  // deltachat/deltachat-desktop#1513
  test("what one reads further below does not move when a message comes", async ({ signedIn: page, anna, server }) => {
    const { id, number } = await anna.application();
    for (let nth = 1; nth <= 9; nth += 1) await server.doors.say({ application: number, text: `Письмо ${nth}. ${"Подробности в журнале. ".repeat(9)}` });
    await openTalk(page, id);
    const read = message(page, "Письмо 3.");
    await read.evaluate((element) => element.scrollIntoView({ block: "center" }));
    const before = await top(read);
    await server.doors.say({ application: number, text: ANSWER });
    await expect(messages(page)).toHaveCount(10);
    expect(Math.abs((await top(read)) - before)).toBeLessThanOrEqual(2);
  });

  // WoWAnalyzer/WoWAnalyzer#948
  for (const way of ["replaced", "inserted and removed", "by Yandex"] satisfies Way[]) {
    test(`a page that a translator has changed (${way}) sends, shows what comes, and says what is wrong`, async ({ signedIn: page, anna, server }) => {
      const { id, number } = await anna.application();
      await openTalk(page, id);
      await say(page, "Первое.");
      await expect(message(page, "Первое.")).toContainText("Отправлено");
      await translate(page, way);
      // Later than a second press that belongs to the first.
      await page.waitForTimeout(1_100);
      const box = page.locator("#message");
      const press = page.locator("main form [type=submit]");
      await press.click();
      await expect(page.locator("#message-error")).toContainText("Напишите сообщение");
      await box.fill("Второе.");
      await press.click();
      await expect(message(page, "Второе.")).toContainText("Отправлено");
      await expect(box).toHaveValue("");
      await server.doors.say({ application: number, text: ANSWER, action: { kind: "answer" } });
      await expect(message(page, ANSWER)).toBeVisible();
      await expect(message(page, "Первое.")).toContainText("Прочитано");
      expect(await written(anna, id)).toEqual(["Первое.", "Второе."]);
    });
  }
});

test.describe("read marks", () => {
  // morethanwords/tweb#34
  test("a glance of a moment at the tab reads nothing, a look does", async ({ signedIn: page, anna, server }) => {
    const { id, number } = await anna.application();
    await openTalk(page, id);
    await hide(page);
    await server.doors.say({ application: number, text: ANSWER });
    await page.waitForTimeout(700);
    await show(page);
    await expect(message(page, ANSWER)).toBeVisible();
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
    await hide(page);
    await page.waitForTimeout(1_800);
    expect((await talkOf(anna, id)).unread).toBe(1);
    await show(page);
    await expect.poll(async () => (await talkOf(anna, id)).unread).toBe(0);
  });

  // FreeFeed/freefeed-react-client#661
  test("while updates are paused nothing comes, and nothing counts as read", async ({ signedIn: page, anna, server }) => {
    const { id, number } = await anna.application();
    await openTalk(page, id);
    await page.getByRole("button", { name: "Приостановить обновления" }).click();
    await server.doors.say({ application: number, text: ANSWER });
    await expect(page.getByText("Новых изменений: 1.")).toBeVisible();
    await hide(page);
    await show(page);
    await page.waitForTimeout(1_800);
    await expect(message(page, ANSWER)).toHaveCount(0);
    expect((await talkOf(anna, id)).unread).toBe(1);
    await page.getByRole("button", { name: "Возобновить обновления" }).click();
    await expect(message(page, ANSWER)).toBeVisible();
    await expect.poll(async () => (await talkOf(anna, id)).unread).toBe(0);
  });
});

test.describe("attachments", () => {
  test("a file that was chosen before one presses «Приложить документ» stays, and goes with the answer", async ({ signedIn: page, anna, server }) => {
    const { id, number } = await anna.application();
    const asked = await server.doors.say({ application: number, text: "Пришлите справку.", action: { kind: "upload" } });
    await openTalk(page, id);
    await attach(page).click();
    await choose(page, [SCAN], () => add(page).click());
    await expect(fileRow(page, SCAN.name)).toContainText("Принят");
    await message(page, "Пришлите справку.").getByRole("button", { name: "Приложить документ" }).click();
    await expect(fileRow(page, SCAN.name)).toContainText("Принят");
    await send(page).click();
    await expect(messages(page).first()).toContainText(SCAN.name);
    await expect.poll(async () => (await talkOf(anna, id)).messages.at(-1)).toMatchObject({ answers: asked });
  });

  // zulip/zulip#33986
  test("the network breaks and the server restarts while a message waits for its file: both arrive whole, once", async ({ page, anna, context, server, network, watchdog }) => {
    watchdog.expectCuts();
    watchdog.expect(/\/uploads/, 404, 409, 503);
    const large = pdf("большая справка.pdf", 600 * KIB);
    const { id } = await anna.application();
    await anna.enter(context, network.origin);
    await openTalk(page, id, network.origin);
    await attach(page).click();
    network.limit(400 * KIB);
    await choose(page, [large], () => add(page).click());
    await say(page, TEXT);
    await expect(message(page, TEXT)).toContainText("Отправим, как только загрузится");
    network.cutAfter(100 * KIB, 2);
    await expect.poll(() => network.cuts).toBeGreaterThan(0);
    await server.restart("SIGKILL");
    network.limit(Infinity);
    await online(page);
    await expect(message(page, TEXT)).toContainText("Отправлено", { timeout: 40_000 });
    const { messages: all } = await talkOf(anna, id);
    expect(all.map(({ text, files }) => ({ text, names: files?.map(({ name }) => name) }))).toEqual([{ text: TEXT, names: [large.name] }]);
  });

  // mattermost/mattermost#34239
  test("text and file of one conversation do not move to another while the file is on its way", async ({ signedIn: page, anna, server }) => {
    const [first, second] = [await anna.application(), await anna.application()];
    await server.doors.say({ application: second.number, text: "Сюда." });
    await openTalk(page, first.id);
    await attach(page).click();
    await server.doors.fault({ match: "PATCH /api/v1/uploads/", kind: "wait", times: 9 });
    await choose(page, [SCAN], () => add(page).click());
    await field(page).fill(TEXT);
    await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
    await expect(heading(page)).not.toHaveText("История сообщений");
    await page.evaluate(() => history.back());
    await expect(field(page)).toHaveValue(TEXT);
    await page.getByRole("link", { name: "Вернуться к заявке" }).click();
    await page.getByRole("main").getByRole("link", { name: "История сообщений" }).click();
    await page.getByRole("main").locator("ol").getByRole("link").first().click();
    await expect(message(page, "Сюда.")).toBeVisible();
    await expect(field(page)).toHaveValue("");
    await expect(fileRow(page, SCAN.name)).toHaveCount(0);
    await say(page, "Второй заявке.");
    await expect(message(page, "Второй заявке.")).toContainText("Отправлено");
    await server.doors.noFaults();
    await page.goto(`/messages/${first.id}`);
    await expect(field(page)).toHaveValue(TEXT);
    expect((await talkOf(anna, second.id)).messages.at(-1)?.files ?? []).toEqual([]);
  });

  // tus/tus-js-client#50
  test("a file that has waited for more than a day is gone: it says so, keeps the text, and takes the file again", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\//, 401, 404, 422);
    const { id } = await anna.application();
    await openTalk(page, id);
    await attach(page).click();
    await choose(page, [SCAN], () => add(page).click());
    await expect(fileRow(page, SCAN.name)).toContainText("Принят");
    await field(page).fill(TEXT);
    await server.doors.advance({ minutes: 25 * 60 });
    await send(page).click();
    await expect(dialog(page)).toBeVisible();
    await signInOnScreen(page, server, ANNA);
    const alert = page.getByRole("alert").filter({ hasText: "Сообщение не отправлено" });
    await expect(alert).toContainText("файлы выберите ещё раз");
    await expect(alert).not.toContainText("В заявлении есть ошибки");
    await expect(field(page)).toHaveValue(TEXT);
    await expect(fileRow(page, SCAN.name)).toHaveCount(0);
    await choose(page, [SCAN], () => add(page).click());
    await expect(fileRow(page, SCAN.name)).toContainText("Принят");
    await send(page).click();
    await expect(message(page, TEXT)).toContainText("Отправлено");
    expect((await talkOf(await Citizen.signIn(server, ANNA), id)).messages[0]?.files).toHaveLength(1);
  });

  // transloadit/uppy#1171
  test("a file that another window has sent does not hold back this window's message", async ({ signedIn: page, anna, watchdog }) => {
    watchdog.expect(/POST .*messages/, 422);
    const { id } = await anna.application();
    await openTalk(page, id);
    await attach(page).click();
    await choose(page, [SCAN], () => add(page).click());
    await expect(fileRow(page, SCAN.name)).toContainText("Принят");
    const other = await openTab(page, `/messages/${id}`);
    await expect(fileRow(other, SCAN.name)).toContainText("Принят");
    await say(other, "С файлом.");
    await expect(message(page, "С файлом.")).toContainText(SCAN.name);
    await say(page, TEXT);
    await expect(message(page, TEXT)).toContainText("Отправлено");
    expect((await talkOf(anna, id)).messages.map(({ files }) => files?.length ?? 0)).toEqual([1, 0]);
  });
});
