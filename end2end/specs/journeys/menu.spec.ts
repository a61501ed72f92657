// The button «Меню», which holds the sections on a phone.

import { expectAccessible } from "../../fixtures/axe.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { menu } from "../../fixtures/menu.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expect, test } from "../../fixtures/test.ts";

const WIDE = ["Мои записи", "Мои операции", "Мои заявки", "Мои обращения"];
const SECTIONS = [...WIDE, "Мой аккаунт"];

test("on a phone the keyboard unfolds and folds the sections", async ({ signedIn: page }) => {
  await page.goto("/applications");
  await expectScreen(page, "Мои заявки");
  const header = page.getByRole("banner");
  for (const name of SECTIONS) await expect(header.getByRole("link", { name, exact: true })).toHaveCount(0);
  await expect(menu(page)).toHaveAttribute("aria-expanded", "false");
  await menu(page).press("Enter");
  await expect(menu(page)).toHaveAttribute("aria-expanded", "true");
  await expectAccessible(page, "меню открыто");
  for (const name of SECTIONS) {
    await page.keyboard.press("Tab");
    await expectFocus(page, "link", name);
  }
  await expect(header.getByRole("link", { name: "Мои заявки" })).toHaveAttribute("aria-current", "page");
  await page.keyboard.press("Escape");
  await expect(menu(page)).toHaveAttribute("aria-expanded", "false");
  await expectFocus(page, "button", "Меню");
  await expect(header.getByRole("link", { name: "Мои записи" })).toHaveCount(0);
});

test("choosing a section closes the menu and puts the focus on the heading", async ({ signedIn: page }) => {
  await page.goto("/applications");
  await menu(page).click();
  await page.getByRole("banner").getByRole("link", { name: "Мои записи" }).click();
  await expectFocus(page, "heading", "Мои записи");
  await expect(menu(page)).toHaveAttribute("aria-expanded", "false");
});

test("on a wide screen the sections are visible without a menu, and the account is reached from «Мои заявки»", async ({ signedIn: page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/applications");
  await expect(menu(page)).toBeHidden();
  for (const name of WIDE) await expect(page.getByRole("banner").getByRole("link", { name, exact: true })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Мой аккаунт" }).click();
  await expectScreen(page, "Мой аккаунт");
});

test("without signing in there is no menu, only signing in and the language", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("banner").getByRole("link", { name: "Войти" })).toBeVisible();
  await expect(menu(page)).toHaveCount(0);
});
