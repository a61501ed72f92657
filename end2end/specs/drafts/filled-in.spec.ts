// The form does not ask again for what is known of the citizen (WCAG 3.3.7): it fills it in, says so, and announces it (M-11).

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen } from "../../fixtures/citizen.ts";
import { listen } from "../../fixtures/cuts.ts";
import { onServer } from "../../fixtures/drafts.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { MARIA } from "../../fixtures/people.ts";
import { expect, test } from "../../fixtures/test.ts";

const NOTE = "Заполнено из профиля";
const textbox = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const announcer = (page: Page) => page.locator("#announcer");

test("answers from the profile are filled in, marked at each field, and announced", async ({ page, context, server }) => {
  const maria = await Citizen.signIn(server, MARIA);
  await maria.enter(context);
  await page.goto("/services/mse_application");
  await page.getByRole("button", { name: "Заполнить заявление" }).click();
  await page.getByRole("link", { name: "Ваши данные", exact: true }).click();
  await expect(announcer(page)).toHaveText(
    "Заполнено за вас, проверьте: Фамилия, имя и отчество, Дата рождения, СНИЛС, ИНН, Полис ОМС",
  );
  for (const [name, answer] of [
    ["Фамилия", "Кузнецова"],
    ["Имя", "Мария"],
    ["Отчество", "Павловна"],
    ["Дата рождения", "21.03.1968"],
    ["СНИЛС", "112-233-445 95"],
    ["ИНН (необязательно)", "123456789047"],
    ["Полис ОМС (необязательно)", "1234567890123452"],
  ] as const) {
    await expect(textbox(page, name)).toHaveValue(answer);
  }
  for (const name of ["Дата рождения", "СНИЛС", "ИНН (необязательно)", "Полис ОМС (необязательно)"]) {
    await expect(textbox(page, name)).toHaveAccessibleDescription(new RegExp(NOTE));
  }
  const group = page.getByRole("group", { name: "Фамилия, имя и отчество" });
  await expect(group).toHaveAccessibleDescription(NOTE);
  await expectAccessible(page, "заполнено из профиля");

  // A changed answer is the citizen's; the others still come from the profile, also after a reload.
  await textbox(page, "СНИЛС").fill("123-456-789 64");
  await expect(textbox(page, "СНИЛС")).not.toHaveAccessibleDescription(new RegExp(NOTE));
  const id = new URL(page.url()).pathname.split("/")[2] ?? "";
  await onServer(maria, id, "snils").toBe("123-456-789 64");
  await page.reload();
  await expect(textbox(page, "СНИЛС")).toHaveValue("123-456-789 64");
  await expect(textbox(page, "СНИЛС")).not.toHaveAccessibleDescription(new RegExp(NOTE));
  await expect(textbox(page, "Дата рождения")).toHaveAccessibleDescription(new RegExp(NOTE));

  await openDraft(page, id, "identity");
  await page.getByRole("radio", { name: "Паспорт гражданина России" }).check();
  await expect(textbox(page, "Серия и номер")).toHaveValue("4509 123456");
  await expect(page.getByRole("group", { name: "Паспорт", exact: true })).toHaveAccessibleDescription(NOTE);
  await openDraft(page, id, "contacts");
  await expect(textbox(page, "Телефон")).toHaveValue("+7 900 000-00-03");
  await expect(textbox(page, "Телефон")).toHaveAccessibleDescription(new RegExp(NOTE));
  await expect(textbox(page, "Улица, дом, квартира")).toHaveValue("ул. Мира, д. 5, кв. 12");
  await expect(page.getByRole("group", { name: "Адрес регистрации" })).toHaveAccessibleDescription(NOTE);
});

test("answers from an earlier application name its number", async ({ signedIn: page, anna }) => {
  const { number } = await anna.application();
  const { id } = await anna.draft("mse_payments");
  await openDraft(page, id, "personal");
  const note = `Заполнено из заявки ${number}`;
  await expect(textbox(page, "СНИЛС")).toHaveValue("112-233-445 95");
  await expect(textbox(page, "СНИЛС")).toHaveAccessibleDescription(new RegExp(note));
  await expect(textbox(page, "Дата рождения")).toHaveAccessibleDescription(new RegExp(note));
  await expect(announcer(page)).toContainText(/^Заполнено за вас, проверьте: .*СНИЛС/);
  await openDraft(page, id, "contacts");
  await expect(textbox(page, "Улица, дом, квартира")).toHaveValue("ул. Мира, д. 5, кв. 12");
  await expect(page.getByRole("group", { name: "Адрес регистрации" })).toHaveAccessibleDescription(note);
  await expectAccessible(page, "заполнено из прежней заявки");
});

test("a step with nothing filled in says nothing about it", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id);
  const said = await listen(page);
  await page.getByRole("link", { name: "Цель экспертизы" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Цель экспертизы");
  await expect(page.getByText(NOTE)).toHaveCount(0);
  expect((await said()).filter((text) => text.includes("Заполнено"))).toEqual([]);
});

test("consents are never ticked beforehand", async ({ page, context, server }) => {
  const maria = await Citizen.signIn(server, MARIA);
  await maria.enter(context);
  const { id } = await maria.draft();
  await openDraft(page, id, "check-answers");
  await expect(page.getByRole("checkbox")).toHaveCount(2);
  for (const consent of await page.getByRole("checkbox").all()) await expect(consent).not.toBeChecked();
});
