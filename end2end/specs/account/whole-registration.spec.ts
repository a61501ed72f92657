// Everything from «Регистрация» to a confirmed account (M-01), as the requirement has it.

import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen } from "../../fixtures/citizen.ts";
import { code } from "../../fixtures/code.ts";
import { signInThere } from "../../fixtures/identity-provider.ts";
import { giveName, go, OLGA } from "../../fixtures/newcomers.ts";
import { COMPLETE, TYPED, field, inn, openProfile, profileOf, registered, save, tell } from "../../fixtures/profile.ts";
import { test } from "../../fixtures/provider.ts";
import { heading } from "../../fixtures/tabs.ts";
import { expect } from "../../fixtures/test.ts";

/** As the provider knows her. */
const WHO = { ...OLGA, patronymic: "Ивановна" };

test("M-01 mobile number, e-mail and agreement, the code from the SMS, the profile, and the app of Госуслуги ties it to the person", async ({ page, context, server }) => {
  await page.goto("/");
  await page.getByRole("banner").getByRole("link", { name: "Войти" }).click();
  await page.getByRole("main").getByRole("link", { name: "Зарегистрироваться" }).click();
  await expect(heading(page)).toHaveText("Регистрация");
  await page.getByLabel("Мобильный телефон").fill(WHO.login);
  await page.getByLabel("Электронная почта").fill(WHO.email);
  await page.getByRole("checkbox", { name: "пользовательское соглашение" }).check();
  await go(page, "Получить код");
  await expect(code(page)).toBeVisible();
  await code(page).fill(await server.doors.code(WHO.phone));
  await go(page);
  await giveName(page, WHO);
  await expect(heading(page)).toHaveText("Мой аккаунт");
  const registered = page.locator(".notice").filter({ hasText: "Вы зарегистрированы" });
  await expect(registered, "the profile comes next").toContainText("Теперь заполните профиль, а потом подтвердите аккаунт");

  await page.getByRole("link", { name: "Заполнить профиль" }).click();
  await expect(heading(page)).toHaveText("Профиль");
  await expect(field(page, "Фамилия")).toHaveValue(WHO.surname);
  await expect(field(page, "Имя")).toHaveValue(WHO.given);
  await expect(field(page, "Отчество")).toHaveValue(WHO.patronymic);
  for (const [label, text] of TYPED) await field(page, label).fill(text);
  await save(page).click();
  await expect(heading(page)).toHaveText("Мой аккаунт");
  await expect(page.getByRole("heading", { name: "Аккаунт не подтверждён" })).toBeVisible();

  await page.getByRole("link", { name: "Подтвердить через Госуслуги" }).click();
  await signInThere(page, "olga");
  await expect(page.getByRole("heading", { name: "Подтверждённый аккаунт" })).toBeVisible();
  await expectAccessible(page, "подтверждённый аккаунт с профилем");
  const olga = await Citizen.of(context, server);
  const { person, fixed } = await profileOf(olga);
  expect(person).toEqual({ ...COMPLETE, name: { surname: "Смирнова", given: "Ольга", patronymic: "Ивановна" } });
  expect(fixed).toEqual(["name", "birth_date", "snils"]);
  await page.getByRole("link", { name: "Изменить профиль" }).click();
  await expect(page.getByText("Подтверждено по паспорту.")).toBeVisible();
  await expect(field(page, "Фамилия")).toHaveCount(0);
});

test("the account is confirmed while the profile is being edited: the name stays, and what else was typed is saved", async ({ page, context, server, watchdog }) => {
  watchdog.expect(/PUT .*\/profile/, 412);
  const olga = await registered(server, WHO);
  await tell(olga, { oms: "1234567890123452" });
  await olga.enter(context);
  await openProfile(page);
  await field(page, "Имя").fill("Оля");
  await inn(page).fill("123456789047");
  const other = await context.newPage();
  await other.goto("/account");
  await other.getByRole("link", { name: "Подтвердить через Госуслуги" }).click();
  await signInThere(other, "olga");
  await expect(other.getByRole("heading", { name: "Подтверждённый аккаунт" })).toBeVisible();
  await save(page).click();
  await expect(page.getByText("ФИО: уже подтверждено по паспорту, поэтому останется «Смирнова Ольга Ивановна».")).toBeVisible();
  await expectAccessible(page, "имя уже подтверждено");
  await page.getByRole("button", { name: "Сохранить отмеченное" }).click();
  await expect(heading(page)).toHaveText("Мой аккаунт");
  expect((await profileOf(olga)).person).toMatchObject({ name: { given: "Ольга" }, inn: "123456789047", oms: "1234567890123452" });
});
