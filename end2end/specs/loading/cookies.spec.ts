// A browser that keeps no cookies is told so, instead of being asked to sign in again and again.

import { expectAccessible } from "../../fixtures/axe.ts";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, test } from "../../fixtures/test.ts";

test("cookie запрещены в браузере: сказано ещё до пароля", async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setDocumentCookieDisabled", { disabled: true });
  await page.goto("/sign-in");
  expect(await page.evaluate(() => navigator.cookieEnabled)).toBe(false);
  await expect(page.getByText("Браузер не сохраняет cookie")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Разрешите cookie для нашего сайта");
  await expectAccessible(page, "вход без cookie");
});

test("где cookie хранятся, никто о них не слышит", async ({ page, server }) => {
  await page.goto("/sign-in");
  await signInOnScreen(page, server, ANNA);
  await expect(page.getByRole("heading", { level: 1, name: "Мои заявки" })).toBeVisible();
  await expect(page.getByText(/cookie/i)).toHaveCount(0);
});

for (const next of ["/%09/evil.example", "//evil.example", "/%5Cevil.example", "/nowhere", "/sign-in"]) {
  test(`после входа не уводит на чужое и на несуществующее: ${next}`, async ({ page, server }) => {
    await page.goto(`/sign-in?next=${encodeURIComponent(decodeURIComponent(next))}`);
    await signInOnScreen(page, server, ANNA);
    await expect(page.getByRole("heading", { level: 1, name: "Мои заявки" })).toBeVisible();
    expect(page.url()).toBe(`${server.origin}/applications`);
  });
}
