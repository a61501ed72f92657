// Buttons that are pressed twice, whose answer gets lost, or whose page is left before the answer, on applications, drafts and
// at sign-in: it happens once, the page never says otherwise, and the app goes on.

import type { Locator, Page, Request } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { ANSWER_LOST, OFTEN } from "../../fixtures/cuts.ts";
import { expectFocus } from "../../fixtures/focus.ts";
import { caseStatus } from "../../fixtures/journey.ts";
import { goToSection, menu } from "../../fixtures/menu.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, test } from "../../fixtures/test.ts";

const MSE = "Медико-социальная экспертиза";
const heading = (page: Page) => page.getByRole("main").getByRole("heading", { level: 1 });
const button = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true });
const rows = (page: Page) => page.getByRole("main").getByRole("listitem");
const row = (page: Page, draft: string) => rows(page).filter({ has: page.locator(`a[href^="/drafts/${draft}"]`) });

/** Collects requests of this kind from now on. */
function follow(page: Page, method: string, path: RegExp): Request[] {
  const seen: Request[] = [];
  page.on("request", (request) => {
    if (request.method() === method && path.test(new URL(request.url()).pathname)) seen.push(request);
  });
  return seen;
}

/** Leaves by the app's name, a link that every page has. */
async function leave(page: Page): Promise<void> {
  await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
  await expect(heading(page)).toHaveText("Государственные услуги");
}

async function askToDelete(draft: Locator): Promise<Locator> {
  await draft.getByRole("button", { name: /^Удалить черновик/ }).click();
  return draft.getByRole("button", { name: "Да, удалить" });
}

test.describe("withdrawing", () => {
  const PATH = /\/applications\/[^/]+\/withdraw$/;

  test("pressed twice, it happens once and the page shows no error", async ({ signedIn: page, anna, server }) => {
    const { id } = await anna.application();
    await page.goto(`/applications/${id}`);
    const sent = follow(page, "POST", PATH);
    await button(page, "Отозвать").click();
    await server.doors.fault({ match: `POST /api/v1/applications/${id}`, kind: "delay", ms: 500, times: OFTEN });
    await button(page, "Да, отозвать").dblclick();
    await expect(caseStatus(page)).toHaveText("Отозвано");
    await expectFocus(page, "heading", MSE);
    await expect(page.getByText("Заявление не отозвано")).toHaveCount(0);
    expect(sent).toHaveLength(1);
  });

  test("with its answer lost, the page finds out by itself", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(PATH, "cut", 409);
    const { id } = await anna.application();
    await page.goto(`/applications/${id}`);
    await button(page, "Отозвать").click();
    await server.doors.fault({ match: `POST /api/v1/applications/${id}`, times: OFTEN, ...ANSWER_LOST });
    await button(page, "Да, отозвать").click();
    await expect(caseStatus(page)).toHaveText("Отозвано");
    await expect(page.getByText("Заявление не отозвано")).toHaveCount(0);
    await expectFocus(page, "heading", MSE);
  });

  test("after a failure the question stays with the focus on its button, and a second press withdraws", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(PATH, 503);
    const { id } = await anna.application();
    await page.goto(`/applications/${id}`);
    await button(page, "Отозвать").click();
    await server.doors.fault({ match: `POST /api/v1/applications/${id}`, kind: "status", status: 503 });
    await button(page, "Да, отозвать").click();
    await expect(page.getByRole("alert")).toContainText("Заявление не отозвано");
    await expectFocus(page, "button", "Да, отозвать");
    await expectAccessible(page, "не отозвано");
    await page.keyboard.press("Enter");
    await expect(caseStatus(page)).toHaveText("Отозвано");
    await expect(page.getByRole("alert")).toHaveCount(0);
  });

  test("it happens even if the citizen leaves before the answer", async ({ signedIn: page, anna, server }) => {
    const { id } = await anna.application();
    await page.goto(`/applications/${id}`);
    await button(page, "Отозвать").click();
    await server.doors.fault({ match: `POST /api/v1/applications/${id}`, kind: "delay", ms: 1_000 });
    const answered = page.waitForResponse(PATH);
    await button(page, "Да, отозвать").click();
    await leave(page);
    await answered;
    await goToSection(page, "Мои заявки");
    await expect(page.getByRole("row").last()).toContainText("Отозвано");
  });

  test("a decision during the question does not lose the focus", async ({ signedIn: page, anna, server }) => {
    const { id } = await anna.application();
    await page.goto(`/applications/${id}`);
    await button(page, "Отозвать").click();
    await expectFocus(page, "button", "Нет, оставить");
    await server.doors.bureau(id, "check");
    await server.doors.bureau(id, "approve");
    await expect(caseStatus(page)).toHaveText("Одобрено");
    await expectFocus(page, "heading", MSE);
  });
});

test.describe("deleting a draft", () => {
  const PATH = /\/drafts\/[^/]+$/;

  test("pressed twice, it deletes once without an error", async ({ signedIn: page, anna, server }) => {
    const [kept, removed] = [await anna.draft(), await anna.draft()];
    await page.goto("/applications");
    const sent = follow(page, "DELETE", PATH);
    await server.doors.fault({ match: "DELETE /api/v1/drafts/", kind: "delay", ms: 500, times: OFTEN });
    await (await askToDelete(row(page, removed.id))).dblclick();
    await expect(rows(page)).toHaveCount(1);
    await expect(row(page, kept.id)).toBeVisible();
    await expectFocus(page, "heading", "Мои заявки");
    expect(sent).toHaveLength(1);
  });

  test("with its answer lost, a second press succeeds", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(PATH, "cut", 404);
    const { id } = await anna.draft();
    await page.goto("/applications");
    await server.doors.fault({ match: "DELETE /api/v1/drafts/", times: OFTEN, ...ANSWER_LOST });
    const yes = await askToDelete(row(page, id));
    await yes.click();
    await expect(page.getByRole("alert")).toHaveText("Нет связи с сервером. Проверьте интернет и попробуйте ещё раз.");
    await server.doors.noFaults();
    await yes.click();
    await expect(rows(page)).toHaveCount(0);
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect(anna.read(id)).rejects.toThrow("404");
  });

  test("leaving before the answer opens home, and the draft is gone", async ({ signedIn: page, anna, server }) => {
    const { id } = await anna.draft();
    await page.goto("/applications");
    await server.doors.fault({ match: "DELETE /api/v1/drafts/", kind: "delay", ms: 1_000 });
    const answered = page.waitForResponse(PATH);
    await (await askToDelete(row(page, id))).click();
    await leave(page);
    await answered;
    await expect(heading(page)).toHaveText("Государственные услуги");
    await goToSection(page, "Мои заявки");
    await expect(heading(page)).toHaveText("Мои заявки");
    await expect(page.getByRole("main").getByText("Загружаем…")).toHaveCount(0);
    await expect(rows(page)).toHaveCount(0);
  });

  test("the question about a second draft stays open when the first is gone", async ({ signedIn: page, anna, server }) => {
    const [first, second] = [await anna.draft(), await anna.draft()];
    await page.goto("/applications");
    await server.doors.fault({ match: `DELETE /api/v1/drafts/${first.id}`, kind: "delay", ms: 1_000 });
    await (await askToDelete(row(page, first.id))).click();
    const yes = await askToDelete(row(page, second.id));
    await expect(rows(page)).toHaveCount(1);
    await yes.click();
    await expect(rows(page)).toHaveCount(0);
  });

  test("unsaved answers of the draft are forgotten as well", async ({ signedIn: page, anna, network, watchdog }) => {
    watchdog.expectCuts();
    const { id } = await anna.draft();
    await page.goto(`${network.origin}/drafts/${id}/contacts`);
    await expect(heading(page)).toHaveText("Контакты");
    const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("okno.unsaved.")));
    network.cut();
    await page.getByRole("textbox", { name: "Телефон" }).fill("+7 912 345-67-89");
    await expect.poll(kept).toHaveLength(1);
    // As when the browser closes the page: nothing more is sent.
    await page.goto("about:blank");
    network.restore();
    await page.goto(`${network.origin}/applications`);
    await (await askToDelete(row(page, id))).click();
    await expect(rows(page)).toHaveCount(0);
    expect(await kept()).toEqual([]);
  });
});

test.describe("starting an application", () => {
  test("with the answer lost, pressing again makes no second draft", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/POST .*\/drafts$/, "cut");
    await page.goto("/services/mse_application");
    await server.doors.fault({ match: "POST /api/v1/drafts", times: OFTEN, ...ANSWER_LOST });
    const sent = follow(page, "POST", /\/drafts$/);
    await button(page, "Заполнить заявление").click();
    await expect(page.getByRole("alert")).toContainText("Заявление не создано");
    await server.doors.noFaults();
    await button(page, "Заполнить заявление").click();
    await expect(page.getByText("Разделы можно заполнять в любом порядке")).toBeVisible();
    const keys = new Set(await Promise.all(sent.map((request) => request.headerValue("idempotency-key"))));
    expect([...keys]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    expect((await anna.json<{ drafts: unknown[] }>("GET", "/drafts")).drafts).toHaveLength(1);
  });

  test("applying again with the answer lost makes only one draft", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/POST .*\/drafts$/, "cut");
    const { id, number } = await anna.application();
    await server.doors.bureau(number, "check");
    await server.doors.bureau(number, "refuse", "documents_invalid");
    await page.goto(`/applications/${id}`);
    await server.doors.fault({ match: "POST /api/v1/drafts", times: OFTEN, ...ANSWER_LOST });
    await button(page, "Повторить").click();
    await expect(page.getByRole("alert")).toContainText("Новое заявление не создано");
    await server.doors.noFaults();
    await button(page, "Повторить").click();
    await expect(page.getByText("Разделы можно заполнять в любом порядке")).toBeVisible();
    expect((await anna.json<{ drafts: unknown[] }>("GET", "/drafts")).drafts).toHaveLength(1);
  });

  test("a draft started before the citizen left waits on the service page", async ({ signedIn: page, anna, server }) => {
    await page.goto("/services/mse_application");
    await server.doors.fault({ match: "POST /api/v1/drafts", kind: "delay", ms: 1_000 });
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await button(page, "Заполнить заявление").click();
    await leave(page);
    await answered;
    await expect(heading(page)).toHaveText("Государственные услуги");
    await page.getByRole("link", { name: MSE, exact: true }).click();
    await expect(page.getByText("У вас есть черновик этого заявления")).toBeVisible();
    await expectAccessible(page, "есть черновик");
    await page.getByRole("link", { name: "Продолжить черновик" }).click();
    await expect(page.getByText("Разделы можно заполнять в любом порядке")).toBeVisible();
    expect((await anna.json<{ drafts: unknown[] }>("GET", "/drafts")).drafts).toHaveLength(1);
  });

  test("a draft of another service or a correction is no reason not to start", async ({ signedIn: page, anna, server }) => {
    await anna.draft("mse_copy");
    const { id } = await anna.application();
    await server.doors.bureau(id, "check");
    await server.doors.ask(id, [{ pointer: "", text: { ru: "Исправьте.", en: "Mend it." } }]);
    await anna.json("POST", `/applications/${id}/correction`, {});
    await page.goto("/services/mse_application");
    await expect(button(page, "Заполнить заявление")).toBeVisible();
    await expect(page.getByText("У вас есть черновик этого заявления")).toHaveCount(0);
  });

  test("a new application can be started beside a draft", async ({ signedIn: page, anna }) => {
    const { id } = await anna.draft();
    await page.goto("/services/mse_application");
    await expect(page.getByRole("link", { name: "Продолжить черновик" })).toHaveAttribute("href", `/drafts/${id}`);
    await button(page, "Заполнить новое заявление").click();
    await expect(page.getByText("Разделы можно заполнять в любом порядке")).toBeVisible();
    expect(page.url()).not.toContain(id);
  });
});

test.describe("signing in", () => {
  const login = (page: Page) => page.getByLabel("Логин");
  const code = (page: Page) => page.getByLabel("Код из СМС");

  async function askForCode(page: Page): Promise<void> {
    await login(page).fill(ANNA.login);
    await page.getByLabel("Пароль", { exact: true }).fill(ANNA.password);
    await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  }

  test("leaving while the code is checked signs in and stays on the chosen page", async ({ page, server }) => {
    await page.goto("/sign-in");
    await askForCode(page);
    await expect(code(page)).toBeFocused();
    await code(page).fill(await server.doors.code(ANNA.phone));
    await server.doors.fault({ match: "POST /api/v1/auth/code", kind: "delay", ms: 1_000 });
    const answered = page.waitForResponse(/auth\/code$/);
    await page.getByRole("button", { name: "Войти", exact: true }).click();
    await leave(page);
    await answered;
    await expect(menu(page)).toBeVisible();
    await expect(heading(page)).toHaveText("Государственные услуги");
  });

  test("leaving before the SMS is sent, the citizen can return and enter the code", async ({ page, server }) => {
    await page.goto("/sign-in");
    await server.doors.fault({ match: "POST /api/v1/auth/login", kind: "delay", ms: 1_000 });
    const answered = page.waitForResponse(/auth\/login$/);
    await askForCode(page);
    await leave(page);
    await answered;
    await page.getByRole("banner").getByRole("link", { name: "Войти" }).click();
    await code(page).fill(await server.doors.code(ANNA.phone));
    await page.getByRole("button", { name: "Войти", exact: true }).click();
    await expect(heading(page)).toHaveText("Государственные услуги");
  });
});
