// Signing in when something goes wrong meanwhile: a reload while the code is on its way, a session that ends under errors, a
// wrong password in the dialog, a new code, an application that could not be fetched before.

import type { Page } from "@playwright/test";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expectSeen } from "../../fixtures/secrets.ts";
import { AWAY, dialog, heading } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const code = (page: Page) => page.getByLabel("Код из СМС");

async function askForCode(page: Page, password = ANNA.password): Promise<void> {
  await page.getByLabel("Логин").fill(ANNA.login);
  await page.getByLabel("Пароль", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
}

async function enter(page: Page, digits: string): Promise<void> {
  await code(page).fill(digits);
  await page.getByRole("button", { name: "Войти", exact: true }).click();
}

for (const [where, address] of [["on the sign-in page", "/sign-in"], ["on the page asked for", "/requests"]] as const) {
  test(`after a reload ${where} the field for the code is there, and the same code works`, async ({ page, server }) => {
    await page.goto(address);
    await askForCode(page);
    await expect(code(page)).toBeVisible();
    const digits = await server.doors.code(ANNA.phone);
    await page.reload();
    await enter(page, digits);
    await expect(heading(page)).toHaveText(address === "/requests" ? "Мои обращения" : "Государственные услуги");
    expect((await server.doors.outbox()).filter(({ channel }) => channel === "sms"), "one code was enough").toHaveLength(1);
  });
}

test("an application opened after the session ended appears after signing in in the dialog", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/GET .*(applications|events)/, 401);
  const { id, number } = await anna.application();
  await page.goto(`/applications/${id}/sent`);
  await expectSeen(page, [number]);
  await server.doors.advance(AWAY);
  await page.getByRole("link", { name: "Открыть заявку" }).click();
  await expect(dialog(page)).toBeVisible();
  await signInOnScreen(page, server, ANNA);
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole("main").locator(".tag")).toHaveText("Принято");
  await expectSeen(page, [number]);
  await expect(page.getByText("Нужно войти")).toHaveCount(0);
});

test.describe("the sign-in dialog over a form with errors", () => {
  /** Opens a form that shows its errors, and the dialog over it. */
  async function endOver(page: Page, draft: string, advance: () => Promise<void>): Promise<void> {
    await openDraft(page, draft, "contacts");
    await page.getByRole("button", { name: "Продолжить", exact: true }).click();
    await expect(page.getByRole("alert")).toBeFocused();
    await advance();
    await page.getByRole("textbox", { name: "Регион", exact: true }).fill("Москва");
    await expect(dialog(page)).toBeVisible();
  }

  test("a wrong password puts the focus on the dialog's own error, and ids stay unique", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/(PUT|GET) .*(drafts|session|events)/, 401);
    watchdog.expect(/POST .*auth\/login/, 401);
    const { id } = await anna.draft();
    await endOver(page, id, () => server.doors.advance(AWAY));
    await askForCode(page, "okno-2026!");
    await expect(dialog(page).getByText("Неверный логин или пароль").first()).toBeVisible();
    const place = () =>
      page.evaluate(() => {
        const focused = document.activeElement;
        const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
        return {
          isInDialog: focused?.closest("dialog") != null,
          says: focused?.textContent?.includes("Неверный логин или пароль") ?? false,
          twice: ids.filter((id, at) => ids.indexOf(id) !== at),
        };
      });
    await expect.poll(place).toEqual({ isInDialog: true, says: true, twice: [] });
  });

  test("a screen reader hears about a new code while the page under the dialog is silent", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/(PUT|GET) .*(drafts|session|events)/, 401);
    await page.clock.install();
    const { id } = await anna.draft();
    await endOver(page, id, () => server.doors.advance(AWAY));
    await askForCode(page);
    await expect(code(page)).toBeVisible();
    await page.clock.fastForward(31_000);
    await server.doors.advance({ minutes: 1 });
    await page.getByRole("button", { name: "Отправить код ещё раз" }).click();
    await expect.poll(() => heard(page)).toContain("Отправили новый код.");
    await enter(page, await server.doors.code(ANNA.phone));
    await expect(dialog(page)).toHaveCount(0);
  });
});

/** Texts of the live regions in the accessibility tree, which leaves out what is under a modal dialog. */
async function heard(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const live = new Set<string>();
  const children = new Map(nodes.map((node) => [node.nodeId, node.childIds ?? []]));
  const take = (id: string) => {
    live.add(id);
    children.get(id)?.forEach(take);
  };
  const isLive = (node: (typeof nodes)[number]) => !node.ignored && ["status", "alert", "log"].includes(String(node.role?.value));
  nodes.filter(isLive).forEach(({ nodeId }) => take(nodeId));
  return nodes.filter(({ nodeId, ignored }) => !ignored && live.has(nodeId)).map(({ name }) => String(name?.value ?? "")).join(" ");
}
