// «Просмотреть результат»: a page of its own with all that was decided and what came of it, and the ways there.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { Colleague, SECOND_GROUP, fact } from "../../fixtures/office.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expectNarrow } from "../../fixtures/screen.ts";
import type { Server } from "../../fixtures/server.ts";
import { NOW, Visitor, expect, test } from "../../fixtures/slots.ts";

const MORE = "Просмотреть результат";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
/** The day of the operation, and the minutes until an hour after it. */
const AT = "2027-02-10T05:00:00Z";
const UNTIL = (Date.parse(AT) - Date.parse(NOW)) / 60_000 + 60;

/** Anna whose operation was an hour ago. */
async function operated(server: Server, page: Page): Promise<Visitor> {
  const planned = await Visitor.ofOperation(server, ANNA, NOW);
  await planned.book("hospital", AT);
  await server.doors.advance({ minutes: UNTIL });
  const visitor = await planned.again(server);
  await visitor.citizen.enter(page.context());
  return visitor;
}

const main = (page: Page) => page.getByRole("main");

test("«Мои заявки» lead to the result, and «Мои обращения» to its document", async ({ page, context, server }) => {
  const visitor = await Visitor.ofExamination(server, ANNA, NOW);
  const expert = await Colleague.engage(server, "expert");
  await expert.act(visitor.application, { act: "take" });
  await visitor.citizen.enter(context);
  await page.goto("/applications");
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("link", { name: MORE }), "nothing is decided").toHaveCount(0);
  await expert.act(visitor.application, { act: "approve", result: SECOND_GROUP });
  await page.getByRole("link", { name: MORE }).click();
  await expectFocus(page, "heading", "Результат");
  await expect(page).toHaveTitle(/^Результат: Медико-социальная экспертиза/);
  await expect(main(page).getByRole("heading", { level: 3 })).toHaveText("Результаты экспертизы");
  await expect(fact(page, "Дата проведения экспертизы")).toContainText("10 ноября 2026 года");
  await expect(fact(page, "Выводы эксперта")).toContainText("Стойкие выраженные нарушения");
  await expect(fact(page, "Рекомендации")).toContainText("Постоянное наблюдение у кардиолога.");
  await expect(main(page).getByRole("link", { name: MORE }), "it is here").toHaveCount(0);
  await expect(main(page).getByRole("link", { name: "Обжаловать решение" })).toBeVisible();
  await expectNarrow(page);
  await expectAccessible(page, "страница результата");
  const download = page.waitForEvent("download");
  await main(page).getByRole("link", { name: "Скачать решение" }).click();
  expect((await download).suggestedFilename()).toMatch(/^Решение Р-\d{4}-\d{6}\.pdf$/);
  await page.goto("/requests");
  await expect(page.getByRole("row").getByRole("link", { name: "Результаты экспертизы (PDF)" })).toHaveAttribute("href", /decision\.pdf$/);
});

test("before there is a decision the page says so, and shows it once it is there", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await page.goto(`/applications/${id}/result`);
  await expect(main(page)).toContainText("Решения пока нет.");
  await expectAccessible(page, "результата ещё нет");
  await server.doors.bureau(id, "take");
  await server.doors.bureau(id, "approve");
  await expect(fact(page, "Что установлено")).toContainText("Третья группа");
  await expect(main(page)).not.toContainText("Решения пока нет.");
  await page.getByRole("link", { name: "Медико-социальная экспертиза" }).click();
  await expect(page).toHaveURL(`/applications/${id}`);
});

test("an operation that is over: how it ended stands in the list, on the case and on the page of the result, live", async ({ page, server }) => {
  const visitor = await operated(server, page);
  const expert = await Colleague.engage(server, "expert");
  await page.goto(`/applications/${visitor.application}`);
  await expect(main(page)).toContainText("Ждём, что сообщит больница.");
  const summary = "Поставлены два шунта.";
  await expert.act(visitor.application, { act: "report", result: { outcome: "completed", operated_on: AT.slice(0, 10), summary, recommendations: "Осмотр через месяц." } });
  const notice = main(page).locator(".notice").filter({ hasText: /Результат операции № Р-\d{4}-/ });
  await expect(notice).toContainText("успешно выполнено");
  await expect(main(page)).toContainText("Больница сообщила, как прошла операция.");
  await expect(main(page).getByRole("link", { name: MORE }), "both are read on one page").toHaveCount(1);
  await expect(page.locator("#announcer")).toContainText("Результат операции: успешно выполнено");
  await expectAccessible(page, "итог операции");
  await notice.getByRole("link", { name: MORE }).click();
  await expect(fact(page, "Что сделано")).toContainText(summary);
  await expect(fact(page, "Рекомендации после выписки")).toContainText("Осмотр через месяц.");
  await expectNarrow(page);
  await expectAccessible(page, "результат операции");
  const download = page.waitForEvent("download");
  await main(page).getByRole("link", { name: "Скачать результат" }).click();
  expect((await download).suggestedFilename()).toMatch(/^Результат операции Р-\d{4}-\d{6}\.pdf$/);
  await page.goto("/applications");
  await expect(page.getByRole("row").filter({ hasText: visitor.number })).toContainText("успешно выполнено");
});

test("an operation that did not take place: why, and the way to a new application", async ({ page, server }) => {
  const visitor = await operated(server, page);
  const expert = await Colleague.engage(server, "expert");
  for (const [outcome, words] of [["clarify", "требуется уточнение"], ["cancelled", "отклонено"]] as const) {
    await expert.act(visitor.application, { act: "report", result: { outcome, reason: `Нужен свежий анализ крови: ${words}.` } });
    await page.goto("/applications");
    const row = page.getByRole("row").filter({ hasText: visitor.number });
    await expect(row).toContainText(words);
    await row.getByRole("link", { name: MORE }).click();
    await expect(fact(page, "Почему и что сделать")).toContainText(`Нужен свежий анализ крови: ${words}.`);
  }
  await main(page).getByRole("link", { name: "Подать заявление ещё раз" }).click();
  await expect(heading(page)).toHaveText("Запись на специальную операцию");
});

test("a withdrawn application says that there will be none", async ({ signedIn: page, anna }) => {
  const { id } = await anna.application();
  await anna.json("POST", `/applications/${id}/withdraw`);
  await page.goto(`/applications/${id}/result`);
  await expect(main(page)).toContainText("Заявление отозвано, поэтому решения по нему не будет.");
});
