// A medical operation from its documents to the day: what the check finds, «готово к планированию», the preparation, and what the
// staff write.

import type { Page } from "@playwright/test";
import { answerSet } from "../../fixtures/answer-sets.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen } from "../../fixtures/citizen.ts";
import { pdf } from "../../fixtures/files.ts";
import { agree, caseStatus, fileRow, openDraft, stage } from "../../fixtures/journey.ts";
import { message } from "../../fixtures/messages.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, NOW, test, Visitor } from "../../fixtures/slots.ts";
import { Colleague } from "../../fixtures/office.ts";

const main = (page: Page) => page.getByRole("main");
const row = (page: Page, name: string) => main(page).locator(".summary__row").filter({ has: page.getByRole("term").filter({ hasText: name }) });
const both = (ru: string) => ({ ru, en: ru });

const DEFECT = "Файл «tests.pdf» повреждён и не открывается. Отсканируйте или сфотографируйте документ ещё раз и приложите новый файл.";

test("S-06 the documents of a medical operation, the policy only if it pays", async ({ page, context, server }) => {
  await server.doors.clock(NOW);
  const anna = await Citizen.signIn(server, ANNA);
  const draft = await anna.filledDraft("so_medical", answerSet("so_medical", new Date(NOW)));
  await anna.enter(context);

  await openDraft(page, draft.id, "documents");
  for (const text of ["Справка о состоянии здоровья", "С подписью лечащего врача", "Результаты обследований", "ЭКГ, УЗИ, анализы", "Заключение комиссии", "Полис ОМС"]) {
    await expect(main(page)).toContainText(text);
  }
  const paid = await anna.filledDraft("so_medical", answerSet("so_medical.paid", new Date(NOW)));
  await openDraft(page, paid.id, "documents");
  await expect(main(page)).toContainText("Заключение комиссии");
  await expect(main(page)).not.toContainText("Полис ОМС");
});

test("S-06 the check of the documents names what is wrong with which, and the corrected application goes on", async ({ page, context, server }) => {
  test.setTimeout(90_000);
  await server.doors.clock(NOW);
  const anna = await Citizen.signIn(server, ANNA);
  const sent = await anna.send(await anna.filledDraft("so_medical", answerSet("so_medical", new Date(NOW))));
  const file = (await anna.case(sent.id)).files.find(({ slot }) => slot === "tests");
  await server.damage(file?.id ?? "");
  await anna.enter(context);
  await page.goto(`/applications/${sent.id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await server.doors.bureau(sent.number, "check");
  await expect(caseStatus(page)).toHaveText("Нужен ваш ответ");
  await expect(main(page).locator(".need").getByRole("listitem")).toHaveText([DEFECT]);
  await main(page).getByRole("button", { name: "Исправить", exact: true }).click();
  await expect(page).toHaveURL(/\/drafts\//);
  const correction = new URL(page.url()).pathname.split("/")[2] ?? "";
  await anna.upload(correction, "tests", pdf("анализы.pdf"));
  await openDraft(page, correction, "documents");
  await expect(fileRow(page, "анализы.pdf")).toContainText("Принят");
  await openDraft(page, correction, "check-answers");
  await agree(page);
  await page.getByRole("button", { name: "Отправить", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Исправления отправлены" })).toBeVisible();
  await page.goto(`/applications/${sent.id}`);
  await expect(caseStatus(page)).toHaveText("В работе");
});

test("S-06 an approved operation is «готово к планированию»: its date, how to prepare, messages from the staff", async ({ page, context, server }) => {
  await server.doors.clock(NOW);
  const anna = await Citizen.signIn(server, ANNA);
  const { id, number } = await anna.send(await anna.filledDraft("so_medical", answerSet("so_medical", new Date(NOW))));
  await server.doors.bureau(number, "check");
  await anna.enter(context);
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("В работе");
  await server.doors.bureau(number, "approve");
  await expect(main(page).locator(".status")).toHaveText("Одобрено готово к планированию");
  await expect(main(page).locator(".need__title")).toHaveText("Выберите больницу и день операции");
  // What the network tells everybody who has this operation.
  await main(page).getByText("Как подготовиться", { exact: true }).click();
  await expect(row(page, "Лекарства")).toBeVisible();
  await expect(row(page, "Обследования до операции")).toBeVisible();
  await expect(row(page, "Что взять с собой")).toBeVisible();
  await expectAccessible(page, "готово к планированию");

  // The hospital plans a day and adds what to do.
  const expert = await Colleague.engage(server, "expert");
  const plan = {
    planned_on: "2027-02-10",
    medicines: [both("Аспирин не принимайте неделю до операции.")],
    examinations: [both("ЭКГ: не старше 14 дней.")],
    bring: [both("Паспорт")],
    stay_days: 9,
  };
  await expert.act(id, { act: "plan", plan });
  await expect(row(page, "Планируемая дата операции")).toContainText("10 февраля 2027, среда");
  await expect(row(page, "Лекарства"), "what is read stays open").toBeVisible();
  await expect(row(page, "Лекарства")).toContainText("Аспирин не принимайте неделю до операции.");
  await expect(row(page, "Обследования до операции")).toContainText("ЭКГ: не старше 14 дней.");
  await expect(row(page, "Сколько пробудете в больнице")).toContainText("9\u00a0дней");

  await server.doors.say({ application: number, text: "Ждём вас 10 февраля к восьми утра." });
  await expect(main(page)).toContainText("1\u00a0новое сообщение");
  await main(page).getByRole("link", { name: "Связаться с оператором" }).click();
  await expect(message(page, "Ждём вас 10 февраля к восьми утра.")).toContainText("Новое");
  await page.goto(`/applications/${id}`);
  await expect(stage(page, "Выбор даты операции")).toContainText("Подготовка к операции");
});

test("the page of an operation's booking leads to how to prepare, and does not say that it takes an hour", async ({ page, context, server }) => {
  const visitor = await Visitor.ofOperation(server, ANNA, NOW);
  const { id } = await visitor.book("hospital", "2027-02-10T05:00:00Z");
  await visitor.citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await expect(main(page)).toContainText("Вы записаны");
  await expect(main(page)).toContainText("Время местное: Екатеринбург (МСК+2).");
  await expect(main(page)).not.toContainText("Займёт");
  await expect(row(page, "Как подготовиться")).toContainText("Прочитайте заранее.");
  await expectAccessible(page, "запись на операцию");
  await row(page, "Как подготовиться").getByRole("link", { name: "Открыть заявку" }).click();
  await expect(page).toHaveURL(new RegExp(`/applications/${visitor.application}$`));
  await expect(main(page).getByText("Как подготовиться", { exact: true })).toBeVisible();
  const [told] = await server.doors.outbox();
  expect(told?.body).toContain("Как подготовиться и что взять с собой, написано в личном кабинете.");
});
