// What the page of an application says about its visit, before it, after it, and when the institution cannot keep the time.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { stage } from "../../fixtures/journey.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, NOW, test, Visitor } from "../../fixtures/slots.ts";

const main = (page: Page) => page.getByRole("main");
const AT = "2027-02-10T05:00:00Z";
const AFTER = "2027-02-10T09:00:00Z";
const WHEN = "10 февраля 2027 (среда), 10:00";

test("an examination that is booked, and one that is over", async ({ page, context, server, visitor, watchdog }) => {
  // The clock goes on for days, and the page may tell what is seen just then.
  watchdog.expect(/(PUT .*seen|GET .*(applications|events))/, 401);
  await server.doors.bureau(visitor.number, "check");
  const { id } = await visitor.book("usual", AT);
  await visitor.citizen.enter(context);
  await page.goto(`/applications/${visitor.application}`);
  await expect(main(page)).toContainText(`Осмотр назначен на ${WHEN}. После него бюро примет решение.`);
  await expect(main(page)).toContainText("Сейчас от вас ничего не нужно.");
  await expect(main(page)).toContainText("Изучаем документы и готовимся к осмотру.");
  await expect(main(page).getByRole("link", { name: "Открыть запись" })).toHaveAttribute("href", `/bookings/${id}`);
  await expect(stage(page, "Осмотр в бюро")).toContainText(`Вы записаны на ${WHEN}. Время местное: Екатеринбург.`);
  await expect(stage(page, "Осмотр в бюро").locator(".log__what")).toHaveText(["Визит — вы"]);
  await expectAccessible(page, "осмотр назначен");
  // Withdrawing tells that the visit goes, too.
  await page.getByRole("button", { name: "Отозвать", exact: true }).click();
  await expect(main(page)).toContainText(`Запись на ${WHEN} тоже отменится.`);

  await server.doors.clock(AFTER);
  await (await visitor.again(server)).citizen.enter(context);
  await page.reload();
  await expect(main(page)).toContainText(`Осмотр был назначен на ${WHEN}.`);
  await expect(main(page)).toContainText("Готовим решение.");
  await expect(main(page)).toContainText("Не смогли прийти? Выберите другой день.");
  await expect(stage(page, "Осмотр в бюро")).toContainText("Готово");
  await expect(stage(page, "Решение")).toContainText("Сейчас");
  await expectAccessible(page, "осмотр прошёл");
});

test("an operation that is booked, moved by the hospital, and over", async ({ page, server, watchdog }) => {
  watchdog.expect(/(PUT .*seen|GET .*(applications|events))/, 401);
  const visitor = await Visitor.ofOperation(server, ANNA, NOW);
  await visitor.citizen.enter(page.context());
  await page.goto(`/applications/${visitor.application}`);
  await expect(stage(page, "Выбор даты операции")).toContainText("Ждём вас");
  const { id } = await visitor.book("hospital", AT);
  await expect(stage(page, "Операция")).toContainText("Сейчас");
  await expect(main(page)).toContainText(`Операция назначена на ${WHEN}.`);
  await expect(main(page)).toContainText("Больница готовится к операции.");
  await server.doors.transfer({ booking: id, starts_at: "2027-02-16T06:00:00Z", reason: "equipment" });
  await expect(main(page).locator(".need__title")).toHaveText("Ответьте, подходит ли другое время");
  await expect(page.locator("#announcer")).toContainText("Учреждение не сможет принять вас");
  await expect(main(page)).toContainText(`Учреждение просит перенести визит, который был назначен на ${WHEN}.`);
  await expect(main(page)).not.toContainText(`Операция назначена на ${WHEN}.`);
  await expectAccessible(page, "перенос предложен");
  // Nobody has answered in time.
  await server.doors.advance({ minutes: 25 * 60 });
  await (await visitor.again(server)).citizen.enter(page.context());
  await page.reload();
  await expect(main(page).locator(".need__title")).toHaveText("Выберите другое время");
  await expect(main(page).getByRole("link", { name: "Выбрать другое время" })).toHaveAttribute("href", `/bookings/${id}/move`);
});
