// Cuts, restarts and second tabs while answers are saved: the citizen loses nothing.

import type { Citizen } from "../../../fixtures/citizen.ts";
import { ANSWER_LOST, banner, OFTEN } from "../../../fixtures/cuts.ts";
import { openDraft } from "../../../fixtures/journey.ts";
import { expect, test } from "../../../fixtures/test.ts";
import type { Page } from "@playwright/test";

test.describe("saving answers", () => {
  const phone = (page: Page) => page.getByLabel("Телефон");
  const email = (page: Page) => page.getByLabel("Электронная почта");

  /** Polls the server's answer at this path. */
  const saved = (anna: Citizen, draft: string, path: string) =>
    expect.poll(async () => (await anna.read(draft)).answers[path], { timeout: 15_000 });

  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    test(`unsaved answers survive a server restart (${signal})`, async ({ signedIn: page, anna, server, watchdog }) => {
      watchdog.expectCuts();
      const { id } = await anna.draft();
      await openDraft(page, id, "contacts");
      await server.stop(signal);
      await phone(page).fill("+7 912 345-67-89");
      await expect(page.getByText("Не сохранено: нет связи. Ответы на экране целы")).toBeVisible();
      await expect(banner(page)).toBeVisible();
      await email(page).fill("anna@example.ru");
      await server.start();
      await saved(anna, id, "email").toBe("anna@example.ru");
      await saved(anna, id, "phone").toBe("+7 912 345-67-89");
      await expect(page.getByText(/^Сохранено в/)).toBeVisible();
      await expect(banner(page)).toHaveCount(0);
      await expect(page.locator("#announcer")).toHaveText("Связь восстановлена.");
      await expect(phone(page)).toHaveValue("+7 912 345-67-89");
    });
  }

  test("an overloaded server: the form says so and saves later", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/PUT .*drafts/, 503);
    const { id } = await anna.draft();
    await openDraft(page, id, "contacts");
    await server.doors.fault({ match: "PUT /api/v1/drafts/", kind: "status", status: 503, times: 2 });
    await phone(page).fill("+7 912 345-67-89");
    await expect(page.getByText("Не сохранено: сервер не отвечает. Ответы на экране целы")).toBeVisible();
    await saved(anna, id, "phone").toBe("+7 912 345-67-89");
    await expect(page.getByText(/^Сохранено в/)).toBeVisible();
  });

  test("a foreign page instead of the server's answer does not count as saved", async ({ signedIn: page, anna, server }) => {
    const { id } = await anna.draft();
    await openDraft(page, id, "contacts");
    await server.doors.fault({ match: "PUT /api/v1/drafts/", kind: "page", times: 2 });
    await phone(page).fill("+7 912 345-67-89");
    await expect(page.getByText("Не сохранено: сервер не отвечает. Ответы на экране целы")).toBeVisible();
    await saved(anna, id, "phone").toBe("+7 912 345-67-89");
    await expect(page.getByText(/^Сохранено в/)).toBeVisible();
  });

  test("text typed during a save is saved after it", async ({ signedIn: page, anna, network }) => {
    const { id } = await anna.draft();
    await page.goto(`${network.origin}/drafts/${id}/contacts`);
    await expect(phone(page)).toBeVisible();
    network.delay(700);
    const first = page.waitForRequest((request) => request.method() === "PUT");
    await phone(page).fill("+7 912 000-00-01");
    await first;
    await phone(page).fill("+7 912 000-00-02");
    await saved(anna, id, "phone").toBe("+7 912 000-00-02");
    await expect(page.getByText(/^Сохранено в/)).toBeVisible();
    await expect(phone(page)).toHaveValue("+7 912 000-00-02");
  });

  test("a lost answer to a save is not taken for another tab", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/PUT .*drafts/, "cut", 412);
    const { id } = await anna.draft();
    await openDraft(page, id, "contacts");
    await server.doors.fault({ match: "PUT /api/v1/drafts/", times: OFTEN, ...ANSWER_LOST });
    await phone(page).fill("+7 912 345-67-89");
    await expect(page.getByText("Не сохранено: нет связи")).toBeVisible();
    await email(page).fill("anna@example.ru");
    await server.doors.noFaults();
    await saved(anna, id, "email").toBe("anna@example.ru");
    await expect(page.getByText(/^Сохранено в/)).toBeVisible();
    await expect(page.getByText("изменили в другой вкладке")).toHaveCount(0);
  });

  test("a save that the browser repeated is not taken for another tab", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/PUT .*drafts/, "cut", 412);
    const { id } = await anna.draft();
    await openDraft(page, id, "contacts");
    await server.doors.fault({ match: "PUT /api/v1/drafts/", ...ANSWER_LOST });
    await phone(page).fill("+7 912 345-67-89");
    await saved(anna, id, "phone").toBe("+7 912 345-67-89");
    await email(page).fill("anna@example.ru");
    await saved(anna, id, "email").toBe("anna@example.ru");
    await expect(page.getByText("изменили в другой вкладке")).toHaveCount(0);
  });

  test.describe("two tabs", () => {
    const conflict = (page: Page) => page.getByRole("alert").filter({ hasText: "изменили в другой вкладке" });

    /** Opens the form in two tabs; the second one saves first. */
    async function quarrel(page: Page, anna: Citizen): Promise<string> {
      const { id } = await anna.draft();
      const second = await page.context().newPage();
      await openDraft(page, id, "contacts");
      await openDraft(second, id, "contacts");
      await phone(second).fill("+7 911 000-00-02");
      await saved(anna, id, "phone").toBe("+7 911 000-00-02");
      await phone(page).fill("+7 911 000-00-01");
      await expect(conflict(page)).toBeVisible();
      // Until the citizen chooses, nothing is overwritten.
      await expect(phone(page)).toHaveValue("+7 911 000-00-01");
      expect((await anna.read(id)).answers["phone"]).toBe("+7 911 000-00-02");
      return id;
    }

    test("the citizen can keep this tab's answers", async ({ signedIn: page, anna, watchdog }) => {
      watchdog.expect(/PUT .*drafts/, 412);
      const id = await quarrel(page, anna);
      await page.getByRole("button", { name: "Оставить все ответы с этой страницы" }).click();
      await saved(anna, id, "phone").toBe("+7 911 000-00-01");
      await expect(conflict(page)).toHaveCount(0);
    });

    test("the citizen can take the other tab's answers", async ({ signedIn: page, anna, watchdog }) => {
      watchdog.expect(/PUT .*drafts/, 412);
      const id = await quarrel(page, anna);
      await email(page).fill("anna@example.ru");
      await page.getByRole("button", { name: "Взять все ответы, сохранённые там" }).click();
      await expect(phone(page)).toHaveValue("+7 911 000-00-02");
      await expect(conflict(page)).toHaveCount(0);
      expect((await anna.read(id)).answers["phone"]).toBe("+7 911 000-00-02");
    });
  });
});
