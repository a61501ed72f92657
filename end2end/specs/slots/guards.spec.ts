// Addresses that lead nowhere any more, or never did: the page says kindly why, shows nobody's data, and leads on.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen } from "../../fixtures/citizen.ts";
import { nameOf } from "../../fixtures/network.ts";
import { ANNA, PYOTR } from "../../fixtures/people.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expect, NOW, test, Visitor } from "../../fixtures/slots.ts";
import { heading } from "../../fixtures/visits.ts";

const main = (page: Page) => page.getByRole("main");
const AT = "2027-02-10T05:00:00Z";
const UNKNOWN = "0123456789abcdef0123456789abcdef";

/** Expects a page that says that nothing is found, and a link that leads on. */
async function expectNothing(page: Page, address: string): Promise<void> {
  await test.step(address, async () => {
    await page.goto(address);
    await expect(main(page)).toContainText("Ничего не найдено");
    await expect(main(page).getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(main(page).getByRole("button", { name: "Попробовать ещё раз" }), "trying again would not help").toHaveCount(0);
    await expectAccessible(page, "ничего не найдено");
    const [link, title] = address.startsWith("/bookings") ? ["Мои записи", "Мои записи"] : ["На главную", "Государственные услуги"];
    await main(page).getByRole("link", { name: link, exact: true }).click();
    await expect(heading(page, title)).toBeVisible();
  });
}

test("no screen of booking shows anything of another citizen's application", async ({ page, context, server, visitor, watchdog }) => {
  watchdog.expect(/GET .*applications\//, 404);
  await visitor.hold("usual", AT);
  await (await Citizen.signIn(server, PYOTR)).enter(context);
  for (const step of ["", "/usual", "/usual/confirm", "/nowhere"]) {
    await expectNothing(page, `/applications/${visitor.application}/booking${step}`);
  }
});

test("applications and bookings that do not exist", async ({ page, context, visitor, watchdog }) => {
  watchdog.expect(/GET .*(applications|bookings)\//, 404);
  await visitor.citizen.enter(context);
  for (const address of [`/applications/${UNKNOWN}/booking`, `/applications/${UNKNOWN}/booking/usual/confirm`, `/bookings/${UNKNOWN}`, `/bookings/${UNKNOWN}/move`, `/bookings/${UNKNOWN}/move/confirm`, "/bookings/ы"]) {
    await expectNothing(page, address);
  }
});

test("a withdrawn application: the page says why booking is closed and leads to the application", async ({ page, context, visitor }) => {
  await visitor.citizen.json("POST", `/applications/${visitor.application}/withdraw`, {});
  await visitor.citizen.enter(context);
  for (const step of ["", "/usual", "/usual/confirm"]) {
    await page.goto(`/applications/${visitor.application}/booking${step}`);
    await expectScreen(page, "Выбрать дату сейчас нельзя");
    await expect(main(page)).toContainText("Заявление отозвано, поэтому записаться по нему нельзя. Можно подать новое.");
  }
  await main(page).getByRole("link", { name: "Открыть заявку" }).click();
  await expect(page).toHaveURL(new RegExp(`/applications/${visitor.application}$`));
  await expect(main(page)).toContainText(visitor.number);
});

test("an application withdrawn during the choice: «Продолжить» explains", async ({ open, page, visitor, watchdog }) => {
  watchdog.expect(/(PUT|GET) .*applications\//, 404, 409);
  const calendar = await open("usual");
  await calendar.times.at("10:00").check();
  await visitor.citizen.json("POST", `/applications/${visitor.application}/withdraw`, {});
  await main(page).getByRole("button", { name: "Продолжить" }).click();
  await expect(page.getByRole("alert")).toHaveText("Сейчас это сделать нельзя: заявка уже в другом состоянии. Обновите страницу, чтобы увидеть его.");
  await expect(heading(page, "Выберите день и время")).toBeVisible();
  await expect(calendar.times.at("10:00"), "the choice stays").toBeChecked();
  await page.reload();
  await expectScreen(page, "Выбрать дату сейчас нельзя");
});

test("the last screen without a time leads to the choice, and «Назад» does not return there", async ({ page, context, visitor }) => {
  await visitor.citizen.enter(context);
  await page.goto(`/applications/${visitor.application}`);
  await expect(heading(page, /./)).toBeVisible();
  await page.goto(`${visitor.address("usual")}/confirm`);
  await expectScreen(page, "Выберите день и время");
  await expect(page).toHaveURL(new RegExp(`${visitor.address("usual")}$`));
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/applications/${visitor.application}$`));
});

test("the last screen of another institution than the held time leads to the choice", async ({ page, context, visitor }) => {
  await visitor.hold("usual", AT);
  await visitor.citizen.enter(context);
  await page.goto(`${visitor.address("crowd")}/confirm`);
  await expectScreen(page, "Выберите день и время");
  await expect(main(page)).toContainText(nameOf("crowd"));
});

for (const step of ["", "/confirm"]) {
  test(`an unknown institution${step} leads to the list`, async ({ page, context, visitor }) => {
    await visitor.citizen.enter(context);
    await page.goto(`${visitor.address("nowhere")}${step}`);
    await expectScreen(page, "Такого учреждения нет");
    await main(page).getByRole("link", { name: "Выбрать другое учреждение" }).click();
    await expect(heading(page, "Где вам удобно")).toBeFocused();
  });
}

test("an institution without such visits shows no calendar and leads to the list", async ({ page, server, watchdog }) => {
  watchdog.expect(/GET .*institutions\//, 404, 409);
  const visitor = await Visitor.ofOperation(server, ANNA, NOW);
  await visitor.citizen.enter(page.context());
  await page.goto(visitor.address("usual"));
  await expect(main(page).getByRole("link", { name: /Выбрать другое учреждение|Другое учреждение/ }).first()).toBeVisible();
  await expect(main(page).getByRole("grid")).toHaveCount(0);
  await expectAccessible(page, "не то учреждение");
});

test("a cancelled booking cannot be moved by its address, and the page says why", async ({ page, context, visitor }) => {
  const { id } = await visitor.book("usual", AT);
  await visitor.cancel(id);
  await visitor.citizen.enter(context);
  for (const step of ["/move", "/move/confirm"]) {
    await page.goto(`/bookings/${id}${step}`);
    await expectScreen(page, "Перенести запись нельзя");
    await expect(main(page)).toContainText("Эта запись отменена. Можно записаться заново.");
    await main(page).getByRole("link", { name: "Открыть запись" }).click();
    await expect(main(page)).toContainText("Запись отменена");
  }
});
