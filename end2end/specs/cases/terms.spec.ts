// How long it takes: what a citizen reads beforehand, what they can ask for, and what the office does to a term.

import type { BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen, type Draft } from "../../fixtures/citizen.ts";
import { expectEnglish, inEnglish } from "../../fixtures/english.ts";
import { caseStatus, openDraft } from "../../fixtures/journey.ts";
import { Colleague, fact, letter, line } from "../../fixtures/office.ts";
import { ANNA } from "../../fixtures/people.ts";
import { ask, questionsOf, topic, words } from "../../fixtures/questions.ts";
import { expectNarrow } from "../../fixtures/screen.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, test } from "../../fixtures/test.ts";

const main = (page: Page) => page.getByRole("main");
const EXPECTED = "Ожидаемая дата завершения";
const row = (page: Page, number: string) => page.getByRole("row").filter({ hasText: number });

/** Anna some days later: her session has ended, and she signs in again. */
async function later(server: Server, context: BrowserContext, at: string): Promise<Citizen> {
  await server.doors.clock(at);
  const anna = await Citizen.signIn(server, ANNA);
  await anna.enter(context);
  return anna;
}

test("M-31 ten working days as a rule, five with priority, three if urgent: the list and the page say which, and by when", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id, number } = await anna.application();
  await page.goto("/applications");
  await expect(row(page, number)).toContainText("Принято");
  await expect(row(page, number)).toContainText("ожидаемая дата завершения: 2 декабря 2026");
  for (const [category, length, day] of [
    ["priority", "Приоритетный срок: до 5 рабочих дней", "25 ноября 2026"],
    ["urgent", "Экстренный срок: до 3 рабочих дней", "23 ноября 2026"],
    ["standard", "Обычный срок: до 10 рабочих дней", "2 декабря 2026"],
  ] as const) {
    await expert.act(id, { act: "categorise", category, reason: { ru: "По просьбе заявителя." } });
    await expect(row(page, number)).toContainText(`ожидаемая дата завершения: ${day}`);
    const other = await page.context().newPage();
    await other.goto(`/applications/${id}`);
    await expect(fact(other, EXPECTED)).toContainText(day);
    await expect(fact(other, EXPECTED)).toContainText(length);
    if (category !== "standard") await expect(main(other).locator(".notice")).toContainText("По просьбе заявителя.");
    await other.close();
    expect(await letter(server)).toContain(`решение ожидается до ${day}`);
  }
  await expert.act(id, { act: "take" });
  await expect(row(page, number)).toContainText("На проверке");
  await expectAccessible(page, "сроки в списке");
});

test("M-31 a citizen asks for a short term, and the office gives it with its reason", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id: draft } = await anna.readyDraft();
  await openDraft(page, draft, "purpose");
  const wish = page.getByRole("radiogroup", { name: "Какой срок вам нужен? (необязательно)" });
  await expect(wish.getByRole("radio", { checked: true }), "nothing is chosen for them").toHaveCount(0);
  await wish.getByRole("radio", { name: "Экстренный: до 3 рабочих дней" }).check();
  await expectAccessible(page, "какой срок нужен");
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  await openDraft(page, draft, "check-answers");
  await expect(main(page)).toContainText("Экстренный: до 3 рабочих дней");
  const { id } = await anna.send(await anna.read(draft));
  const seen = await expert.get<{ answers: Record<string, unknown>; summary: { category: string } }>(`/cases/${id}`);
  expect(seen).toMatchObject({ answers: { term_wish: "urgent" }, summary: { category: "standard" } });
  await page.goto(`/applications/${id}`);
  await expect(fact(page, EXPECTED)).toContainText("2 декабря 2026");
  await expert.act(id, { act: "categorise", category: "urgent", reason: { ru: "Назначена операция." } });
  await expect(fact(page, EXPECTED)).toContainText("Экстренный срок: до 3 рабочих дней");
  await expect(fact(page, EXPECTED)).toContainText("23 ноября 2026");
  await expect(line(page, "Срок")).toContainText("Срок пересчитан (экстренно): решение ожидается до 23 ноября 2026");
  await expect(line(page, "Срок")).toContainText("Назначена операция.");
});

test("M-31 an incomplete set of documents stops the clock until they come", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/(PUT .*seen|GET .*(applications|events))/, 401);
  const expert = await Colleague.engage(server, "expert");
  const { id, number } = await anna.application();
  await expert.act(id, { act: "take" });
  await page.goto(`/applications/${id}`);
  await expect(fact(page, EXPECTED)).toContainText("2 декабря 2026");
  await expert.act(id, { act: "ask", remarks: [{ pointer: "/files/medical", text: { ru: "Не хватает выписки." } }] });
  await expect(fact(page, EXPECTED)).toContainText("Срок остановлен 18 ноября 2026, пока ждём вашего ответа.");
  await expect(fact(page, EXPECTED)).toContainText("После ответа останется ещё 10 рабочих дней.");
  await page.goto("about:blank");
  const again = await later(server, page.context(), "2026-11-23T09:00:00Z");
  const { id: draft } = await again.json<Draft>("POST", `/applications/${id}/correction`);
  await again.send(await again.read(draft));
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).not.toHaveText("Нужен ваш ответ");
  const moved = main(page).locator(".notice").filter({ hasText: "Дата изменилась: была 2 декабря 2026, теперь 7 декабря 2026." });
  await expect(moved).toContainText(/Срок был остановлен, пока мы ждали ваших исправлений/);
  expect(await letter(server)).toContain("Новый срок: до 7 декабря 2026");
  await page.goto("/applications");
  await expect(row(page, number)).toContainText("ожидаемая дата завершения: 7 декабря 2026");
});

test("M-31 a question about the term goes through the feedback form, about one's own application", async ({ signedIn: page, anna }) => {
  const { number } = await anna.application();
  await page.goto("/services/mse_application");
  await page.getByText("Сколько ждать", { exact: true }).click();
  await main(page).getByRole("link", { name: "Обратная связь" }).click();
  await topic(page, "Срок и статус заявки").check();
  await page.getByRole("radio", { name: new RegExp(number) }).check();
  await page.getByRole("checkbox", { name: "Когда будет решение" }).check();
  await words(page).fill("Успеете до декабря?");
  await ask(page).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Вопрос отправлен");
  expect((await questionsOf(anna))[0]).toMatchObject({ category: "status", application: { number } });
});

test("M-32 the service says how long it takes: documents, objects, medical devices, and that a longer term is written about", async ({ page, context }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/services/mse_application");
  const asked = main(page).locator("details").filter({ has: page.getByText("Сколько ждать", { exact: true }) });
  const summary = asked.locator("summary");
  await expect(asked.getByText("Экспертиза документов", { exact: false })).toBeHidden();
  await summary.focus();
  await page.keyboard.press("Enter");
  await expect(asked.getByRole("listitem")).toHaveText(["Обычный срок: до 10 рабочих дней", "Приоритетный срок: до 5 рабочих дней", "Экстренный срок: до 3 рабочих дней"]);
  for (const text of [
    /Экспертиза документов занимает до\s10 рабочих дней с того дня, когда пришёл последний документ\./,
    /Экспертиза объектов: от\s15 до\s30 рабочих дней, медицинских изделий: до\s20\./,
    "Если нужно больше времени, напишем, почему и до какого дня.",
    "срок остановится, пока вы не ответите.",
  ]) await expect(asked).toContainText(text);
  await expectNarrow(page);
  await expectAccessible(page, "сколько ждать");
  // A service with one term says only that.
  await page.goto("/services/mse_reexamination");
  await page.getByText("Сколько ждать", { exact: true }).click();
  await expect(main(page).locator("details").getByRole("listitem")).toHaveText(["Обычный срок: до 5 рабочих дней"]);

  await inEnglish(context);
  await page.goto("/services/mse_application");
  await page.getByText("How long it takes", { exact: true }).click();
  await expectEnglish(page, "how long it takes");
});

test("M-32 a longer term is written about with its reason and the new day: on the page at once, in the journal, in a letter", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id, number } = await anna.application();
  await expert.act(id, { act: "take" });
  await page.goto(`/applications/${id}`);
  await expect(fact(page, EXPECTED)).toContainText("2 декабря 2026");
  // No earlier, on no day off, and not without a reason.
  const version = (await expert.call("GET", `/cases/${id}`)).headers.get("etag") ?? "";
  for (const wrong of [{ until: "2026-12-01", reason: { ru: "Ждём." } }, { until: "2026-12-12", reason: { ru: "Ждём." } }, { until: "2026-12-16", reason: { ru: " " } }]) {
    const answer = await expert.call("POST", `/cases/${id}/acts`, { act: "extend", ...wrong }, { "if-match": version, "idempotency-key": crypto.randomUUID() });
    expect(answer.status, JSON.stringify(wrong)).toBe(422);
  }
  await expert.act(id, { act: "extend", until: "2026-12-16", reason: { ru: "Нужна консультация невролога." } });
  const moved = main(page).locator(".notice").filter({ hasText: "Дата изменилась: была 2 декабря 2026, теперь 16 декабря 2026." });
  await expect(moved).toContainText("Нужна консультация невролога.");
  await expect(moved).toContainText("Мы написали вам об этом 18 ноября 2026");
  await expect(fact(page, EXPECTED)).toContainText("16 декабря 2026");
  await expect(line(page, "Срок")).toContainText("Срок продлён до 16 декабря 2026 года. Причина: Нужна консультация невролога.");
  const written = await letter(server);
  expect(written).toContain(`Срок рассмотрения заявления ${number} продлён до 16 декабря 2026 года: причина в личном кабинете.`);
  expect(written).toContain(`${server.origin}/applications/${id}`);
  expect(written, "what is seen on a lock screen tells nothing of anybody's health").not.toContain("невролог");
  await expectAccessible(page, "срок продлён, причина");
});
