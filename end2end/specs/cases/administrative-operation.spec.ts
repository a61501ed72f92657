// An administrative operation from its documents to the answer: the approval with date, schedule and documents, or the refusal with
// its reasons, and sending again through «Обращения» (S-07).

import type { Page } from "@playwright/test";
import { answerSet } from "../../fixtures/answer-sets.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen } from "../../fixtures/citizen.ts";
import { caseStatus, journal, openDraft } from "../../fixtures/journey.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { message, say } from "../../fixtures/messages.ts";
import { download, expectPdf } from "../../fixtures/pdf-documents.ts";
import { ANNA } from "../../fixtures/people.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, NOW, test } from "../../fixtures/slots.ts";
import { Colleague } from "../../fixtures/office.ts";

const main = (page: Page) => page.getByRole("main");
const row = (page: Page, name: string) => main(page).locator(".summary__row").filter({ has: page.getByRole("term").filter({ hasText: name }) });
const both = (ru: string) => ({ ru, en: ru });

/** A sent application, and who has sent it. */
async function sent(server: Server, urgency = "planned") {
  await server.doors.clock(NOW);
  const anna = await Citizen.signIn(server, ANNA);
  const set = answerSet("so_administrative", new Date(NOW));
  const draft = await anna.filledDraft("so_administrative", { ...set, answers: { ...set.answers, urgency } });
  return { anna, ...(await anna.send(draft)) };
}

test("S-07 an administrative operation asks for its documents, the referral «при необходимости», and the type of operation", async ({ page, context, server }) => {
  await server.doors.clock(NOW);
  const anna = await Citizen.signIn(server, ANNA);
  const { id } = await anna.filledDraft("so_administrative", answerSet("so_administrative", new Date(NOW)));
  await anna.enter(context);
  await openDraft(page, id, "documents");
  for (const text of [
    "Документ, удостоверяющий личность",
    "Полис ОМС",
    "Выписка из медицинской карты",
    "С заключением врача-специалиста",
    "Согласие пациента на операцию",
    "Направление",
    "при необходимости",
  ]) {
    await expect(main(page)).toContainText(text);
  }
  await openDraft(page, id, "operation");
  await expect(page.getByRole("radiogroup", { name: "Вид операции" }).getByRole("radio", { name: "Кардиохирургические" })).toBeChecked();
});

for (const [urgency, term] of [["emergency", "Экстренный срок: до 5 рабочих дней"], ["planned", "Обычный срок: до 10 рабочих дней"]] as const) {
  test(`S-07 a number and a term of 5 to 10 working days: ${urgency}`, async ({ page, context, server }) => {
    const { anna, id, number } = await sent(server, urgency);
    expect(number).toMatch(/^СОА-2027-\d{6}$/);
    await anna.enter(context);
    await page.goto(`/applications/${id}/sent`);
    await expect(page.getByText(number, { exact: true })).toBeVisible();
    await page.goto(`/applications/${id}`);
    await expect(page.getByText(number, { exact: true })).toBeVisible();
    await expect(row(page, "Ожидаемая дата завершения")).toContainText(term);
  });
}

test("S-07 the approval brings a date, a schedule and documents; the operator answers in the conversation, and all of it is in the journal", async ({ page, context, server }) => {
  const { anna, id, number } = await sent(server);
  await server.doors.bureau(number, "check");
  await anna.enter(context);
  await page.goto(`/applications/${id}`);
  // Talking with the office.
  await main(page).getByRole("link", { name: "Связаться с оператором" }).click();
  await say(page, "Нужно ли приходить натощак?");
  await expect(message(page, "Нужно ли приходить натощак?")).toContainText("Отправлено");
  await server.doors.say({ application: number, text: "Да, с вечера не ешьте." });
  await expect(message(page, "Да, с вечера не ешьте.")).toBeVisible();

  const expert = await Colleague.engage(server, "expert");
  const schedule = [{ day: "2027-02-09", text: both("Приезжайте к 10:00, палата 4") }, { day: "2027-02-10", text: both("Операция в 9:00") }];
  await expert.act(id, { act: "plan", plan: { surgeon: "Орлов Павел Сергеевич", planned_on: "2027-02-10", schedule } });
  await expert.act(id, { act: "approve", result: { conclusion: "Операция согласована комиссией." } });
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Одобрено");
  await expect(row(page, "Планируемая дата операции")).toContainText("10 февраля 2027, среда");
  await main(page).getByText("Как подготовиться", { exact: true }).click();
  await expect(row(page, "Расписание")).toContainText("9 февраля: Приезжайте к 10:00, палата 4");
  await expectAccessible(page, "одобрена административная операция");
  const decision = await download(page, "Скачать решение");
  await expectPdf(decision.file, [number, "Заявление одобрено.", "Операция согласована комиссией."]);
  const instructions = await download(page, "Инструкция: как подготовиться к операции (PDF)");
  await expectPdf(instructions.file, [number, "09.02.2027: Приезжайте к 10:00, палата 4", "Орлов Павел Сергеевич", "10.02.2027"]);
  await main(page).getByRole("button", { name: "Открыть весь журнал" }).click();
  for (const line of ["Статус: Принято", "Статус: В работе", "Вы написали в бюро.", "Бюро написало вам.", "Подготовка к операции", "Статус: Одобрено"]) {
    await expect(journal(page).filter({ hasText: line }).first()).toBeVisible();
  }
});

test("S-07 a refusal gives its reasons; through «Обращения» the application is sent again", async ({ page, context, server }) => {
  const { anna, id, number } = await sent(server);
  await server.doors.bureau(number, "check");
  await server.doors.bureau(number, "refuse", "documents_invalid");
  await anna.enter(context);
  await page.goto("/");
  await goToSection(page, "Мои обращения");
  await expect(page.getByRole("navigation", { name: "Мои обращения" }).getByRole("link", { name: "Обращения", exact: true })).toHaveAttribute("aria-current", "page");
  const line = main(page).getByRole("row").filter({ hasText: number });
  await expect(line).toContainText("Отклонено");
  await line.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/applications/${id}$`));
  await expect(main(page)).toContainText("Документы недействительны: нет подписи, печати или истёк срок.");
  await expect(main(page)).toContainText("Получите новые документы и отправьте заявление снова.");
  await main(page).getByRole("button", { name: "Повторить" }).click();
  await expect(page.getByText("Разделы можно заполнять в любом порядке")).toBeVisible();
  const again = new URL(page.url()).pathname.split("/")[2] ?? "";
  expect((await anna.read(again)).service).toBe("so_administrative");
});
