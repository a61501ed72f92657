// A browser that stores no cookies: the page says so instead of asking to sign in again and again.

import { expectAccessible } from "../../fixtures/axe.ts";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, test } from "../../fixtures/test.ts";

test("with cookies switched off, the page says so before the password", async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setDocumentCookieDisabled", { disabled: true });
  await page.goto("/sign-in");
  expect(await page.evaluate(() => navigator.cookieEnabled)).toBe(false);
  await expect(page.getByText("Браузер не сохраняет cookie")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Разрешите cookie для нашего сайта");
  await expectAccessible(page, "вход без cookie");
});

test("where cookies are stored, the page does not mention them", async ({ page, server }) => {
  await page.goto("/sign-in");
  await signInOnScreen(page, server, ANNA);
  await expect(page.getByRole("heading", { level: 1, name: "Государственные услуги" })).toBeVisible();
  await expect(page.getByText(/cookie/i)).toHaveCount(0);
});

for (const next of ["/%09/evil.example", "//evil.example", "/%5Cevil.example", "/nowhere", "/sign-in"]) {
  test(`signing in never leads to ${next}, another site or a missing page`, async ({ page, server }) => {
    await page.goto(`/sign-in?next=${encodeURIComponent(decodeURIComponent(next))}`);
    await signInOnScreen(page, server, ANNA);
    await expect(page.getByRole("heading", { level: 1, name: "Государственные услуги" })).toBeVisible();
    expect(page.url()).toBe(`${server.origin}/`);
  });
}
