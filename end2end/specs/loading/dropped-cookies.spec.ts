// A browser that silently drops the session's cookie. The test uses plain HTTP under a made-up host name, which the browser
// does not treat as secure, unlike 127.0.0.1.

import { executablePath } from "../../browser.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, test } from "../../fixtures/test.ts";

test.use({
  launchOptions: {
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP okno.test 127.0.0.1"],
  },
});

test("after the right code, the page says what to do about cookies", async ({ page, server, watchdog }) => {
  watchdog.expectNoise(/Cross-Origin-Opener-Policy header has been ignored/);
  await page.goto(`http://okno.test:${server.port}/sign-in?next=/bookings`);
  expect(await page.evaluate(() => navigator.cookieEnabled)).toBe(true);
  await expect(page.getByText("Браузер не сохраняет cookie")).toHaveCount(0);
  await page.getByLabel("Логин").fill(ANNA.login);
  await page.getByLabel("Пароль", { exact: true }).fill(ANNA.password);
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  const code = page.getByLabel("Код из СМС");
  await expect(code).toBeFocused();
  await code.fill(await server.doors.code(ANNA.phone));
  await page.getByRole("button", { name: "Войти" }).click();
  await expect(page.getByRole("alert")).toContainText("Браузер не запомнил вас: он не сохранил cookie.");
  await expect(page.getByRole("heading", { level: 1, name: "Вход" })).toBeVisible();
  await expectAccessible(page, "вход: cookie пропали");
});
