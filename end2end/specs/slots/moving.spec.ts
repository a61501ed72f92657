// Moving a booking: the old time stays on the screen and stays booked until the new one is booked.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Calendar } from "../../fixtures/calendar.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expect, test } from "../../fixtures/slots.ts";
import { goOn, heading, lost, pass } from "../../fixtures/visits.ts";

const main = (page: Page) => page.getByRole("main");
const OLD = "2027-02-10T05:00:00Z";

test.beforeEach(async ({ context, visitor }) => {
  await visitor.book("usual", OLD);
  await visitor.citizen.enter(context);
});

async function choose(page: Page, day: string, time: string): Promise<void> {
  const calendar = new Calendar(page);
  await calendar.goTo(day);
  await calendar.choose(day);
  await calendar.times.at(time).check();
  await goOn(page).click();
  await expect(heading(page, "Проверьте новое время")).toBeVisible();
}

test("the old time is shown until the booking has moved to the new one", async ({ page, visitor }) => {
  const [{ id } = { id: "" }] = await visitor.bookings();
  await page.goto(`/bookings/${id}`);
  await expect(main(page)).toContainText("Перенести можно до 9 февраля, 10:00 — осталось 7 дней.");
  await main(page).getByRole("link", { name: "Выбрать другое время" }).click();
  await expectScreen(page, "Перенести запись");
  await expect(main(page)).toContainText("Сейчас вы записаны на 10 февраля 2027 (среда), 10:00");
  await choose(page, "2027-02-12", "15:00");
  await expectAccessible(page, "проверка переноса");
  await expect(main(page)).toContainText("Екатеринбург, Пробная ул.");
  await expect(main(page)).toContainText("10 февраля 2027, среда, 10:00");
  await expect(main(page)).toContainText("12 февраля 2027, пятница, 15:00");
  expect((await visitor.booking(id)).starts_at, "nothing is moved yet").toContain("2027-02-10T05:00");
  await main(page).getByRole("button", { name: "Перенести", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/bookings/${id}$`));
  await expect(main(page)).toContainText(/Визит перенесён.*12\sфевраля 2027 \(пятница\), 15:00/);
  const all = await visitor.bookings();
  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({ id, state: "booked" });
  expect(all[0]?.starts_at).toContain("2027-02-12T10:00");
  // The old time is free again.
  expect((await visitor.slots("usual", "2027-02-10")).every(({ free }) => free)).toBe(true);
});

test("the calendar opens at the booked day and marks it", async ({ page, server, visitor }) => {
  const [{ id } = { id: "" }] = await visitor.bookings();
  await page.goto(`/bookings/${id}/move`);
  const calendar = new Calendar(page);
  await expect(calendar.cell("2027-02-10")).toHaveAttribute("aria-selected", "true");
  expect(await calendar.label("2027-02-10")).toBe("10 февраля 2027, среда, 7 свободных мест, ваша запись, выбрано");
  await expect(calendar.times.root).toContainText("10 февраля 2027, среда");
  for (const { starts_at, free } of await visitor.slots("usual", "2027-02-10")) {
    if (free) await server.doors.slot({ institution: "usual", line: "examination", starts_at }, true);
  }
  await page.reload();
  await expect(calendar.cell("2027-02-09")).toHaveAttribute("aria-selected", "true");
  expect(await calendar.label("2027-02-10")).toBe("Нет свободных мест, 10 февраля 2027, среда, ваша запись");
});

test("a new time lost at the last moment: the old booking stays, and the page says so", async ({ page, server, visitor, watchdog }) => {
  watchdog.expect(/POST .*move/, 409);
  const [{ id } = { id: "" }] = await visitor.bookings();
  await page.clock.install({ time: new Date("2027-02-01T06:00:00Z") });
  await page.goto(`/bookings/${id}/move`);
  await choose(page, "2027-02-12", "15:00");
  await pass(page, server, 11);
  await server.doors.slot({ institution: "usual", line: "examination", starts_at: "2027-02-12T10:00:00Z" }, true);
  await main(page).getByRole("button", { name: "Перенести", exact: true }).click();
  await expect(lost(page)).toContainText("12 февраля 2027, пятница, 15:00");
  await expect(lost(page)).toContainText("Ваша запись остаётся на 10 февраля 2027 (среда), 10:00.");
  await expectAccessible(page, "перенос не удался");
  expect((await visitor.booking(id)).starts_at).toContain("2027-02-10T05:00");
  await lost(page).getByRole("button").first().click();
  await goOn(page).click();
  await main(page).getByRole("button", { name: "Перенести", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/bookings/${id}$`));
  expect((await visitor.booking(id)).starts_at).not.toContain("2027-02-10T05:00");
});

test("a booking cancelled elsewhere cannot be moved, and the page explains", async ({ page, visitor, watchdog }) => {
  watchdog.expect(/POST .*move/, 409, 412);
  const [{ id } = { id: "" }] = await visitor.bookings();
  await page.goto(`/bookings/${id}/move`);
  await choose(page, "2027-02-12", "15:00");
  await visitor.cancel(id);
  await main(page).getByRole("button", { name: "Перенести", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Запись не перенесена");
  expect((await visitor.booking(id)).state).toBe("cancelled");
  expect((await visitor.slots("usual", "2027-02-12")).every(({ free }) => free)).toBe(true);
});

test("a move is reported once, and a reload shows just the booking", async ({ page, visitor }) => {
  const [{ id } = { id: "" }] = await visitor.bookings();
  await page.goto(`/bookings/${id}/move`);
  await choose(page, "2027-02-12", "15:00");
  await main(page).getByRole("button", { name: "Перенести", exact: true }).click();
  await expect(main(page)).toContainText("Визит перенесён");
  await page.reload();
  await expect(main(page)).toContainText("Вы записаны");
  await expect(main(page)).not.toContainText("Визит перенесён");
});

test("S-17 less than 24 hours before, moving is closed, and the page says why and what is possible", async ({ page, context, server, visitor }) => {
  const [{ id } = { id: "" }] = await visitor.bookings();
  // By the server's clock the last minute in which it can be moved.
  await server.doors.clock("2027-02-09T04:59:05Z");
  await (await visitor.again(server)).citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await expect(main(page)).toContainText("Перенести можно до 9 февраля, 10:00 — осталось меньше минуты.");
  await expect(main(page).getByRole("link", { name: "Выбрать другое время" })).toBeVisible();
  await server.doors.clock("2027-02-09T05:00:30Z");
  await page.goto(`/bookings/${id}`);
  await expect(main(page)).toContainText("Перенести можно было до 9 февраля, 10:00. Сейчас до визита меньше 24 часов.");
  await expect(main(page)).toContainText("Запись можно отменить и выбрать другое время заново, но за такую отмену может быть штраф.");
  await expect(main(page).getByRole("link", { name: "Выбрать другое время" })).toHaveCount(0);
  await expectAccessible(page, "перенести уже нельзя");
  await page.goto(`/bookings/${id}/move`);
  await expectScreen(page, "Перенести запись нельзя");
});

test("an open page says by itself when the time to move is over", async ({ page, context, server, visitor }) => {
  const [{ id } = { id: "" }] = await visitor.bookings();
  await server.doors.clock("2027-02-09T04:58:00Z");
  await (await visitor.again(server)).citizen.enter(context);
  await page.clock.install({ time: new Date("2027-02-09T04:58:00Z") });
  await page.goto(`/bookings/${id}`);
  await expect(main(page).getByRole("link", { name: "Выбрать другое время" })).toBeVisible();
  await pass(page, server, 3);
  await expect(main(page)).toContainText("до визита меньше 24 часов");
  await expect(main(page).getByRole("link", { name: "Выбрать другое время" })).toHaveCount(0);
});

test("a past visit cannot be changed or cancelled, and the page says what to do", async ({ page, context, server, visitor }) => {
  const [{ id } = { id: "" }] = await visitor.bookings();
  await server.doors.clock("2027-02-10T05:00:30Z");
  await (await visitor.again(server)).citizen.enter(context);
  await page.goto(`/bookings/${id}`);
  await expect(main(page)).toContainText("Визит уже начался или прошёл");
  await expect(main(page)).toContainText("позвоните в учреждение");
  await expect(main(page).getByRole("link", { name: "Выбрать другое время" })).toHaveCount(0);
  await expect(main(page).getByRole("button", { name: "Отменить запись" })).toHaveCount(0);
});

test("a day after the term: which days are in time, and what a later one means, is said before the visit is moved", async ({ page, visitor }) => {
  const [{ id } = { id: "" }] = await visitor.bookings();
  const { expected_by: due } = (await visitor.citizen.applications())[0] as unknown as { expected_by: string };
  expect(due > "2027-02-12" && due < "2027-03-20").toBe(true);
  const day = new RegExp(`${Number(due.slice(8))}\\s\\S+ ${due.slice(0, 4)}`).source;
  await page.goto(`/bookings/${id}/move`);
  await expect(main(page)).toContainText(new RegExp(`выберите день раньше ${day}`));
  await choose(page, "2027-03-24", "10:00");
  await expect(main(page)).toContainText(new RegExp(`Этот день позже обычного срока\\. .* решение будет не до ${day}, а после осмотра\\.`));
  await expectAccessible(page, "перенос на день позже срока");
  await main(page).getByRole("link", { name: /^Посмотреть дни раньше/ }).click();
  await choose(page, "2027-02-12", "10:00");
  await expect(main(page)).not.toContainText("Этот день позже обычного срока.");
});
