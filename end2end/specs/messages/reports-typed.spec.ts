// What people report of other messengers and help desks, tried here: what is typed.

import type { Page } from "@playwright/test";
import { Composing } from "../../fixtures/composing.ts";
import { Citizen } from "../../fixtures/citizen.ts";
import { pdf } from "../../fixtures/files.ts";
import { choose } from "../../fixtures/input.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { add, attach, field, message, messages, online, openTalk, say, send, written } from "../../fixtures/messages.ts";
import type { Server } from "../../fixtures/server.ts";
import { stored } from "../../fixtures/storage.ts";
import { openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/gated.ts";

const TEXT = "Когда будет решение по моей заявке?";
const ANSWER = "Решение будет до пятницы.";
const POST = "POST /api/v1/applications/";

/** Answers a message in the page; before the answer has arrived, it is answered elsewhere: the server will refuse it. */
async function answerInDoubt(page: Page, anna: Citizen, server: Server, id: string, asked: string): Promise<void> {
  await message(page, ANSWER).getByRole("button", { name: "Ответить" }).click();
  await field(page).fill(TEXT);
  await server.doors.fault({ match: `${POST}${id}/messages`, kind: "status", status: 503 });
  await send(page).click();
  await expect(message(page, TEXT)).toContainText("Отправим сами");
  await anna.json("POST", `/applications/${id}/messages`, { text: "Уже ответили.", files: [], answers: asked }, { "idempotency-key": "elsewhere" });
}

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
