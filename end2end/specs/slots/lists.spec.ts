// «Мои записи» and «Мои операции»: what waits for a date, what is next and what is over, updated as it changes.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen } from "../../fixtures/citizen.ts";
import { nameOf } from "../../fixtures/network.ts";
import { ANNA, PYOTR } from "../../fixtures/people.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expect, NOW, test, Visitor } from "../../fixtures/slots.ts";
import { heading, toTheBrink } from "../../fixtures/visits.ts";

const main = (page: Page) => page.getByRole("main");
const AT = "2027-02-10T05:00:00Z";

test("without bookings the page says what will be there", async ({ page, context, server, fresh }) => {
  void fresh;
  await (await Citizen.signIn(server, PYOTR)).enter(context);
  for (const [address, title] of [["/bookings", "Мои записи"], ["/operations", "Мои операции"]] as const) {
    await page.goto(address);
    await expectScreen(page, title);
    await expect(main(page).getByRole("listitem")).toHaveCount(0);
    await expect(main(page).getByRole("paragraph").first()).toBeVisible();
  }
});

test("an application that needs a date, then booked, then cancelled, is in its place each time", async ({ page, context, visitor }) => {
  await visitor.citizen.enter(context);
  await page.goto("/bookings");
  await expectScreen(page, "Мои записи");
  await expect(main(page)).toContainText(visitor.number);
  const choose = main(page).getByRole("link", { name: /Выбрать дату/ });
  await expect(choose).toHaveClass(/button--primary/);
  await expect(main(page).getByRole("heading", { level: 2 }).first()).toHaveText("Нужно выбрать дату");
  const { id } = await visitor.book("usual", AT);
  // The open page updates by itself.
  await expect(main(page)).toContainText("10 февраля 2027 (среда), 10:00");
  await expect(main(page)).toContainText(nameOf("usual"));
  await expect(choose).toHaveCount(0);
  await expectAccessible(page, "Мои записи с записью");
  await visitor.cancel(id);
  await expect(main(page)).toContainText(/отменен/i);
  await expect(main(page).getByRole("link", { name: /Выбрать дату/ })).toBeVisible();
  await main(page).getByRole("link", { name: /10\sфевраля 2027/ }).click();
  await expect(page).toHaveURL(new RegExp(`/bookings/${id}$`));
  // Nobody will come, so duration and things to bring are left out.
  await expect(main(page).getByRole("term").first()).toHaveText("Было назначено");
  await expect(main(page)).not.toContainText(/Займёт|Что взять с собой/);
});

test("an application that needs a date does not say that nothing is needed", async ({ page, context, visitor }) => {
  await visitor.citizen.enter(context);
  await page.goto(`/applications/${visitor.application}`);
  await expect(main(page).getByRole("link", { name: "Выбрать дату" })).toBeVisible();
  await expect(main(page)).toContainText("Выберите день осмотра");
  await expect(main(page)).not.toContainText("ничего не нужно");
  await visitor.book("usual", AT);
  await page.reload();
  await expect(main(page)).toContainText("Сейчас от вас ничего не нужно.");
});

test("where no date can be chosen, the page says why", async ({ page, context, visitor, server }) => {
  await server.doors.bureau(visitor.number, "check");
  await server.doors.ask(visitor.number, [{ pointer: "", text: { ru: "Пришлите справку.", en: "Send the paper." } }]);
  await visitor.citizen.enter(context);
  await page.goto("/bookings");
  await expect(main(page)).toContainText("Сначала ответьте на замечания в заявке");
  await expect(main(page).getByRole("link", { name: /Выбрать дату/ })).toHaveCount(0);
  await page.goto(visitor.address("usual"));
  await expectScreen(page, "Выбрать дату сейчас нельзя");
  await expect(main(page)).toContainText("Сначала ответьте на замечания в заявке");
});

test("«Мои операции» leads to a date, and then shows it", async ({ page, server }) => {
  const visitor = await Visitor.ofOperation(server, ANNA, NOW);
  await visitor.citizen.enter(page.context());
  await page.goto("/operations");
  await expectScreen(page, "Мои операции");
  await expect(main(page)).toContainText(visitor.number);
  await main(page).getByRole("link", { name: /Выбрать дату/ }).click();
  await expect(heading(page, "Где вам удобно")).toBeFocused();
  await expect(main(page)).toContainText(nameOf("hospital"));
  await expect(main(page)).not.toContainText(nameOf("usual"));
  await visitor.book("hospital", AT);
  await page.goto("/operations");
  await expect(main(page)).toContainText("10 февраля 2027 (среда), 10:00");
  await expectAccessible(page, "Мои операции с датой");
});

for (const [name, address, title, ahead] of [
  ["Мои записи", "/bookings", "Мои записи", "Ближайшие визиты"],
  ["Мои операции", "/operations", "Мои операции", "Дата назначена"],
] as const) {
  test(`«${name}»: a visit that has begun moves to the past ones on an open page`, async ({ page, server }) => {
    const visitor = await Visitor.ofOperation(server, ANNA, NOW);
    await visitor.book("hospital", AT);
    const before = new Date(Date.parse(AT) - 600_000).toISOString();
    await server.doors.clock(before);
    await (await visitor.again(server)).citizen.enter(page.context());
    await page.clock.install({ time: new Date(before) });
    await page.goto(address);
    await expect(heading(page, title)).toBeVisible();
    const over = main(page).getByRole("heading", { name: "Прошедшие и отменённые" });
    await expect(main(page).getByRole("heading", { name: ahead })).toBeVisible();
    await expect(over).toHaveCount(0);
    await toTheBrink(page, server, AT);
    await expect(over).toBeVisible({ timeout: 30_000 });
    await expect(main(page).getByRole("heading", { name: ahead })).toHaveCount(0);
    await expect(main(page)).toContainText("10 февраля 2027 (среда), 10:00");
  });
}

test("another citizen's booking is not found and shows no data", async ({ page, context, server, visitor, watchdog }) => {
  watchdog.expect(/GET .*(bookings|applications)\//, 404);
  const { id } = await visitor.book("usual", AT);
  await (await Citizen.signIn(server, PYOTR)).enter(context);
  for (const address of [`/bookings/${id}`, `/bookings/${id}/move`, visitor.address("usual"), `/applications/${visitor.application}/booking`]) {
    await page.goto(address);
    await expect(main(page)).toContainText("Ничего не найдено");
    if (address.startsWith("/bookings")) {
      await expect(main(page)).toContainText("чужая запись");
      await expect(main(page).getByRole("link", { name: "Мои записи" })).toHaveAttribute("href", "/bookings");
    }
    await expect(page.locator("body")).not.toContainText(/10\sфевраля|Учреждение/);
    await expectAccessible(page, address.replace(/[0-9a-z]{10,}/g, "…"));
  }
});

test("an older answer that comes after a newer change does not bring the old state back", async ({ page, context, network, server, visitor, watchdog }) => {
  watchdog.expect(/GET .*\/events/, "cut");
  const { id } = await visitor.book("usual", AT);
  await visitor.citizen.enter(context);
  await page.goto(`${network.origin}/bookings`);
  await expect(main(page)).toContainText("10 февраля 2027 (среда), 10:00");
  await page.waitForTimeout(500);
  const answered = () => server.log.filter((line) => line.includes('/bookings"')).length;
  const before = answered();
  await server.doors.fault({ match: "GET /api/v1/bookings", kind: "delay", ms: 500 });
  const asked = page.waitForRequest(/\/bookings$/);
  await visitor.move(id, "2027-02-11T05:00:00Z");
  await asked;
  network.delay(3_000);
  await expect.poll(answered).toBeGreaterThan(before);
  // The answer with the 11th is on its way; later events overtake it.
  network.delay(0);
  await visitor.move(id, "2027-02-12T05:00:00Z");
  await expect(main(page)).toContainText("12 февраля 2027 (пятница), 10:00");
  const end = Date.now() + 3_500;
  while (Date.now() < end) {
    await expect(main(page)).toContainText("12 февраля 2027 (пятница), 10:00", { timeout: 1 });
    await page.waitForTimeout(100);
  }
});
