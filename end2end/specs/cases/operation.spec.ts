// What has to be known before an operation, as the API tells it: the surgeon, the day, and how to prepare.

import type { Page } from "@playwright/test";
import { AnotherApi } from "../../fixtures/another-api.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, NOW, test, Visitor } from "../../fixtures/slots.ts";

const main = (page: Page) => page.getByRole("main");
const text = (ru: string) => ({ ru, en: ru });

const PLAN = {
  surgeon: "Орлов Павел Сергеевич",
  schedule: [{ day: "2027-02-08", text: text("анализ крови") }, { text: text("Прийти натощак") }],
  medicines: [text("Не принимайте аспирин за неделю до операции.")],
  examinations: [text("ЭКГ"), text("Общий анализ крови")],
  bring: [text("Паспорт"), text("Полис")],
  stay_days: 5,
  food: text("Не ешьте за 8 часов."),
};

for (const [name, plan, texts] of [
  ["what to do", PLAN, ["8 февраля: анализ крови", "Прийти натощак", "Не принимайте аспирин", "ЭКГ", "Полис", "Обычно 5 дней", "Не ешьте за 8 часов."]],
  ["that instructions come later", { surgeon: PLAN.surgeon }, ["Указания появятся здесь, когда их пришлёт больница."]],
] as const) {
  test(`the surgeon, the day, and ${name}`, async ({ page, context, server }) => {
    const visitor = await Visitor.ofOperation(server, ANNA, NOW);
    await visitor.book("hospital", "2027-02-10T05:00:00Z");
    const api = await AnotherApi.before(server, (told) => (told["plan"] = plan));
    await visitor.citizen.enter(context, api.origin);
    await page.goto(`${api.origin}/applications/${visitor.application}`);
    await expect(main(page)).toContainText("ХирургОрлов Павел Сергеевич");
    await expect(main(page)).toContainText("Планируемая дата операции10 февраля 2027, среда");
    // Nine days before the operation they are open.
    await expect(main(page).locator(".prep")).toHaveAttribute("open");
    for (const words of texts) await expect(main(page).locator(".prep")).toContainText(words);
    await expectAccessible(page, name);
    await page.goto("about:blank");
    await api.close();
  });
}
