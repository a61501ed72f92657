// What the office wants of the citizen, done where it says so (S-20).

import { expectAccessible } from "../../fixtures/axe.ts";
import { field, message, openTalk, say, send, talkOf } from "../../fixtures/messages.ts";
import { openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const DOCUMENT = { ru: "Согласен на обезболивание.\nРиски мне объяснили.", en: "I agree to the anaesthesia." };

const awaits = "Ждём, дадите ли вы согласие";

test("S-20 a consent is read and confirmed in place, once, and never ticked in advance", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await server.doors.say({ application: number, text: "Прочитайте согласие.", action: { kind: "confirm", document: DOCUMENT } });
  await openTalk(page, id);
  await expect(page.getByText(awaits)).toBeVisible();
  await expectAccessible(page, "сообщение с согласием");
  await page.getByRole("button", { name: "Перейти к сообщению" }).click();
  const asked = message(page, "Прочитайте согласие.");
  await expect(asked.getByRole("heading", { level: 3 })).toBeFocused();
  await asked.getByText("Прочитать полностью").click();
  await expect(asked.getByText("Риски мне объяснили.")).toBeVisible();
  const box = asked.getByRole("checkbox", { name: "Даю согласие на то, что написано выше" });
  await expect(box).not.toBeChecked();
  const confirm = asked.getByRole("button", { name: "Подтвердить согласие" });
  await confirm.click();
  await expect(box).toBeFocused();
  await expect(asked).toContainText("Чтобы подтвердить, отметьте согласие");
  await expectAccessible(page, "согласие не отмечено");
  expect((await talkOf(anna, id)).messages[0]?.action?.done_at).toBeUndefined();
  await box.check();
  await confirm.dblclick();
  await expect(asked).toContainText(/Согласие дано \d+/);
  await expect(asked.getByRole("heading", { level: 3 })).toBeFocused();
  await expect(page.getByText(awaits)).toHaveCount(0);
  await expect(box).toHaveCount(0);
});

test("who does not agree presses once, nothing waits any more, and can still change their mind", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await server.doors.say({ application: number, text: "Прочитайте согласие.", action: { kind: "confirm", document: DOCUMENT } });
  await openTalk(page, id);
  await page.getByRole("button", { name: "Не соглашаюсь" }).dblclick();
  const asked = message(page, "Прочитайте согласие.");
  await expect(asked).toContainText(/Вы не дали согласия \d+/);
  await expect(asked.getByRole("heading", { level: 3 })).toBeFocused();
  await expect(page.getByText(awaits)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Не соглашаюсь" })).toHaveCount(0);
  await expectAccessible(page, "согласия не дали");
  expect((await talkOf(anna, id)).messages[0]?.action).toMatchObject({ declined: true });
  await say(page, "У меня аллергия.");
  await expect(message(page, "У меня аллергия.")).toContainText("Отправлено");
  await page.reload();
  await asked.getByRole("checkbox", { name: "Даю согласие на то, что написано выше" }).check();
  await asked.getByRole("button", { name: "Подтвердить согласие" }).click();
  await expect(asked).toContainText(/Согласие дано \d+/);
  await expect(asked.getByRole("checkbox")).toHaveCount(0);
});

test("a question is answered: the answer names the message, and what was asked is done, also in another tab", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  const asked = await server.doors.say({ application: number, text: "Какой у вас вес?", action: { kind: "answer" } });
  await openTalk(page, id);
  const other = await openTab(page, `/messages/${id}`);
  await expect(other.getByText("Ждём вашего ответа на вопрос")).toBeVisible();
  await message(page, "Какой у вас вес?").getByRole("button", { name: "Ответить" }).click();
  await expect(field(page)).toBeFocused();
  await expect(page.locator("form").getByText(/Ответ на сообщение от \d+/)).toBeVisible();
  await expectAccessible(page, "ответ на сообщение");
  await field(page).fill("72 килограмма");
  // The answer, too, survives a reload.
  await page.reload();
  await expect(field(page)).toHaveValue("72 килограмма");
  await expect(page.locator("form").getByText(/Ответ на сообщение от \d+/)).toBeVisible();
  await send(page).click();
  await expect(message(page, "72 килограмма")).toContainText("Ответ на сообщение от");
  await expect(message(page, "Какой у вас вес?")).toContainText(/Сделано \d+/);
  await expect(other.getByText("Ждём вашего ответа на вопрос")).toHaveCount(0);
  const { messages } = await talkOf(anna, id);
  expect(messages.at(-1)).toMatchObject({ text: "72 килограмма", answers: asked });
});

test("what was answered elsewhere meanwhile is not answered twice: the message goes without it", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  const asked = await server.doors.say({ application: number, text: "Какой у вас вес?", action: { kind: "answer" } });
  await openTalk(page, id);
  await message(page, "Какой у вас вес?").getByRole("button", { name: "Ответить" }).click();
  await field(page).fill("72 килограмма");
  await anna.json("POST", `/applications/${id}/messages`, { text: "70", files: [], answers: asked }, { "idempotency-key": "elsewhere" });
  await expect(page.locator("form").getByText(/Ответ на сообщение от \d+/)).toHaveCount(0);
  await send(page).click();
  await expect(message(page, "72 килограмма")).toContainText("Отправлено");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

for (const kind of ["confirm", "upload", "answer"] as const) {
  test(`S-20 where the office asks something (${kind}), one contacts the operator in the same place`, async ({ signedIn: page, anna, server }) => {
    const { id, number } = await anna.application();
    await server.doors.say({ application: number, text: "Нам нужно кое-что ещё.", action: { kind, ...(kind === "confirm" ? { document: DOCUMENT } : {}) } });
    await openTalk(page, id);
    await message(page, "Нам нужно кое-что ещё.").getByRole("button", { name: "Связаться с оператором" }).click();
    await expect(field(page)).toBeFocused();
    await say(page, "Что именно вам нужно?");
    await expect(message(page, "Что именно вам нужно?")).toContainText("Отправлено");
    // A question is no answer: what was asked for is still open.
    expect((await talkOf(anna, id)).messages[0]?.action?.done_at).toBeUndefined();
    await expect(page.getByText(/^Ждём/).first()).toBeVisible();
  });
}

test("S-20 «Мои обращения» shows date, number and stage of each application, and follows them", async ({ signedIn: page, anna, server }) => {
  const { number } = await anna.application();
  await page.goto("/requests");
  const line = page.getByRole("main").getByRole("row").filter({ hasText: number });
  await expect(line.getByRole("cell").first()).toHaveText("18 ноября 2026");
  await expect(line.getByRole("cell").last()).toContainText("Принято");
  await server.doors.bureau(number, "check");
  await expect(line.getByRole("cell").last()).toContainText("На проверке");
});
