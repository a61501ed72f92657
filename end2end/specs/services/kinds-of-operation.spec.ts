// Choosing the kind of an operation (S-16): groups and operations, urgency, what has to be considered, institutions, documents.

import type { Page } from "@playwright/test";
import { answerSet } from "../../fixtures/answer-sets.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { caseStatus, openDraft } from "../../fixtures/journey.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expect, test } from "../../fixtures/test.ts";

const main = (page: Page) => page.getByRole("main");
const radios = (page: Page, name: string) => page.getByRole("radiogroup", { name }).getByRole("radio");

/** The groups, what is done in each, and a document that only this group needs. */
const KINDS: [value: string, group: string, operations: string[], document: string | undefined][] = [
  ["cardiac", "Кардиохирургические", ["Коронарное шунтирование", "Замена клапана"], undefined],
  ["orthopaedic", "Ортопедические", ["Эндопротезирование сустава", "Реконструкция связок"], "Снимки сустава"],
  ["oncological", "Онкологические", ["Резекция опухоли", "Лимфаденэктомия"], "Гистологическое заключение"],
  ["gastric", "Гастроэнтерологические", ["Резекция кишечника", "Бариатрическая хирургия"], "УЗИ или эндоскопия"],
  ["neuro", "Нейрохирургические", ["Микроскопическая резекция", "Стентирование сосудов"], "МРТ или КТ"],
];

test("S-16 the type of the operation decides on the operations and the documents; urgency and health are asked", async ({ signedIn: page, anna }) => {
  test.setTimeout(90_000);
  const { id } = await anna.draft("so_medical");
  for (const [value, group, operations, document] of KINDS) {
    await openDraft(page, id, "operation");
    const kinds = page.getByRole("radiogroup", { name: "Вид операции" });
    await expect(kinds.getByRole("radio")).toHaveCount(KINDS.length);
    await expect(kinds).toHaveAccessibleDescription(/рекомендации врача/);
    await kinds.getByRole("radio", { name: group, exact: true }).check();
    const which = page.getByRole("radiogroup", { name: "Какая операция?" });
    await expect(which.getByRole("radio")).toHaveCount(operations.length);
    for (const operation of operations) await expect(which.getByRole("radio", { name: operation, exact: true })).toBeVisible();
    await which.getByRole("radio", { name: operations[0] ?? "", exact: true }).check();
    await expect.poll(async () => (await anna.read(id)).answers["operation_group"]).toBe(value);
    await openDraft(page, id, "documents");
    for (const [, , , other] of KINDS) {
      if (!other) continue;
      if (other === document) await expect(main(page), group).toContainText(other);
      else await expect(main(page), group).not.toContainText(other);
    }
  }
  await openDraft(page, id, "operation");
  await expect(radios(page, "Насколько это срочно?")).toHaveCount(2);
  for (const name of ["Плановая", "Экстренная"]) await expect(page.getByRole("radio", { name, exact: true })).toBeVisible();
  await expectAccessible(page, "вид операции");
  await openDraft(page, id, "health");
  for (const text of ["Дата последних обследований", "О чём врачам важно знать?", "Диабет", "Болезни сердца и сосудов"]) await expect(main(page)).toContainText(text);
});

interface Network {
  equipment: { id: string; title: string }[];
  institutions: { equipment: string[]; lines: { id: string }[] }[];
}

test("S-16 the type filters institutions, also by their equipment; «Оформить заявку» leads to the form, and what is sent has status and term", async ({ signedIn: page, anna, server }) => {
  test.setTimeout(90_000);
  const { institutions, equipment: all } = await anna.json<Network>("GET", "/institutions");
  const able = institutions.filter(({ lines }) => lines.some(({ id }) => id === "orthopaedic"));
  const having = (id: string) => able.filter(({ equipment }) => equipment.includes(id)).length;
  // Something that only some of them have.
  const wanted = all.findLast(({ id }) => having(id) > 0 && having(id) < able.length) ?? { id: "", title: "" };
  expect(able.length).toBeLessThan(institutions.length);
  await page.goto("/institutions");
  const choose = async (name: string, option: string) => {
    const list = page.getByRole("combobox", { name, exact: true });
    if ((await list.count()) > 0) await list.selectOption({ label: option });
    else await page.getByRole("radiogroup", { name }).getByRole("radio", { name: option, exact: true }).check();
  };
  const found = main(page).getByRole("heading", { level: 2 }).filter({ hasText: /Найден/ });
  await choose("Что нужно", "Операция");
  await choose("Вид операции", "Ортопедические");
  await expect(found).toHaveText(new RegExp(`^Найден\\S* ${able.length}\\s`));
  await expect(main(page).getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) }).first()).toContainText("Ортопедические");
  await main(page).getByText("Доступность и оборудование").click();
  await page.getByRole("checkbox", { name: wanted.title, exact: true }).check();
  await expect(found).toHaveText(new RegExp(`^Найден\\S* ${having(wanted.id)}\\s`));
  await expectAccessible(page, "учреждения по виду операции");
  await main(page).getByRole("link", { name: /^Оформить заявку/ }).first().click();
  await expectScreen(page, "Запись на специальную операцию");
  await expect(main(page)).toContainText(/10\sрабочих\sдней/);
  await expect(page.getByRole("button", { name: "Заполнить заявление" })).toBeVisible();

  for (const [urgency, term] of [["planned", "Обычный срок: до 10 рабочих дней"], ["emergency", "Экстренный срок: до 5 рабочих дней"]] as const) {
    const set = answerSet("so_medical", await server.now());
    const sent = await anna.send(await anna.filledDraft("so_medical", { ...set, answers: { ...set.answers, urgency } }));
    await page.goto(`/applications/${sent.id}`);
    await expect(caseStatus(page)).toHaveText("Принято");
    await expect(main(page)).toContainText(term);
  }
});
