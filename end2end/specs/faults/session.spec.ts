// The server does not say who is signed in. A citizen is not treated as signed out, and the page opens once it answers.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { email } from "../../fixtures/drafts.ts";
import { expectSignedIn, expectSignedOut, heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const SESSION = "GET /api/v1/session";
const SILENT = [
  ["the server is overloaded", { kind: "status", status: 503 }],
  ["a gateway answers instead", { kind: "status", status: 429 }],
  ["the connection breaks", { kind: "cut" }],
] as const;

const again = (page: Page) => page.getByRole("main").getByRole("button", { name: "Попробовать ещё раз" });

for (const [what, fault] of SILENT) {
  test(`${what}: a reloaded form says «Нет связи», not «Вход», then opens by itself`, async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/GET .*session/, 429, 503, "cut");
    const { id } = await anna.readyDraft();
    const address = `/drafts/${id}/contacts`;
    await page.goto(address);
    await expect(email(page)).toHaveValue("anna@example.ru");
    await server.doors.fault({ match: SESSION, times: 99, ...fault });
    await page.reload();
    await expect(heading(page)).toHaveText("Нет связи");
    await expect(page).toHaveTitle("Нет связи — Окно");
    await expectAccessible(page, "неизвестно, кто вошёл");
    await expect(page.getByRole("banner").getByRole("link", { name: "Войти" })).toHaveCount(0);
    await again(page).click();
    await expect(again(page)).toBeVisible();
    await expect(heading(page), "still not the sign-in page").toHaveText("Нет связи");
    expect(new URL(page.url()).pathname).toBe(address);
    await server.doors.noFaults();
    await expect(email(page)).toHaveValue("anna@example.ru", { timeout: 20_000 });
    await expectSignedIn(page);
  });
}

test("somebody who is not signed in gets the sign-in page once the server answers", async ({ page, server, watchdog }) => {
  watchdog.expect(/GET .*session/, 503);
  await server.doors.fault({ match: SESSION, kind: "status", status: 503, times: 99 });
  await page.goto("/applications");
  await expect(heading(page)).toHaveText("Нет связи");
  await server.doors.noFaults();
  await again(page).click();
  await expect(heading(page)).toHaveText("Вход");
});

test("home opens without knowing who is signed in, and learns it later", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/GET .*session/, 503);
  await server.doors.fault({ match: SESSION, kind: "status", status: 503, times: 99 });
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
  await expect(page.getByRole("main").getByRole("link", { name: "Медико-социальная экспертиза" })).toBeVisible();
  await server.doors.noFaults();
  await expectSignedIn(page);
});

test("home and a service open while the server is silent about the session", async ({ page, server }) => {
  await server.doors.fault({ match: SESSION, kind: "delay", ms: 12_000, times: 99 });
  for (const [address, title] of [
    ["/", "Государственные услуги"],
    ["/services/mse_application", "Медико-социальная экспертиза"],
  ] as const) {
    await page.goto(address);
    await expect(page.locator("#announcer")).toBeAttached({ timeout: 6_000 });
    await expect(heading(page)).toHaveText(title);
  }
  await server.doors.noFaults();
  await page.reload();
  await expectSignedOut(page);
});
