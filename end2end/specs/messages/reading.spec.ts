// What the office has written: marks, the order, older messages, and that nothing moves while somebody reads.

import { answerSet } from "../../fixtures/answer-sets.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { announced, field, message, messages, openTalk, talkOf } from "../../fixtures/messages.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { heading, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const TEXT = "Врач подтвердил диагноз, готовим решение.";

test("a message of the office comes by itself, is called new, and is read once it was on the screen", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await openTalk(page, id);
  const said = await announced(page);
  await field(page).fill("Пишу вопрос");
  await field(page).focus();
  await server.doors.say({ application: number, text: TEXT });
  await expect(message(page, TEXT)).toBeVisible();
  await expect(field(page), "nobody is moved").toBeFocused();
  await expect(message(page, TEXT).getByRole("heading", { level: 3 })).toContainText("Новое");
  await expect(message(page, TEXT).getByRole("heading", { level: 3 })).toContainText("Соколова Ирина Викторовна — ");
  await expect.poll(async () => (await talkOf(anna, id)).messages[0]?.read_at, { message: "after a second" }).toBeTruthy();
  await expect(message(page, TEXT), "stays until the page is left").toContainText("Новое");
  await expectAccessible(page, "новое сообщение");
  expect(await said()).toContain("Новое сообщение: Соколова Ирина Викторовна");
  await page.reload();
  await expect(message(page, TEXT)).toBeVisible();
  await expect(page.getByText("Новое")).toHaveCount(0);
});

test("a hidden tab reads nothing; another tab's reading is seen", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await openTalk(page, id);
  // Browsers under test never hide a tab by themselves.
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });
  await server.doors.say({ application: number, text: TEXT });
  await page.waitForTimeout(2_500);
  expect((await talkOf(anna, id)).unread).toBe(1);
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: false, configurable: true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });
  await expect(message(page, TEXT)).toBeVisible();
  await expect.poll(async () => (await talkOf(anna, id)).unread).toBe(0);
});

test("beyond thirty messages the older ones come with a press, and the focus goes to the first of them", async ({ signedIn: page, anna, server }) => {
  test.slow();
  const { id, number } = await anna.application();
  for (let nth = 1; nth <= 33; nth += 1) await server.doors.say({ application: number, text: `Сообщение номер ${nth}.` });
  await openTalk(page, id);
  await expect(messages(page)).toHaveCount(30);
  await expect(messages(page).first()).toContainText("Сообщение номер 33.");
  await page.getByRole("button", { name: "Показать более ранние" }).click();
  await expect(messages(page)).toHaveCount(33);
  await expect(message(page, "Сообщение номер 3.").getByRole("heading", { level: 3 })).toBeFocused();
  await expect(page.getByRole("button", { name: "Показать более ранние" })).toHaveCount(0);
});

test("S-20 «История сообщений» beside «Мои обращения»: messages of all applications, what is new, and where they are", async ({ signedIn: page, anna, server }) => {
  const first = await anna.application();
  const second = await anna.application();
  await server.doors.say({ application: first.number, text: `${TEXT} ${"Подробности в журнале. ".repeat(12)}` });
  await server.doors.say({ application: second.number, text: "Ответьте, пожалуйста.", action: { kind: "answer" } });
  await page.goto("/");
  await goToSection(page, "Мои обращения");
  const tabs = page.getByRole("navigation", { name: "Мои обращения" });
  await expect(tabs.getByRole("link", { name: "Обращения", exact: true })).toHaveAttribute("aria-current", "page");
  await expectAccessible(page, "мои обращения, вкладки");
  await tabs.getByRole("link", { name: "История сообщений" }).click();
  await expect(heading(page)).toHaveText("История сообщений");
  await expect(tabs.getByRole("link", { name: "История сообщений" })).toHaveAttribute("aria-current", "page");
  const items = page.getByRole("main").locator("ol").getByRole("listitem");
  await expect(items).toHaveCount(2);
  await expect(items.first()).toContainText(second.number);
  await expect(items.first()).toContainText("Новое");
  await expect(items.first()).toContainText("Ждём вашего ответа на вопрос");
  await expect(items.last()).toContainText("…");
  await expectAccessible(page, "история сообщений");
  // Another message comes while the list is open.
  await server.doors.say({ application: first.number, text: "Решение готово." });
  await expect(items.first()).toContainText("Решение готово.");
  await items.first().getByRole("link").click();
  await expect(heading(page)).toHaveText(`Сообщения по заявке ${first.number}`);
  const other = await openTab(page, "/messages");
  await expect(other.getByRole("main").locator("ol").getByRole("listitem").filter({ hasText: "Решение готово." })).not.toContainText("Новое");
});

test("a message that wants nothing is what the page of a case asks to read, and the conversation leads to it", async ({ signedIn: page, anna, server }) => {
  // Nobody has to come for it.
  const { id, number } = await anna.send(await anna.filledDraft("so_complaint", answerSet("so_complaint", await server.now())));
  await page.goto(`/applications/${id}`);
  const main = page.getByRole("main");
  await expect(main).toContainText("Сейчас от вас ничего не нужно.");
  await server.doors.say({ application: number, text: TEXT });
  await expect(main).toContainText("Вам пришло 1\u00a0новое сообщение.");
  await expect(main).not.toContainText("ничего не нужно");
  await expectAccessible(page, "заявка с сообщением");
  await main.getByRole("link", { name: "Прочитать", exact: true }).click();
  await expect(heading(page)).toHaveText(`Сообщения по заявке ${number}`);
  await page.getByRole("button", { name: "Перейти к сообщению" }).click();
  await expect(message(page, TEXT).getByRole("heading", { level: 3 })).toBeFocused();
  await expect.poll(async () => (await talkOf(anna, id)).unread).toBe(0);
  await page.goto("/applications");
  await expect(page.getByRole("row").last()).toContainText(number);
  await expect(page.locator(".table__mark"), "what is read is no news").toHaveCount(0);
});

test("from the page of a case one comes to its conversation, and sees there what is new and what is wanted", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole("link", { name: "История сообщений" })).toHaveAttribute("href", "/messages");
  await server.doors.say({ application: number, text: "Какой у вас вес?", action: { kind: "answer" } });
  await expect(page.getByText("1\u00a0новое сообщение")).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Ответить" })).toHaveAttribute("href", `/messages/${id}`);
  await expectAccessible(page, "заявка с новым сообщением");
  await page.getByRole("link", { name: "Связаться с оператором" }).click();
  await expect(page.getByRole("heading", { level: 2, name: `Написать по заявке ${number}` })).toBeVisible();
  await expect(message(page, "Какой у вас вес?")).toContainText("Новое");
});

test("the conversation that does not load offers another try; somebody else's is not found", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/GET .*(messages|applications)/, 503, 404);
  const { id } = await anna.application();
  await server.doors.fault({ match: `GET /api/v1/applications/${id}/messages`, kind: "status", status: 503, times: 99 });
  await page.goto(`/messages/${id}`);
  await expect(heading(page)).toHaveText("Сообщения не загрузились");
  await expectAccessible(page, "сообщения не загрузились");
  await server.doors.noFaults();
  await page.getByRole("button", { name: "Попробовать ещё раз" }).click();
  await expect(field(page)).toBeVisible();
  await page.goto("/messages/00000000-0000-4000-8000-000000000000");
  await expect(page.getByText("Ничего не найдено.")).toBeVisible();
});
