// A message of the citizen arrives once, whatever happens to it on the way, and nothing of it is lost or readable meanwhile.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen, signInOnScreen } from "../../fixtures/citizen.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { signOut } from "../../fixtures/menu.ts";
import { announced, field, message, messages, online, openTalk, say, send, written } from "../../fixtures/messages.ts";
import { ANNA, PYOTR } from "../../fixtures/people.ts";
import { expectNoneOf, stored } from "../../fixtures/storage.ts";
import { AWAY, dialog, heading, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const TEXT = "Когда будет решение по моей заявке?";

const POST = "POST /api/v1/applications/";

/** What is in the local storage. */
const kept = async (page: Page) => (await stored(page))["localStorage"] ?? "";

test("a message stands in the conversation at once, arrives once, and its focus stays", async ({ signedIn: page, anna }) => {
  const { id, number } = await anna.application();
  await openTalk(page, id);
  await expect(page.getByText("Здесь будут ваши вопросы и ответы специалистов.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: `Написать по заявке ${number}` })).toBeVisible();
  await expectAccessible(page, "переписка, пусто");
  const said = await announced(page);
  await field(page).fill(TEXT);
  await send(page).dblclick();
  await expect(message(page, TEXT)).toContainText(/Отправлено \d+/);
  await expect(messages(page)).toHaveCount(1);
  await expect(field(page)).toHaveValue("");
  await expect(message(page, TEXT).getByRole("heading", { level: 3 })).toBeFocused();
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(await said()).toEqual(["Сообщение отправлено"]);
  expect(await written(anna, id)).toEqual([TEXT]);
  await expectAccessible(page, "переписка");
  await page.reload();
  await expect(message(page, TEXT)).toContainText("Отправлено");
  await expect(page.getByText("Вернули текст")).toHaveCount(0);
});

test("the office reads it: the citizen sees when, without anything being said", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await openTalk(page, id);
  await say(page, TEXT);
  await expect(message(page, TEXT)).toContainText("Отправлено");
  const said = await announced(page);
  await server.doors.say({ application: number, text: "Решение будет до пятницы." });
  await expect(message(page, TEXT)).toContainText(/Прочитано \d+/);
  await expect(messages(page).first()).toContainText("Решение будет до пятницы.");
  expect(await said()).toEqual(["Новое сообщение: Соколова Ирина Викторовна"]);
});

test("nine lost answers in a row: it says so, goes on by itself, and arrives once", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/POST .*messages/, "cut");
  const { id } = await anna.application();
  await openTalk(page, id);
  // The message arrives, and its answer does not.
  await server.doors.fault({ match: POST, kind: "cut_after_bytes", bytes: 10, times: 9 });
  const said = await announced(page);
  await say(page, TEXT);
  await expect(message(page, TEXT)).toContainText("Нет связи. Отправим сами, как только она появится.");
  await expectAccessible(page, "сообщение ждёт связи");
  // Chromium itself sends some requests again. A call too early wakes nobody: the request before has not failed yet.
  const again = async () => {
    await online(page);
    return message(page, TEXT).textContent();
  };
  await expect.poll(again, { timeout: 40_000, intervals: [200] }).toContain("Отправлено");
  expect((await said()).filter((text) => /^Нет связи|^Сообщение/.test(text)), "each said once").toEqual(["Нет связи. Отправим сами, как только она появится.", "Сообщение отправлено"]);
  await expect(messages(page)).toHaveCount(1);
  expect(await written(anna, id)).toEqual([TEXT]);
});

for (const [what, fault] of [
  ["the server is down", { kind: "status", status: 503 }],
  ["a gateway answers instead", { kind: "page" }],
  ["there were too many requests", { kind: "status", status: 429, retry_after: 1 }],
] as const) {
  test(`${what}: the message waits and goes by itself`, async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/POST .*messages/, 503, 502, 429, 200);
    const { id } = await anna.application();
    await openTalk(page, id);
    await server.doors.fault({ match: POST, times: 2, ...fault });
    await say(page, TEXT);
    await expect(message(page, TEXT)).toContainText("Сервер занят. Отправим сами немного позже.");
    await expect(message(page, TEXT)).toContainText("Отправлено", { timeout: 20_000 });
    expect(await written(anna, id)).toEqual([TEXT]);
  });
}

test("the session ends at the press: the message waits, and goes after signing in in place", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  const { id } = await anna.application();
  await openTalk(page, id);
  await field(page).fill(TEXT);
  // Otherwise the stream may say so before the press.
  await server.doors.fault({ match: POST, kind: "delay", ms: 1_500 });
  await send(page).click();
  await server.doors.advance(AWAY);
  await expect(dialog(page)).toBeVisible();
  await expect(page.getByText(TEXT)).toHaveCount(0);
  expectNoneOf([TEXT], await stored(page));
  await signInOnScreen(page, server, ANNA);
  await expect(message(page, TEXT)).toContainText("Отправлено");
  expect(await written(await Citizen.signIn(server, ANNA), id)).toEqual([TEXT]);
});

test("another citizen signs in instead: nothing is sent and nothing shown; the first one finds the message and it goes", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401, 404);
  const { id } = await anna.application();
  await openTalk(page, id);
  await field(page).fill(TEXT);
  // The session ends while the message is on its way.
  await server.doors.fault({ match: POST, kind: "delay", ms: 1_500 });
  await send(page).click();
  await server.doors.advance(AWAY);
  await expect(dialog(page)).toBeVisible();
  await signInOnScreen(page, server, PYOTR);
  await expect(heading(page)).toHaveText("Государственные услуги");
  await page.goto("/messages");
  await expect(page.getByText("Пока их нет.")).toBeVisible();
  await expect(page.getByText(TEXT)).toHaveCount(0);
  const owner = await Citizen.signIn(server, ANNA);
  expect(await written(owner, id)).toEqual([]);
  await signOut(page);
  await page.goto("/sign-in?next=/messages");
  await signInOnScreen(page, server, ANNA);
  await expect(page.getByText(TEXT)).toBeVisible({ timeout: 15_000 });
  expect(await written(owner, id)).toEqual([TEXT]);
});

test("a reload while nobody knows whether it has arrived: it is sent with the same key, once", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/POST .*messages/, "cut", 503);
  const { id } = await anna.application();
  await openTalk(page, id);
  await server.doors.fault({ match: POST, kind: "cut_after_bytes", bytes: 10, times: 99 });
  await say(page, TEXT);
  await expect(message(page, TEXT)).toContainText("Нет связи");
  expectNoneOf([TEXT], await stored(page));
  expect(await kept(page)).toContain(`okno.unsaved.talk.case.${id}`);
  await server.doors.noFaults();
  await page.reload();
  await expect(message(page, TEXT)).toContainText("Отправлено");
  await expect(messages(page)).toHaveCount(1);
  await expect(field(page)).toHaveValue("");
  expect(await written(anna, id)).toEqual([TEXT]);
  await expect.poll(() => kept(page)).not.toContain("talk.case");
});

test("what is typed survives a reload, leaving, and signing out, sealed; it says that it came back", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await openTalk(page, id);
  await field(page).fill(TEXT);
  await expect.poll(() => kept(page)).toContain("talk.case");
  expectNoneOf([TEXT], await stored(page));
  await page.reload();
  await expect(field(page)).toHaveValue(TEXT);
  await expect(page.getByText("Вернули текст, который вы не отправили.")).toBeVisible();
  await expectAccessible(page, "переписка, текст вернулся");
  await page.getByRole("link", { name: "Вернуться к заявке" }).click();
  await expect(heading(page)).toHaveText("Медико-социальная экспертиза");
  await page.goBack();
  await expect(field(page)).toHaveValue(TEXT);
  await signOut(page);
  expectNoneOf([TEXT], await stored(page));
  await page.goto(`/sign-in?next=/messages/${id}`);
  await signInOnScreen(page, server, ANNA);
  await expect(field(page)).toHaveValue(TEXT);
  await field(page).fill("");
  await expect.poll(() => kept(page)).not.toContain("talk.case");
});

test("two tabs: an untouched one takes over what the other has, a touched one keeps its own", async ({ signedIn: page, anna }) => {
  const { id } = await anna.application();
  await openTalk(page, id);
  const other = await openTab(page, `/messages/${id}`);
  await expect(field(other)).toBeVisible();
  await field(page).fill("Первая вкладка");
  await expect(field(other)).toHaveValue("Первая вкладка");
  await field(other).fill("Вторая вкладка");
  await expect(field(page)).toHaveValue("Первая вкладка");
  await send(page).click();
  await expect(message(page, "Первая вкладка")).toContainText("Отправлено");
  await expect(message(other, "Первая вкладка")).toBeVisible();
  await expect(field(other)).toHaveValue("Вторая вкладка");
  await send(other).click();
  await expect(messages(page)).toHaveCount(2);
  expect(await written(anna, id)).toEqual(["Первая вкладка", "Вторая вкладка"]);
});

test("a message that is refused comes back into the field, above what was typed since", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/POST .*messages/, 503, 422);
  const { id, number } = await anna.application();
  const asked = await server.doors.say({ application: number, text: "Какой у вас вес?", action: { kind: "answer" } });
  await openTalk(page, id);
  await message(page, "Какой у вас вес?").getByRole("button", { name: "Ответить" }).click();
  await server.doors.fault({ match: `${POST}${id}/messages`, kind: "status", status: 503 });
  await say(page, TEXT);
  await expect(message(page, TEXT)).toContainText("Отправим сами");
  await field(page).fill("И ещё вопрос.");
  await send(page).focus();
  // It is answered elsewhere meanwhile: the server does not take a second answer.
  await anna.json("POST", `/applications/${id}/messages`, { text: "70", files: [], answers: asked }, { "idempotency-key": "elsewhere" });
  await online(page);
  const alert = page.getByRole("alert").filter({ hasText: "Сообщение не отправлено" });
  await expect(alert).toBeFocused();
  await expect(alert).toContainText("Текст снова в поле.");
  await expect(field(page)).toHaveValue(`${TEXT}\n\nИ ещё вопрос.`);
  await expect(messages(page)).toHaveCount(2);
  await expectAccessible(page, "сообщение не принято");
  await send(page).click();
  await expect(messages(page)).toHaveCount(3);
  await expect.poll(() => written(anna, id)).toEqual(["70", `${TEXT}\n\nИ ещё вопрос.`]);
});

test("an empty or too long message says so at the field, and nothing is sent", async ({ signedIn: page, anna }) => {
  const { id } = await anna.application();
  await openTalk(page, id);
  await send(page).click();
  await expect(page.locator("#error-summary")).toBeFocused();
  await expect(page.locator("#message-error")).toContainText("Напишите сообщение");
  await page.locator("#error-summary").getByRole("link").click();
  await expect(field(page)).toBeFocused();
  await field(page).fill("я".repeat(4_002));
  await send(page).click();
  await expect(page.locator("#message-error")).toContainText("Сообщение длиннее на 2\u00a0знака.");
  await expect(field(page)).toHaveValue("я".repeat(4_002));
  await expectAccessible(page, "сообщение слишком длинное");
  await field(page).fill("я".repeat(4_000));
  await send(page).click();
  await expect(messages(page)).toHaveCount(1);
  await expect.poll(async () => (await written(anna, id))[0]?.length).toBe(4_000);
});

test("a withdrawn case has no field, shows what was not sent, and leads to «Обратная связь»", async ({ signedIn: page, anna }) => {
  const { id } = await anna.application();
  await openTalk(page, id);
  await field(page).fill(TEXT);
  await anna.json("POST", `/applications/${id}/withdraw`, {});
  await page.reload();
  await expect(page.getByText(/Переписка по этой заявке закончена \d+/)).toBeVisible();
  await expect(field(page)).toHaveCount(0);
  await expect(page.getByText(TEXT)).toBeVisible();
  await expectAccessible(page, "переписка закончена");
  await page.getByRole("link", { name: "Задать вопрос" }).click();
  await expectFocus(page, "heading", "Обратная связь");
});
