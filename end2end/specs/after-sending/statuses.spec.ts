// The states of an operation, how they are reported, and what comes after the last one (S-27); what is reported unasked (S-21).

import type { Page } from "@playwright/test";
import { answerSet } from "../../fixtures/answer-sets.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen } from "../../fixtures/citizen.ts";
import { caseStatus, journal } from "../../fixtures/journey.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { download, expectPdf } from "../../fixtures/pdf-documents.ts";
import { ANNA } from "../../fixtures/people.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, NOW, test, Visitor } from "../../fixtures/slots.ts";

const main = (page: Page) => page.getByRole("main");
const newest = async (server: Server) => (await server.doors.outbox()).find(({ channel }) => channel === "email");

async function sent(server: Server) {
  await server.doors.clock(NOW);
  const anna = await Citizen.signIn(server, ANNA);
  const application = await anna.send(await anna.filledDraft("so_medical", answerSet("so_medical", new Date(NOW))));
  return { anna, ...application };
}

test("S-27 «Принято», «В работе», «Одобрено» are reported at once and by letter; «Документы» has the act and instructions", async ({ page, context, server }) => {
  test.setTimeout(90_000);
  const { anna, number } = await sent(server);
  await anna.enter(context);
  await page.goto("/");
  await goToSection(page, "Мои обращения");
  await expect(main(page).getByRole("columnheader", { name: "Статус" })).toBeAttached();
  const line = main(page).getByRole("row").filter({ hasText: number });
  await expect(line).toContainText("Принято");
  expect((await newest(server))?.text).toContain(`${number} принято`);
  await server.doors.bureau(number, "check");
  await expect(line).toContainText("В работе");
  expect((await newest(server))?.text).toContain(`${number} на проверке`);
  await server.doors.bureau(number, "approve");
  await expect(line).toContainText("Одобрено");
  expect((await newest(server))?.text).toContain(`${number} рассмотрено`);
  await line.getByRole("link", { name: "Запись на специальную операцию" }).click();
  await expect(caseStatus(page)).toHaveText("Одобрено");
  await expect(main(page).getByRole("heading", { level: 2, name: "Документы", exact: true })).toBeVisible();
  await expectAccessible(page, "документы одобренной операции");
  const act = await download(page, "Электронный акт о приёме документов (PDF)");
  await expectPdf(act.file, [number, "health_certificate.pdf"]);
  const instructions = await download(page, "Инструкция: как подготовиться к операции (PDF)");
  await expectPdf(instructions.file, [number, "Как подготовиться к операции", "Лекарства", "Обследования до операции"]);
});

test("S-27 «Отклонено» says why, and «Повторить» takes the answers into a new application", async ({ page, context, server }) => {
  const { anna, id, number } = await sent(server);
  await server.doors.bureau(number, "check");
  await anna.enter(context);
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("В работе");
  await server.doors.bureau(number, "refuse", "documents_invalid");
  await expect(caseStatus(page)).toHaveText("Отклонено");
  const reason = "Документы недействительны: нет подписи, печати или истёк срок.";
  await expect(journal(page).filter({ hasText: "Статус: Отклонено" })).toContainText(reason);
  await expect(main(page).locator(".notice")).toContainText(reason);
  expect((await newest(server))?.text).toContain(`${number} рассмотрено`);
  await main(page).getByRole("button", { name: "Повторить", exact: true }).click();
  await expect(page.getByText("Разделы можно заполнять в любом порядке")).toBeVisible();
  const again = new URL(page.url()).pathname.split("/")[2] ?? "";
  expect((await anna.read(again)).answers).toMatchObject({ operation_group: "orthopaedic" });
});

test("S-21 a booked visit, a date that is set, and a request for more information are reported unasked", async ({ page, context, server }) => {
  const visitor = await Visitor.ofOperation(server, ANNA, NOW);
  await visitor.citizen.enter(context);
  await page.goto(`/applications/${visitor.application}`);
  await expect(main(page).locator(".need__title")).toHaveText("Выберите больницу и день операции");
  const { id } = await visitor.book("hospital", "2027-02-10T05:00:00Z");
  await expect(main(page)).toContainText("Вы записаны на 10 февраля 2027");
  const booked = await newest(server);
  expect(booked?.text).toMatch(/^Вы записаны на визит: /);
  for (const part of ["Здравствуйте", "10\u00a0февраля 2027\u00a0года в\u00a010:00", "Екатеринбург", "Телефон: ", `/bookings/${id}`]) expect(booked?.body).toContain(part);
  // The institution sets another date.
  await server.doors.transfer({ booking: id, starts_at: "2027-02-16T06:00:00Z", reason: "equipment" });
  await expect(main(page).locator(".need__title")).toHaveText("Ответьте, подходит ли другое время");
  expect((await newest(server))?.body).toContain("16\u00a0февраля 2027\u00a0года");
  // More information is needed, in a message and in the application itself.
  await server.doors.say({ application: visitor.number, text: "Пришлите свежий анализ крови.", action: { kind: "upload" } });
  await expect(main(page).locator(".need").filter({ hasText: "Пришлите документ" })).toContainText("Пришлите свежий анализ крови.");
  const asked = await newest(server);
  expect(asked?.text).toContain(`Вам написали по заявлению ${visitor.number}`);
  expect(asked?.body).toContain("приложите документ");
});
