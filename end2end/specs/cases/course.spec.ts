// The way of an application: all stages from the first day, with every change in the stage where it happened.

import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { answerSet } from "../../fixtures/answer-sets.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { expectEnglish, inEnglish } from "../../fixtures/english.ts";
import { focused } from "../../fixtures/focus.ts";
import { caseStatus, entry, journal, stage } from "../../fixtures/journey.ts";
import { expectPdf } from "../../fixtures/pdf-documents.ts";
import { expectNarrow } from "../../fixtures/screen.ts";
import { expect, test } from "../../fixtures/test.ts";

const stages = (page: Page) => page.getByRole("main").locator(".course").getByRole("heading", { level: 3 });
const logs = (page: Page) => page.locator(".course details");
const open = (page: Page) => logs(page).evaluateAll((all) => all.map((one) => `${one.id}: ${(one as HTMLDetailsElement).open}`));
const ASKED = [{ pointer: "", text: { ru: "Пришлите справку.", en: "Send the paper." } }];

for (const [service, way] of [
  ["mse_application", ["Заявление Готово", "Проверка документов Сейчас", "Рассмотрение Впереди", "Осмотр в бюро Впереди", "Решение Впереди", "Обжалование Если понадобится"]],
  ["so_medical", ["Заявление Готово", "Проверка документов Сейчас", "Рассмотрение Впереди", "Решение Впереди", "Выбор даты операции Впереди", "Операция Впереди", "Обжалование Если понадобится"]],
  ["mse_copy", ["Заявление Готово", "Проверка документов Сейчас", "Рассмотрение Впереди", "Решение Впереди"]],
] as const) {
  test(`all stages stand there from the first day: ${service}`, async ({ signedIn: page, anna, server }) => {
    const set = answerSet(service, new Date(await server.doors.now()));
    const sent = service === "mse_application" ? await anna.application() : await anna.send(await anna.filledDraft(service, set));
    await page.goto(`/applications/${sent.id}`);
    await expect(stages(page)).toHaveText(way);
    await expect(page.locator(".stage[aria-current=step]")).toHaveCount(1);
  });
}

test("every change stands once, with date and time, in the stage where it happened", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await server.doors.bureau(number, "check");
  await server.doors.ask(number, ASKED);
  await page.goto(`/applications/${id}`);
  await expect(journal(page)).toHaveText([entry("Принято"), entry("Нужен ваш ответ"), entry("На проверке")]);
  expect(await journal(page).count()).toBe((await anna.case(id)).journal.length);
  await expect(stage(page, "Заявление").locator(".log__what")).toHaveText("Статус: Принято — вы");
  await expect(stage(page, "Рассмотрение").locator(".log__what")).toHaveText(["Статус: Нужен ваш ответ — специалист", "Статус: На проверке — автоматически"]);
  await expect(stage(page, "Рассмотрение").locator("summary")).toHaveText("Что происходило: 2 записи");
});

test("the present stage shows its journal, and all of it opens and folds with one button", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await server.doors.bureau(number, "check");
  await page.goto(`/applications/${id}`);
  await expect(journal(page)).toHaveCount(2);
  expect(await open(page)).toEqual(["log-sent: false", "log-review: true"]);
  await page.getByRole("button", { name: "Открыть весь журнал" }).click();
  expect(await open(page)).toEqual(["log-sent: true", "log-review: true"]);
  await expectAccessible(page, "весь журнал");
  await page.getByRole("button", { name: "Свернуть журнал" }).click();
  expect(await open(page)).toEqual(["log-sent: false", "log-review: false"]);
});

test("what somebody reads stays open when news come, and keeps the focus", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await page.goto(`/applications/${id}`);
  const summary = stage(page, "Заявление").locator("summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  await expect(journal(page).first()).toBeVisible();
  await server.doors.bureau(number, "check");
  await expect(journal(page)).toHaveCount(2);
  await expect.poll(() => open(page)).toEqual(["log-sent: true", "log-review: true"]);
  await server.doors.bureau(number, "approve");
  await expect(caseStatus(page)).toHaveText("Одобрено");
  await expect(journal(page)).toHaveCount(3);
  expect(await open(page)).toEqual(["log-sent: true", "log-review: true", "log-decision: true"]);
  await expect(summary).toBeFocused();
});

test("all of it is printed, and is folded again afterwards", async ({ signedIn: page, anna, server }, info) => {
  const { id, number } = await anna.application();
  await server.doors.bureau(number, "check");
  await server.doors.bureau(number, "approve");
  await page.goto(`/applications/${id}`);
  await expect(journal(page)).toHaveCount(3);
  const before = await open(page);
  expect(before).toContain("log-sent: false");
  const file = info.outputPath("case.pdf");
  await writeFile(file, await page.pdf());
  await expectPdf(file, [number, "Что сейчас", "Статус: Принято", "Документы проверены автоматически: все приложены, файлы целы.", "Статус: Одобрено"]);
  await expect.poll(() => open(page)).toEqual(before);
});

test("by keyboard: the stops of the page, in the order in which it is read", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await server.doors.bureau(number, "check");
  await page.goto(`/applications/${id}`);
  await expect(journal(page)).toHaveCount(2);
  await page.getByRole("link", { name: "Мои заявки" }).last().focus();
  const stops: string[] = [];
  while (!stops.at(-1)?.includes("Отозвать") && stops.length < 20) {
    await page.keyboard.press("Tab");
    stops.push((await focused(page)).name);
  }
  expect(stops).toEqual([
    "Приостановить обновления",
    "Скопировать",
    "Выбрать дату",
    "Что происходило: 1 запись",
    "Что происходило: 1 запись",
    "Открыть весь журнал",
    "Связаться с оператором",
    "История сообщений",
    "8 800 000-00-00",
    "support@okno.example",
    "Адреса и телефоны бюро и больниц",
    "Копия заявления (PDF)",
    "Электронный акт о приёме документов (PDF)",
    "Отозвать",
  ]);
});

test("the accessibility tree", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await server.doors.bureau(number, "check");
  await server.doors.ask(number, ASKED);
  await page.goto(`/applications/${id}`);
  await expect(journal(page)).toHaveCount(3);
  await expect(page.getByRole("main")).toMatchAriaSnapshot({ name: "case.aria.yml" });
});

for (const width of [360, 768, 1280]) {
  test(`${width} pixels wide: nothing scrolls sideways, and only a wide page has two columns`, async ({ signedIn: page, anna, server }) => {
    const { id, number } = await anna.application();
    await server.doors.bureau(number, "check");
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`/applications/${id}`);
    await page.getByRole("button", { name: "Открыть весь журнал" }).click();
    await expectNarrow(page);
    const side = async (selector: string) => (await page.locator(selector).boundingBox())!;
    const [course, aside] = [await side(".course"), await side(".case__aside")];
    expect(aside.x >= course.x + course.width).toBe(width >= 1024);
    await expectAccessible(page, `${width}`);
  });
}

test("large text on a small phone does not scroll sideways", async ({ signedIn: page, anna, server }) => {
  const { id, number } = await anna.application();
  await server.doors.bureau(number, "check");
  await server.doors.ask(number, ASKED);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`/applications/${id}`);
  await page.locator("html").evaluate((html) => html.style.setProperty("font-size", "200%"));
  await page.getByRole("button", { name: "Открыть весь журнал" }).click();
  await expectNarrow(page);
});

test("in forced colours stages are told apart by words and signs", async ({ signedIn: page, anna, server }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const { id, number } = await anna.application();
  await server.doors.bureau(number, "check");
  await page.goto(`/applications/${id}`);
  await expect(page.locator(".stage__mark")).toHaveText(["✓", "✓", "●", "", "", ""]);
  await expectAccessible(page, "принудительные цвета");
});

test("the page in English", async ({ signedIn: page, anna, server, context }) => {
  await inEnglish(context);
  const { id, number } = await anna.application();
  await server.doors.bureau(number, "check");
  await server.doors.ask(number, ASKED);
  await page.goto(`/applications/${id}`);
  await page.getByRole("button", { name: "Open the whole log" }).click();
  await expect(page.getByRole("main")).toContainText("What is needed from you");
  // The citizen's files have the names that the citizen gave them.
  await page.locator(".papers").last().evaluate((files) => files.setAttribute("lang", "ru"));
  await expectEnglish(page, "заявка");
});
