// A patient has at most one booking for a service at a time (S-17), even with two applications or from two accounts.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { ANSWERS } from "../../fixtures/answers.ts";
import { nameOf } from "../../fixtures/network.ts";
import { PYOTR } from "../../fixtures/people.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expect, NOW, openCalendar, test, Visitor } from "../../fixtures/slots.ts";
import type { Server } from "../../fixtures/server.ts";
import { bookIt, confirm, goOn, heading, holdBar, toConfirm } from "../../fixtures/visits.ts";
import { ANNA } from "../../fixtures/people.ts";

const main = (page: Page) => page.getByRole("main");
const AT = "2027-02-10T05:00:00Z";

/** Another of Anna's applications, for the same patient. */
async function second(server: Server): Promise<Visitor> {
  return Visitor.ofExamination(server, ANNA, NOW);
}

test("a booking of another application is named and can be kept", async ({ page, context, server, visitor }) => {
  const { id } = await visitor.book("usual", AT);
  const other = await second(server);
  await other.citizen.enter(context);
  for (const address of [`/applications/${other.application}/booking`, other.address("crowd"), `${other.address("crowd")}/confirm`]) {
    await page.goto(address);
    await expectScreen(page, "У вас уже есть запись");
    await expect(main(page)).toContainText(`Вы записаны: ${nameOf("usual")}, 10 февраля 2027 (среда), 10:00. Одновременно может быть только одна запись на услугу.`);
  }
  await main(page).getByRole("link", { name: "Оставить эту запись" }).click();
  await expect(page).toHaveURL(new RegExp(`/bookings/${id}$`));
  expect((await other.booking(id)).state).toBe("booked");
});

test("replacing it cancels the old booking with the new one, and the old journal says so", async ({ page, context, server, visitor }) => {
  const { id } = await visitor.book("usual", AT);
  const other = await second(server);
  await other.citizen.enter(context);
  await page.goto(other.address("crowd"));
  await main(page).getByRole("button", { name: "Выбрать другое место и время" }).click();
  await expectScreen(page, "Выберите день и время");
  await expect(main(page)).toContainText(nameOf("crowd"));
  await page.locator("#day-2027-02-11").click();
  await page.getByRole("radio", { name: "09:30" }).check();
  await goOn(page).click();
  await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
  expect((await other.booking(id)).state, "it stays until the new one is made").toBe("booked");
  const made = await confirm(page);
  expect((await other.booking(id)).state).toBe("cancelled");
  expect(await other.booking(made)).toMatchObject({ state: "booked", place: { id: "crowd" } });
  await page.goto(`/applications/${visitor.application}`);
  await expect(main(page)).toContainText(other.number);
  await page.goto(`/bookings/${id}`);
  await expect(main(page)).toContainText("Запись отменена");
});

test("a booking made elsewhere meanwhile: «Записаться» asks which to keep, and replacing needs no new choice", async ({ page, context, server, visitor, watchdog }) => {
  watchdog.expect(/POST .*booking/, 409);
  const other = await second(server);
  await other.citizen.enter(context);
  await toConfirm(await openCalendar(page, other.address("usual")), "2027-02-11", "11:00");
  await page.getByLabel("Что ещё нам нужно знать?").fill("Останется на месте");
  const { id } = await (await visitor.again(server)).book("usual", AT);
  await bookIt(page).click();
  await expectScreen(page, "У вас уже есть запись");
  await expect(main(page)).toContainText("10 февраля 2027 (среда), 10:00");
  await main(page).getByRole("button", { name: "Выбрать другое место и время" }).click();
  await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
  await expect(holdBar(page)).toContainText("Время сохранено за вами до");
  await expect(page.getByLabel("Что ещё нам нужно знать?")).toHaveValue("Останется на месте");
  const made = await confirm(page);
  expect(await other.booking(made)).toMatchObject({ state: "booked", details: { comment: "Останется на месте" } });
  expect((await other.booking(id)).state).toBe("cancelled");
});

test("a patient booked from another account: the page says so and whom to call, and nothing more", async ({ open, page, server, visitor, watchdog }) => {
  watchdog.expect(/POST .*booking/, 409);
  const theirs = await Visitor.ofExamination(server, PYOTR, NOW, { snils: String(ANSWERS["snils"]) });
  const { id } = await theirs.book("crowd", AT);
  await toConfirm(await open("usual"), "2027-02-11", "11:00");
  await bookIt(page).click();
  const alert = main(page).getByRole("alert");
  await expect(alert).toContainText("Запись не создана");
  await expect(alert).toContainText("Этого пациента уже записали на эту услугу, но не из вашего кабинета. Второй записи быть не может. Если это ошибка, позвоните:");
  await expect(alert).toContainText(/\d{3}/);
  await expect(page.locator("body")).not.toContainText(/crowd|10\sфевраля/);
  await expectAccessible(page, "записан из другого кабинета");
  // The time stays held meanwhile, and can be booked once the other booking is cancelled.
  await expect(holdBar(page)).toContainText("Время сохранено за вами до");
  await theirs.cancel(id);
  await confirm(page);
  expect(await visitor.bookings()).toMatchObject([{ state: "booked", place: { id: "usual" } }]);
});

test("less than 24 hours before the old booking it cannot be replaced, and the page says why", async ({ page, context, server, visitor }) => {
  await visitor.book("usual", "2027-02-02T05:00:00Z");
  const other = await second(server);
  await server.doors.clock("2027-02-01T06:10:00Z");
  await other.citizen.enter(context);
  await page.goto(other.address("crowd"));
  await expectScreen(page, "У вас уже есть запись");
  await expect(main(page)).toContainText("до визита меньше 24 часов");
  await expect(main(page).getByRole("button", { name: "Выбрать другое место и время" })).toHaveCount(0);
  await main(page).getByRole("link", { name: "Открыть запись" }).click();
  await expect(main(page)).toContainText("2 февраля 2027 (вторник), 10:00");
});
