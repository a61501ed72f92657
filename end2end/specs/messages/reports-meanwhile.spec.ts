// What people report of other messengers and help desks, tried here: what comes while one types and reads.

import type { Page } from "@playwright/test";
import { Citizen } from "../../fixtures/citizen.ts";
import { field, message, messages, online, openTalk, say, send, talkOf, written } from "../../fixtures/messages.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, test } from "../../fixtures/gated.ts";
import { type Way, translate } from "../../fixtures/translator.ts";
import { hide, show } from "../../fixtures/visibility.ts";

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

/** How far below the top of the window something begins. */
const top = async (locator: ReturnType<typeof field>) => Math.round((await locator.boundingBox())?.y ?? NaN);

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
