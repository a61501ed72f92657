// Signing in off its usual path: a reload while the code is on its way, another code, and errors and announcements in the
// dialog over a page.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expectScreen } from "../../fixtures/screen.ts";
import { expectNoneOf, stored } from "../../fixtures/storage.ts";
import { expect, test } from "../../fixtures/test.ts";

const heading = (page: Page) => page.getByRole("main").getByRole("heading", { level: 1 });
const login = (page: Page) => page.getByLabel("Логин");
const code = (page: Page) => page.getByLabel("Код из СМС");
const dialog = (page: Page) => page.getByRole("dialog", { name: "Сеанс закончился" });
const AWAY = { minutes: 16 };

async function askForCode(page: Page, password = ANNA.password): Promise<void> {
  await login(page).fill(ANNA.login);
  await page.getByLabel("Пароль", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
}

async function enter(page: Page, digits: string): Promise<void> {
  await code(page).fill(digits);
  await page.getByRole("button", { name: "Войти", exact: true }).click();
}

/** What this tab has noted, but for what concerns the app's own files. */
const noted = async (page: Page) => {
  const { "okno.parts": _, ...rest } = JSON.parse((await stored(page))["sessionStorage"] ?? "{}") as Record<string, string>;
  return JSON.stringify(rest);
};

test.describe("while a code is on its way", () => {
  test("after a reload the field for the code is there, and the same code works", async ({ page, server }) => {
    await page.goto("/sign-in?next=/requests");
    await askForCode(page);
    await expect(page.getByText(/^Отправили код в СМС на номер \+7\s•••\s•••-00-01/)).toBeVisible();
    expectNoneOf([ANNA.login, ANNA.phone, "9000000001", "00-01", ANNA.password], await stored(page));
    const digits = await server.doors.code(ANNA.phone);
    await page.reload();
    await expect(code(page)).toBeFocused();
    await expect(page.getByText("Мы уже отправили вам код в СМС.")).toBeVisible();
    await expect(page.getByText(/Новый код можно запросить через (2\d|30) секунд/)).toBeVisible();
    await expectScreen(page, "Вход");
    await enter(page, digits);
    await expect(heading(page)).toHaveText("Мои обращения");
    expect(await noted(page)).toBe("{}");
  });

  test("after a reload on an application, the code opens that application", async ({ page, server, anna }) => {
    const { id, number } = await anna.application();
    await page.goto(`/applications/${id}`);
    await askForCode(page);
    await expect(code(page)).toBeFocused();
    await page.reload();
    await enter(page, await server.doors.code(ANNA.phone));
    await expect(page.getByText(number)).toBeVisible();
    expect(new URL(page.url()).pathname).toBe(`/applications/${id}`);
  });

  test("another phone forgets the code, also after a reload", async ({ page }) => {
    await page.goto("/sign-in");
    await askForCode(page);
    await expect(code(page)).toBeFocused();
    await page.getByRole("button", { name: "Указать другой телефон или почту" }).click();
    await expectFocus(page, "textbox", "Логин");
    expect(await noted(page)).toBe("{}");
    await page.reload();
    await expect(login(page)).toBeVisible();
  });

  test("a code that is too old is forgotten", async ({ page }) => {
    await page.clock.install();
    await page.goto("/sign-in");
    await askForCode(page);
    await expect(code(page)).toBeFocused();
    await page.clock.fastForward(5 * 60_000);
    await page.reload();
    await expect(login(page)).toBeVisible();
    expect(await noted(page)).toBe("{}");
  });

  test("a code that the server does not know any more is forgotten", async ({ page, server, watchdog }) => {
    watchdog.expect(/POST .*auth\/code/, 410);
    await page.goto("/sign-in");
    await askForCode(page);
    await expect(code(page)).toBeFocused();
    const digits = await server.doors.code(ANNA.phone);
    await server.doors.advance({ minutes: 5 });
    await page.reload();
    await enter(page, digits);
    await expect(page.getByRole("alert").getByRole("heading")).toHaveText("Войти не получилось");
    await expect(login(page)).toBeVisible();
    expect(await noted(page)).toBe("{}");
  });

  test("pressing «Отправить код ещё раз» twice sends one new code, which works", async ({ page, server }) => {
    await page.clock.install();
    await page.goto("/sign-in");
    await askForCode(page);
    const again = page.getByRole("button", { name: "Отправить код ещё раз" });
    await expect(page.getByText(/^Новый код можно запросить через (2\d|30) секунд/)).toBeVisible();
    await page.clock.fastForward(31_000);
    await server.doors.advance({ minutes: 1 });
    let asked = 0;
    page.on("request", (request) => (asked += Number(request.url().endsWith("/auth/resend"))));
    await server.doors.fault({ match: "POST /api/v1/auth/resend", kind: "delay", ms: 500, times: 9 });
    await again.dblclick();
    await expect(page.locator("#announcer")).toHaveText("Отправили новый код.");
    await expect(page.getByText(/^Новый код можно запросить через (2\d|30) секунд/)).toBeVisible();
    expect(asked).toBe(1);
    await enter(page, await server.doors.code(ANNA.phone));
    await expect(heading(page)).toHaveText("Государственные услуги");
  });

  test("a new code that could not be sent is reported as such, with no field marked", async ({ page, server, watchdog }) => {
    watchdog.expect(/POST .*auth\/resend/, 503);
    await page.clock.install();
    await page.goto("/sign-in");
    await askForCode(page);
    await expect(code(page)).toBeFocused();
    await page.clock.fastForward(31_000);
    await server.doors.fault({ match: "POST /api/v1/auth/resend", kind: "status", status: 503 });
    await page.getByRole("button", { name: "Отправить код ещё раз" }).click();
    const summary = page.getByRole("alert");
    await expect(summary).toBeFocused();
    await expect(summary.getByRole("heading")).toHaveText("Новый код не отправлен");
    await expect(summary.getByRole("listitem")).toHaveText(["Сервер сейчас не отвечает. Ваши данные не потеряны. Попробуйте через несколько минут."]);
    await expect(summary.getByRole("link")).toHaveCount(0);
    await expect(code(page)).not.toHaveAttribute("aria-invalid");
    await expectAccessible(page, "новый код не отправлен");
  });
});

test.describe("the sign-in dialog over a page", () => {
  /** Opens the form with its errors, and the dialog over it. */
  async function openOver(page: Page, draft: string, advance: () => Promise<void>): Promise<void> {
    await openDraft(page, draft, "contacts");
    await page.getByRole("button", { name: "Продолжить", exact: true }).click();
    await expect(page.getByRole("alert")).toBeFocused();
    await advance();
    await page.getByLabel("Телефон").fill("+7 912 345-67-89");
    await expect(dialog(page)).toBeVisible();
  }

  test("a wrong password puts the focus on the dialog's errors, not on those of the page", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/PUT .*drafts/, 401);
    watchdog.expect(/POST .*auth\/login/, 401);
    const { id } = await anna.draft();
    await openOver(page, id, () => server.doors.advance(AWAY));
    await askForCode(page, "okno-2026!");
    const summary = dialog(page).getByRole("alert");
    await expect(summary).toBeFocused();
    await expect(summary.getByRole("heading")).toHaveText("Войти не получилось");
    await expectAccessible(page, "неверный пароль в окне");
    await summary.getByRole("link").click();
    await expect(login(page)).toBeFocused();
    await signInOnScreen(page, server, ANNA);
    await expect(dialog(page)).toHaveCount(0);
    await expectFocus(page, "textbox", "Телефон");
  });

  test("a new code is announced in the dialog, where screen readers hear it", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/PUT .*drafts/, 401);
    const { id } = await anna.draft();
    await page.clock.install();
    await openOver(page, id, () => server.doors.advance(AWAY));
    await expect(dialog(page).getByRole("status"), "what was said before is not said again").toHaveText("");
    await askForCode(page);
    await expect(code(page)).toBeFocused();
    await page.clock.fastForward(31_000);
    await server.doors.advance({ minutes: 1 });
    await page.getByRole("button", { name: "Отправить код ещё раз" }).click();
    await expect(dialog(page).getByRole("status")).toHaveText("Отправили новый код.");
    // The page's live region has the text too, but under the dialog assistive technology does not see it.
    await expect.poll(() => heard(page)).toEqual(["Отправили новый код."]);
    await enter(page, await server.doors.code(ANNA.phone));
    await expect(dialog(page)).toHaveCount(0);
  });
});

/** Texts of the live regions in the accessibility tree. */
async function heard(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const ids = nodes.filter((node) => !node.ignored && node.role?.value === "status").flatMap((node) => node.childIds ?? []);
  return nodes.filter((node) => ids.includes(node.nodeId)).map((node) => String(node.name?.value ?? "").trim());
}
