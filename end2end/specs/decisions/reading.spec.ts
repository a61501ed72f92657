// Reading a decision: what is drawn stays, whatever else changes, every tab shows the same, and paper has all of it.

import type { Page } from "@playwright/test";
import { Citizen } from "../../fixtures/citizen.ts";
import { caseStatus } from "../../fixtures/journey.ts";
import { Colleague, SECOND_GROUP, fact } from "../../fixtures/office.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expectNarrow } from "../../fixtures/screen.ts";
import { expect, test } from "../../fixtures/test.ts";
import { pass } from "../../fixtures/visits.ts";

const FINDINGS = "Стойкие выраженные нарушения функций кровообращения.";

const decision = (page: Page) => page.getByRole("main").locator(".notice").filter({ hasText: "Решение №" });

/** Marks the decision as it is drawn now; says whether it is the same one later. */
async function marked(page: Page): Promise<() => Promise<boolean>> {
  await decision(page).evaluate((notice) => Object.assign(notice, { oknoMark: true }));
  return () => decision(page).evaluate((notice) => "oknoMark" in notice);
}

test("who reads is not disturbed while the office writes", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id } = await anna.application();
  await expert.act(id, { act: "take" });
  await expert.act(id, { act: "approve", result: SECOND_GROUP });
  await page.goto(`/applications/${id}`);
  await expect(fact(page, "Что установлено")).toContainText("Вторая группа");
  const isSame = await marked(page);
  const more = decision(page).getByRole("link", { name: "Просмотреть результат" });
  await expect(more).toHaveClass(/button--primary/);
  await server.doors.say({ application: id, text: "Подтвердите, что получили справку.", action: { kind: "confirm" } });
  await expect(page.locator(".need")).toHaveCount(1);
  await expect(more, "the need has the main button").not.toHaveClass(/button--primary/);
  expect(await isSame()).toBe(true);
});

test("a day begins, and one day less is left to appeal", async ({ page, context, server, fresh }) => {
  void fresh;
  const late = "2026-11-18T20:58:00Z";
  await server.doors.clock(late);
  const anna = await Citizen.signIn(server, ANNA);
  const expert = await Colleague.engage(server, "expert");
  const { id } = await anna.application();
  await expert.act(id, { act: "take" });
  await expert.act(id, { act: "approve", result: SECOND_GROUP });
  await anna.enter(context);
  await page.clock.install({ time: new Date(late) });
  await page.goto(`/applications/${id}/result`);
  await expect(decision(page)).toContainText("осталось 30 дней");
  const isSame = await marked(page);
  await pass(page, server, 4);
  await expect(decision(page)).toContainText("осталось 29 дней");
  expect(await isSame()).toBe(true);
});

test("another tab, a reload and an answer that is older than the decision show the decision", async ({ signedIn: page, context, anna, server, network }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id } = await anna.application();
  await expert.act(id, { act: "take" });
  const second = await context.newPage();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("На проверке");
  // The answer of before the decision arrives after its event.
  network.delay(1_500, new RegExp(`^GET /api/v1/applications/${id} HTTP`));
  const asked = second.waitForRequest(new RegExp(`/applications/${id}$`));
  await anna.enter(context, network.origin);
  await second.goto(`${network.origin}/applications/${id}`, { waitUntil: "commit" });
  await asked;
  await expert.act(id, { act: "approve", result: SECOND_GROUP });
  for (const tab of [page, second]) await expect(fact(tab, "Что установлено")).toContainText("Вторая группа", { timeout: 15_000 });
  await second.close();
  await page.reload();
  await expect(fact(page, "Что установлено")).toContainText("Вторая группа");
  await expect(page.getByRole("button", { name: "Отозвать", exact: true }), "there is nothing to withdraw").toHaveCount(0);
  await expect(fact(page, "Ожидаемая дата завершения"), "nor to wait for").toHaveCount(0);
});

test("paper has all of it, with the paragraphs of the office", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id } = await anna.application();
  await expert.act(id, { act: "take" });
  await expert.act(id, { act: "approve", result: { ...SECOND_GROUP, findings: `${FINDINGS}\nОдышка при обычной ходьбе.` } });
  await page.goto(`/applications/${id}/result`);
  await expect(page.getByText(FINDINGS)).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  expect(await fact(page, "Выводы эксперта").innerText()).toContain(`${FINDINGS}\nОдышка`);
});

test("a result of twenty thousand letters and a word without an end stay within the page", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id } = await anna.application();
  await expert.act(id, { act: "take" });
  const findings = `${"Нарушение функций. ".repeat(1040)}${"ы".repeat(200)}`;
  await expert.act(id, { act: "approve", result: { ...SECOND_GROUP, findings } });
  await page.goto(`/applications/${id}/result`);
  await expect(fact(page, "Выводы эксперта")).toContainText("ы".repeat(200));
  await expectNarrow(page);
});

test("leaving for a service and coming back finds the decision where it was", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await server.doors.bureau(id, "take");
  await server.doors.bureau(id, "approve");
  await page.goto(`/applications/${id}`);
  await page.getByRole("link", { name: "Заказать копию заключения" }).click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Медико-социальная экспертиза");
  await page.goBack();
  await expect(fact(page, "Что установлено")).toContainText("Третья группа");
});
