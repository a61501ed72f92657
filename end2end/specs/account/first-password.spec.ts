// «Пароль не задан»: who came through an identity provider has no password, and sets one on «Вход и безопасность».

import { expectAccessible } from "../../fixtures/axe.ts";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { signInThere } from "../../fixtures/identity-provider.ts";
import { test } from "../../fixtures/provider.ts";
import { openSecurity, press } from "../../fixtures/security.ts";
import { dropSession, expectSignedIn } from "../../fixtures/tabs.ts";
import { expect } from "../../fixtures/test.ts";

const PHONE = "+79000000061";
const NEW = "Снег в мае 7!";

test("a first password, with which the phone signs in from then on", async ({ page, server, provider }) => {
  provider.delay = 0;
  await page.goto("/sign-in");
  await page.getByRole("main").getByRole("link", { name: "Войти через Госуслуги" }).click();
  await signInThere(page, "olga");
  await expectSignedIn(page);
  await openSecurity(page);
  await expect(page.getByText("Пароль не задан", { exact: true })).toBeVisible();
  await expectAccessible(page, "пароль не задан");
  await page.getByRole("button", { name: "Задать пароль" }).focus();
  await page.keyboard.press("Enter");
  await expectFocus(page, "textbox", "Придумайте пароль");
  await expect(page.getByText("Старый пароль перестанет действовать")).toHaveCount(0);
  await page.keyboard.type(NEW);
  await press(page, "Сохранить пароль");
  await expectFocus(page, "heading", "Пароль");
  await expect(page.getByRole("main").getByText("Пароль задан. На других устройствах нужно будет войти снова.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Сменить пароль" })).toBeVisible();
  await dropSession(page);
  await page.goto("/sign-in");
  await signInOnScreen(page, server, { login: PHONE, phone: PHONE, password: NEW });
  await expectSignedIn(page);
});
