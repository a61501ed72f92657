// What becomes of an operation: its stages, its day and its surgeon, and that a change or a cancellation is reported (S-11).

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { stage } from "../../fixtures/journey.ts";
import { ANNA } from "../../fixtures/people.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, NOW, test, Visitor } from "../../fixtures/slots.ts";
import { Colleague } from "../../fixtures/office.ts";

const main = (page: Page) => page.getByRole("main");
const row = (page: Page, name: string) => main(page).locator(".summary__row").filter({ has: page.getByRole("term").filter({ hasText: name }) });
const newest = async (server: Server) => (await server.doors.outbox()).find(({ channel }) => channel === "email");

test("S-11 stages, planned date and surgeon stand on the page; each change and the cancellation is reported there and by letter", async ({ page, context, server }) => {
  test.setTimeout(90_000);
  const visitor = await Visitor.ofOperation(server, ANNA, NOW);
  await visitor.citizen.enter(context);
  await page.goto(`/applications/${visitor.application}`);
  for (const title of ["Заявление", "Проверка документов", "Рассмотрение", "Решение", "Выбор даты операции", "Операция"]) {
    await expect(stage(page, title)).toBeVisible();
  }
  await expect(row(page, "Хирург")).toContainText("Хирурга назначит больница");

  const expert = await Colleague.engage(server, "expert");
  await expert.act(visitor.application, { act: "plan", plan: { surgeon: "Орлов Павел Сергеевич", planned_on: "2027-02-09" } });
  await expect(row(page, "Хирург")).toContainText("Орлов Павел Сергеевич");
  await expect(row(page, "Планируемая дата операции")).toContainText("9 февраля 2027, вторник");
  await expect(page.locator("#announcer")).toContainText("Назначен хирург: Орлов Павел Сергеевич.");
  expect((await newest(server))?.text).toContain("есть новые сведения о дате и подготовке");

  const { id } = await visitor.book("hospital", "2027-02-10T05:00:00Z");
  await expect(row(page, "Планируемая дата операции")).toContainText("10 февраля 2027, среда");
  await expect(stage(page, "Операция")).toContainText("Вы записаны на 10 февраля 2027");
  expect((await newest(server))?.text).toMatch(/^Вы записаны на визит: /);
  await expectAccessible(page, "операция с хирургом и датой");

  // Another surgeon, another day.
  await expert.act(visitor.application, { act: "plan", plan: { surgeon: "Белова Мария Ильинична", planned_on: "2027-02-09" } });
  await expect(row(page, "Хирург")).toContainText("Белова Мария Ильинична");
  await expect(stage(page, "Операция").locator(".log__comment").filter({ hasText: "Белова Мария Ильинична" })).toHaveCount(1);
  await visitor.move(id, "2027-02-12T05:00:00Z");
  await expect(row(page, "Планируемая дата операции")).toContainText("12 февраля 2027, пятница");
  expect((await newest(server))?.body).toContain("12\u00a0февраля 2027\u00a0года");

  await visitor.cancel(id);
  await expect(main(page).locator(".need__title")).toHaveText("Выберите больницу и день операции");
  await expect(main(page).locator(".log__comment").filter({ hasText: /отмен/ }).first()).toBeVisible();
  expect((await newest(server))?.text).toMatch(/отмен/);
});
