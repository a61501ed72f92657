// The institution cannot keep the time and proposes another (S-26): the citizen accepts, or declines and chooses.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Calendar } from "../../fixtures/calendar.ts";
import { download, expectPdf } from "../../fixtures/pdf-documents.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expect, NOW, test, Visitor } from "../../fixtures/slots.ts";
import type { Server } from "../../fixtures/server.ts";
import { goOn, heading } from "../../fixtures/visits.ts";

const main = (page: Page) => page.getByRole("main");
const heading2 = (page: Page, name: string) => main(page).getByRole("heading", { level: 2, name });
const OLD = "2027-02-10T05:00:00Z";
const PROPOSED = "2027-02-16T06:00:00Z";

async function proposed(server: Server, page: Page): Promise<{ visitor: Visitor; id: string }> {
  const visitor = await Visitor.ofOperation(server, ANNA, NOW);
  const { id } = await visitor.book("hospital", OLD);
  await server.doors.transfer({ booking: id, starts_at: PROPOSED, reason: "equipment" });
  await visitor.citizen.enter(page.context());
  return { visitor, id };
}

const isFree = async (visitor: Visitor, at: string) =>
  (await visitor.slots("hospital", at.slice(0, 10))).find(({ starts_at }) => Date.parse(starts_at) === Date.parse(at))?.free;

test("accepting: the reason, the letter, the deadline, and the whole booking moves", async ({ page, server }) => {
  const { visitor, id } = await proposed(server, page);
  await page.goto("/operations");
  await expectScreen(page, "Мои операции");
  await expect(heading2(page, "Больница просит перенести")).toBeVisible();
  const card = main(page).getByRole("listitem");
  await expect(card.getByRole("link")).toHaveText("Предлагают 16 февраля 2027 (вторник), 11:00");
  await expect(card).toContainText("Нужен ваш ответ");
  await expect(card).toContainText("Ответьте до 2 февраля, 11:00.");
  await expect(card).toContainText("Было назначено на 10 февраля 2027 (среда), 10:00.");
  await expect(card).toContainText("Эндопротезирование сустава");
  await expect(card, "nobody comes at the old time").not.toContainText("через");
  await page.goto(`/applications/${visitor.application}`);
  await expect(main(page)).toContainText("Учреждение предлагает другое время: 16 февраля 2027 (вторник), 11:00. Ответьте до 2 февраля, 11:00.");
  await main(page).getByRole("link", { name: "Ответить" }).click();
  await expect(page).toHaveURL(new RegExp(`/bookings/${id}$`));
  await expect(main(page)).toContainText("Учреждение предлагает другое время");
  await expect(main(page)).toContainText("Причина: оборудование неисправно.");
  await expect(main(page)).toContainText("Вам предлагают 16 февраля 2027 (вторник), 11:00.");
  await expect(main(page)).toContainText("Ответьте до 2 февраля, 11:00 — осталось 23 часа.");
  await expect(main(page).getByRole("term").first()).toHaveText("Было назначено");
  await expect(main(page)).not.toContainText("через 9 дней");
  // Until the citizen answers, nothing else is offered for a time that will not be kept.
  await expect(main(page).getByRole("link", { name: "Добавить в календарь" })).toHaveCount(0);
  await expect(main(page).getByRole("link", { name: "Выбрать другое время" })).toHaveCount(0);
  await expectAccessible(page, "предложение учреждения");
  const { file } = await download(page, "Письмо учреждения (PDF)");
  await expectPdf(file, ["16 февраля 2027"]);
  await main(page).getByRole("button", { name: "Согласиться" }).click();
  await expect(main(page)).toContainText("Визит перенесён");
  await expect(main(page)).toContainText("16 февраля 2027 (вторник), 11:00, через 15 дней");
  await expect(main(page).getByRole("button", { name: "Согласиться" })).toHaveCount(0);
  await expect(main(page).getByRole("link", { name: "Добавить в календарь" })).toBeVisible();
  const booking = await visitor.booking(id);
  expect(booking.transfer).toBeUndefined();
  expect(Date.parse(booking.starts_at)).toBe(Date.parse(PROPOSED));
});

test("a proposal that changed unseen: the answer does not count, and the new one is shown", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*accept/, 412);
  const { visitor, id } = await proposed(server, page);
  await server.doors.fault({ match: "GET /api/v1/events", kind: "delay", ms: 60_000, times: 9 });
  await page.goto(`/bookings/${id}`);
  await expect(main(page)).toContainText("Вам предлагают 16 февраля 2027 (вторник), 11:00.");
  await server.doors.transfer({ booking: id, starts_at: "2027-02-17T07:00:00Z", reason: "surgeon_absent" });
  await main(page).getByRole("button", { name: "Согласиться" }).click();
  const alert = main(page).getByRole("alert");
  await expect(alert).toContainText("Предложение изменилось");
  await expect(alert).toContainText("Теперь вам предлагают 17 февраля 2027 (среда), 12:00.");
  // The booked time will not be kept and nothing was filled in, so the page must not claim either.
  await expect(main(page)).not.toContainText(/остаётся на|ответы на месте/);
  await expect(heading(page, "Запись на операцию")).toBeFocused();
  await expectAccessible(page, "предложение сменилось");
  expect(Date.parse((await visitor.booking(id)).starts_at)).toBe(Date.parse(OLD));
  await main(page).getByRole("button", { name: "Согласиться" }).click();
  await expect(main(page)).toContainText("17 февраля 2027 (среда), 12:00, через 16 дней");
  await expect(alert).toHaveCount(0);
});

test("a proposal accepted elsewhere can be accepted again without harm", async ({ page, server, watchdog }) => {
  watchdog.expect(/POST .*accept/, 412);
  const { visitor, id } = await proposed(server, page);
  await server.doors.fault({ match: "GET /api/v1/events", kind: "delay", ms: 60_000, times: 9 });
  await page.goto(`/bookings/${id}`);
  await expect(main(page)).toContainText("Учреждение предлагает другое время");
  await visitor.citizen.json("POST", `/bookings/${id}/transfer/accept`, { starts_at: PROPOSED });
  await main(page).getByRole("button", { name: "Согласиться" }).click();
  await expect(main(page)).toContainText("Визит перенесён");
  await expect(main(page).getByRole("alert")).toHaveCount(0);
});

test("declining asks first, frees the proposed time, and lets the citizen choose", async ({ page, server }) => {
  const { visitor, id } = await proposed(server, page);
  await page.goto(`/bookings/${id}`);
  await main(page).getByRole("button", { name: "Отказаться и выбрать другое время" }).click();
  const dialog = page.getByRole("dialog", { name: "Отказаться от предложенного времени?" });
  await expect(dialog.getByRole("button", { name: "Не отказываться" })).toBeFocused();
  await expectAccessible(page, "отказ от предложенного времени");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect((await visitor.booking(id)).transfer?.state).toBe("proposed");
  await main(page).getByRole("button", { name: "Отказаться и выбрать другое время" }).click();
  await dialog.getByRole("button", { name: "Да, отказаться" }).click();
  await expect(main(page)).toContainText("Выберите другое время");
  await expect.poll(() => isFree(visitor, PROPOSED)).toBe(true);
  expect((await visitor.booking(id)).transfer?.state).toBe("declined");
  await page.goto("/bookings");
  await expect(main(page).getByRole("listitem").getByRole("link")).toHaveText("Выберите другое время");
  await page.goto(`/applications/${visitor.application}`);
  await expect(main(page)).toContainText("Учреждение не сможет принять вас 10 февраля 2027 (среда), 10:00.");
  await expect(main(page).getByRole("link", { name: "Выбрать другое время" })).toHaveAttribute("href", `/bookings/${id}/move`);
  await page.goto(`/bookings/${id}`);
  await main(page).getByRole("link", { name: "Выбрать время" }).click();
  await expect(heading(page, "Перенести запись")).toBeVisible();
  const calendar = new Calendar(page);
  await calendar.goTo("2027-02-18");
  await calendar.choose("2027-02-18");
  await calendar.times.at("12:00").check();
  await goOn(page).click();
  await main(page).getByRole("button", { name: "Перенести", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/bookings/${id}$`));
  const booking = await visitor.booking(id);
  expect(booking.transfer).toBeUndefined();
  expect(booking.starts_at).toContain("2027-02-18T07:00");
});

test("without an answer for a day the proposed time is freed, and another can be chosen until the visit", async ({ page, server, context }) => {
  const { visitor, id } = await proposed(server, page);
  await server.doors.clock("2027-02-10T03:30:00Z");
  const again = await visitor.again(server);
  await again.citizen.enter(context);
  await expect.poll(() => isFree(again, PROPOSED)).toBe(true);
  await page.goto(`/bookings/${id}`);
  await expect(main(page)).toContainText("Выберите другое время");
  await expect(main(page)).toContainText("перенести запись можно до начала визита");
  await main(page).getByRole("link", { name: "Выбрать время" }).click();
  await expect(heading(page, "Перенести запись")).toBeVisible();
});

test("a proposal appears on an open page without moving the focus", async ({ page, server }) => {
  const visitor = await Visitor.ofOperation(server, ANNA, NOW);
  const { id } = await visitor.book("hospital", OLD);
  await visitor.citizen.enter(page.context());
  await page.goto(`/bookings/${id}`);
  const button = main(page).getByRole("button", { name: "Отменить запись" });
  await button.focus();
  await server.doors.transfer({ booking: id, starts_at: PROPOSED, reason: "emergency" });
  await expect(main(page)).toContainText("Причина: срочная помощь нужна другому пациенту.");
  await expect(button).toBeFocused();
});

test("an examination that the bureau wants to move beyond the term: what that means stands beside «Согласиться»", async ({ page, server }) => {
  const visitor = await Visitor.ofExamination(server, ANNA, NOW);
  const { id } = await visitor.book("usual", OLD);
  await server.doors.transfer({ booking: id, starts_at: "2027-03-24T05:00:00Z", reason: "equipment" });
  await visitor.citizen.enter(page.context());
  await page.goto(`/bookings/${id}`);
  await expect(main(page).getByRole("button", { name: "Согласиться" })).toBeVisible();
  await expect(main(page)).toContainText(/Этот день позже обычного срока\. Без осмотра бюро решить не может, поэтому решение будет не до .+, а после осмотра\./);
  await expectAccessible(page, "перенос бюро за срок");
});
