// Signing in beside its plain way: a reload while the code is awaited, another code, and what is wrong or said in the
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
const login = (page: Page) => page.getByLabel("Телефон или электронная почта");
const code = (page: Page) => page.getByLabel("Код из СМС");
const dialog = (page: Page) => page.getByRole("dialog", { name: "Сеанс закончился" });
const AWAY = { minutes: 16 };

async function askForCode(page: Page, password = ANNA.password): Promise<void> {
  await login(page).fill(ANNA.login);
  await page.getByLabel("Пароль", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Получить код" }).click();
}

async function enter(page: Page, digits: string): Promise<void> {
  await code(page).fill(digits);
  await page.getByRole("button", { name: "Войти", exact: true }).click();
}

const noted = async (page: Page) => (await stored(page))["sessionStorage"] ?? "";

test.describe("код ещё в пути", () => {
  test("обновили страницу: поле для кода на месте, и тот же код подходит", async ({ page, server }) => {
    await page.goto("/sign-in?next=/requests");
    await askForCode(page);
    await expect(page.getByText(/^Отправили код в СМС на номер \+7 ••• •••-00-01/)).toBeVisible();
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

  test("обновили на странице заявки: после кода она и открывается", async ({ page, server, anna }) => {
    const { id, number } = await anna.application();
    await page.goto(`/applications/${id}`);
    await askForCode(page);
    await expect(code(page)).toBeFocused();
    await page.reload();
    await enter(page, await server.doors.code(ANNA.phone));
    await expect(page.getByText(number)).toBeVisible();
    expect(new URL(page.url()).pathname).toBe(`/applications/${id}`);
  });

  test("выбран другой телефон: код забыт, и обновление его не возвращает", async ({ page }) => {
    await page.goto("/sign-in");
    await askForCode(page);
    await expect(code(page)).toBeFocused();
    await page.getByRole("button", { name: "Указать другой телефон или почту" }).click();
    await expectFocus(page, "textbox", "Телефон или электронная почта");
    expect(await noted(page)).toBe("{}");
    await page.reload();
    await expect(login(page)).toBeVisible();
  });

  test("код стал слишком старым: он забыт", async ({ page }) => {
    await page.clock.install();
    await page.goto("/sign-in");
    await askForCode(page);
    await expect(code(page)).toBeFocused();
    await page.clock.fastForward(5 * 60_000);
    await page.reload();
    await expect(login(page)).toBeVisible();
    expect(await noted(page)).toBe("{}");
  });

  test("сервер больше не знает кода: он забыт", async ({ page, server, watchdog }) => {
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

  test("«Отправить код ещё раз» дважды: один новый код, и он подходит", async ({ page, server }) => {
    await page.clock.install();
    await page.goto("/sign-in");
    await askForCode(page);
    const again = page.getByRole("button", { name: "Отправить код ещё раз" });
    await expect(page.getByText(/^Новый код можно запросить через 30 секунд/)).toBeVisible();
    await page.clock.fastForward(31_000);
    await server.doors.advance({ minutes: 1 });
    let asked = 0;
    page.on("request", (request) => (asked += Number(request.url().endsWith("/auth/resend"))));
    await server.doors.fault({ match: "POST /api/v1/auth/resend", kind: "delay", ms: 500, times: 9 });
    await again.dblclick();
    await expect(page.locator("#announcer")).toHaveText("Отправили новый код.");
    await expect(page.getByText(/^Новый код можно запросить через 30 секунд/)).toBeVisible();
    expect(asked).toBe(1);
    await enter(page, await server.doors.code(ANNA.phone));
    await expect(heading(page)).toHaveText("Мои заявки");
  });

  test("новый код не отправился: сказано об этом, а не о поле", async ({ page, server, watchdog }) => {
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

test.describe("окно входа поверх страницы", () => {
  /** The form with its errors shown, and over it the dialog. */
  async function openOver(page: Page, draft: string, advance: () => Promise<void>): Promise<void> {
    await openDraft(page, draft, "contacts");
    await page.getByRole("button", { name: "Продолжить", exact: true }).click();
    await expect(page.getByRole("alert")).toBeFocused();
    await advance();
    await page.getByLabel("Телефон").fill("+7 912 345-67-89");
    await expect(dialog(page)).toBeVisible();
  }

  test("неверный пароль: фокус на ошибках окна, а не страницы под ним", async ({ signedIn: page, anna, server, watchdog }) => {
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

  test("новый код: сказано в окне, там, где его слышно", async ({ signedIn: page, anna, server, watchdog }) => {
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
    // The region of the page has it too, but the page is not there for assistive technology now.
    await expect.poll(() => heard(page)).toEqual(["Отправили новый код."]);
    await enter(page, await server.doors.code(ANNA.phone));
    await expect(dialog(page)).toHaveCount(0);
  });
});

/** What stands in the live regions of the accessibility tree. */
async function heard(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const ids = nodes.filter((node) => !node.ignored && node.role?.value === "status").flatMap((node) => node.childIds ?? []);
  return nodes.filter((node) => ids.includes(node.nodeId)).map((node) => String(node.name?.value ?? "").trim());
}
