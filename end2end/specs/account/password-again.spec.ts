// What changes how an account is entered wants the password once more where the sign-in was long ago.

import { appCode, appOnScreen, codes, factorOf, BY_APP } from "../../fixtures/authenticator.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { expectNarrow } from "../../fixtures/screen.ts";
import { openSecurity, passwordAgain, press, showPassword } from "../../fixtures/security.ts";
import { expect, test } from "../../fixtures/test.ts";

const LATE = { minutes: 11 };

test.describe("more than ten minutes after signing in", () => {
  test("the password is asked for once more, and then the same goes on by itself", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\/account/, 403);
    await openSecurity(page);
    await server.doors.advance(LATE);
    await page.getByRole("button", { name: BY_APP }).focus();
    await page.keyboard.press("Enter");
    await expect(passwordAgain(page)).toContainText("Прошло больше 10 минут после входа. Так мы убеждаемся, что это вы.");
    await expectFocus(page, "textbox", "Пароль");
    const field = passwordAgain(page).getByLabel("Пароль", { exact: true });
    await expect(field).toHaveAttribute("autocomplete", "current-password");
    await expect(passwordAgain(page).locator("input[autocomplete=username]")).toHaveValue(/\+7/);
    await expectAccessible(page, "пароль ещё раз");
    await expectNarrow(page);
    // Escape cancels, and nothing has happened.
    await page.keyboard.press("Escape");
    await expect(passwordAgain(page)).toHaveCount(0);
    await expectFocus(page, "button", BY_APP);
    await page.keyboard.press("Enter");
    await expectFocus(page, "textbox", "Пароль");
    await page.keyboard.type("неверный");
    await page.keyboard.press("Enter");
    await expect(passwordAgain(page).getByRole("alert").getByRole("link")).toHaveText("Неверный пароль. Проверьте раскладку и большие буквы.");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page, "пароль ещё раз, неверный");
    await showPassword(page);
    await expectFocus(page, "heading", "Код в приложении");
    // For ten minutes it is not asked for again.
    const app = await appOnScreen(page, server);
    await appCode(page).fill(await app.code());
    await press(page, "Подключить приложение");
    await expect(codes(page)).toHaveCount(10);
    expect((await factorOf(anna)).second_factor).toBe("app");
  });

  test("what was typed is not lost", async ({ signedIn: page, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\/account/, 403);
    await openSecurity(page);
    await press(page, BY_APP);
    const app = await appOnScreen(page, server);
    await server.doors.advance({ minutes: 10 });
    await server.doors.advance({ minutes: 1 });
    const typed = await app.code();
    await appCode(page).fill(typed);
    await press(page, "Подключить приложение");
    await expect(passwordAgain(page)).toBeVisible();
    await passwordAgain(page).getByRole("button", { name: "Отменить" }).click();
    await expectFocus(page, "button", "Подключить приложение");
    await expect(appCode(page)).toHaveValue(typed);
    await press(page, "Подключить приложение");
    await showPassword(page);
    await expect(codes(page)).toHaveCount(10);
  });

  test("over the question whether to switch the code off", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\/account/, 403);
    await openSecurity(page);
    await server.doors.advance(LATE);
    await press(page, "Выключить код при входе");
    await page.getByRole("dialog").getByRole("button", { name: "Да, выключить" }).click();
    await expect(passwordAgain(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(passwordAgain(page)).toHaveCount(0);
    await expectFocus(page, "button", "Да, выключить");
    await page.keyboard.press("Enter");
    await showPassword(page);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expectFocus(page, "heading", "Код при входе");
    expect((await factorOf(anna)).second_factor).toBe("off");
  });

  test("too many wrong passwords", async ({ signedIn: page, server, watchdog }) => {
    watchdog.expect(/\/api\/v1\/account/, 403, 429);
    await openSecurity(page);
    await server.doors.advance(LATE);
    await press(page, BY_APP);
    const alert = passwordAgain(page).getByRole("alert");
    await expect
      .poll(async () => {
        await showPassword(page, "неверный");
        await expect(alert).toBeVisible();
        return alert.innerText();
      }, { timeout: 30_000 })
      .toContain("Слишком много попыток. Попробуйте через");
    await expectAccessible(page, "пароль ещё раз, слишком много попыток");
  });
});
