// What a decision says stands on the page of its case, first what matters, then the rest.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { expectEnglish, inEnglish } from "../../fixtures/english.ts";
import { caseStatus } from "../../fixtures/journey.ts";
import { Colleague, SECOND_GROUP, fact } from "../../fixtures/office.ts";
import { expectNarrow } from "../../fixtures/screen.ts";
import { expect, test } from "../../fixtures/test.ts";

const decision = (page: Page) => page.getByRole("main").locator(".notice").filter({ hasText: /Решение № Р-2026-\d{6} от/ });

test("the group and what it means are read first, the rest is one press away", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await expert.act(id, { act: "take" });
  await expert.act(id, { act: "approve", result: SECOND_GROUP });
  await expect(caseStatus(page), "on the open page").toHaveText("Одобрено");
  await expect(fact(page, "Что установлено")).toContainText("Вторая группа");
  await expect(fact(page, "Что установлено")).toContainText("Значительная утрата трудоспособности: большинство видов труда ограничены");
  await expect(fact(page, "Действует до")).toContainText("1 декабря 2027 года");
  const findings = page.getByText("Стойкие выраженные нарушения функций кровообращения.");
  await expect(findings).toHaveCount(0);
  for (const name of ["Подать на выплаты", "Заказать копию заключения", "Изменить программу реабилитации"]) {
    await expect(decision(page).getByRole("link", { name })).toBeVisible();
  }
  await expectNarrow(page);
  await expectAccessible(page, "решение с результатом");
  await decision(page).getByRole("link", { name: "Просмотреть результат" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Результат");
  await expect(findings).toBeVisible();
  await page.goBack();
  await decision(page).getByRole("link", { name: "Подать на выплаты" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Социальные выплаты по инвалидности");
});

test("S-22 a refusal begins with a sentence, says what to do, and ends with the code", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id } = await anna.application();
  const findings = "На снимке не видно сустава: судить о его движении нельзя.";
  await expert.act(id, {
    act: "refuse",
    code: "documents_invalid",
    result: { examined_on: "2026-11-10", mode: "by_papers", findings, recommendations: "Сделайте новый снимок." },
  });
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Отклонено");
  const said = (await decision(page).innerText()).replaceAll(/\s+/g, " ");
  const order = ["Документы недействительны", "Получите новые документы", "Просмотреть результат", "Обжаловать решение", "Код причины: documents_invalid"];
  expect(order.map((text) => said.indexOf(text)).every((place, index, all) => place >= 0 && place > (all[index - 1] ?? -1)), said).toBe(true);
  await expect(page.getByRole("button", { name: "Повторить" })).toBeVisible();
  await expectAccessible(page, "отказ с результатом");
  await decision(page).getByRole("link", { name: "Просмотреть результат" }).click();
  await expect(fact(page, "Выводы эксперта")).toContainText(findings);
  await page.getByRole("button", { name: "Повторить" }).click();
  await expect(page).toHaveURL(/\/drafts\//);
});

test("in English all but the office's own words is English, and these are marked as Russian", async ({ signedIn: page, context, anna, server }) => {
  await inEnglish(context);
  const expert = await Colleague.engage(server, "expert");
  const { id } = await anna.application();
  await expert.act(id, { act: "take" });
  await expert.act(id, { act: "approve", result: SECOND_GROUP });
  await page.goto(`/applications/${id}`);
  await expect(fact(page, "What was established")).toContainText("Group II");
  await expectEnglish(page, "decision");
  await page.getByRole("link", { name: "View the result" }).click();
  await expect(page.locator('[lang="ru"]').filter({ hasText: "Постоянное наблюдение у кардиолога." })).toBeVisible();
  await expectEnglish(page, "result");
});
