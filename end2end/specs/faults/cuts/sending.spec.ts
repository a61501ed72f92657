// Double presses, lost answers and second tabs while an application is sent: only one application is made.

import type { Citizen } from "../../../fixtures/citizen.ts";
import { ANSWER_LOST, OFTEN } from "../../../fixtures/cuts.ts";
import { openDraft } from "../../../fixtures/journey.ts";
import { expect, test } from "../../../fixtures/test.ts";
import type { Page } from "@playwright/test";

test.describe("sending an application", () => {
  const send = (page: Page) => page.getByRole("button", { name: "Отправить", exact: true });
  /** That nothing was sent is said only until the next answer of the server, which may be there at once. */
  const notSent = (page: Page) => page.getByRole("alert").filter({ hasText: /Заявление не отправлено.*Нет связи с сервером\.|Связь вернулась/ });
  const heading = (page: Page) => page.getByRole("main").getByRole("heading", { level: 1 });

  test("a double press sends one application", async ({ signedIn: page, anna, network }) => {
    const { id } = await anna.readyDraft();
    await page.goto(`${network.origin}/drafts/${id}/check-answers`);
    await expect(send(page)).toBeVisible();
    // The answer takes long enough that the second press comes before it.
    network.delay(500);
    let submissions = 0;
    page.on("request", (request) => (submissions += Number(request.url().endsWith("/submit"))));
    await send(page).dblclick();
    const busy = page.getByRole("button", { name: "Отправляем…" });
    await expect(busy).toHaveAttribute("aria-disabled", "true");
    await expect(busy).toBeFocused();
    await busy.click({ force: true });
    await expect(heading(page)).toHaveText("Заявление отправлено");
    expect(submissions).toBe(1);
    expect(await anna.applications()).toHaveLength(1);
  });

  test("pressing again after a lost answer sends one application", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/POST .*submit/, "cut");
    const { id } = await anna.readyDraft();
    await openDraft(page, id, "check-answers");
    await server.doors.fault({ match: "POST /api/v1/drafts/", times: OFTEN, ...ANSWER_LOST });
    await send(page).click();
    await expect(notSent(page)).toBeVisible();
    await server.doors.noFaults();
    expect(await anna.applications()).toHaveLength(1);
    await send(page).click();
    await expect(heading(page)).toHaveText("Заявление отправлено");
    const [application, ...others] = await anna.applications();
    expect(others).toEqual([]);
    await expect(page.getByText(application?.number ?? "—")).toBeVisible();
  });

  test("once the connection is back, «не отправлено» gives way to an offer to send", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expectCuts();
    const { id } = await anna.readyDraft();
    await openDraft(page, id, "check-answers");
    await server.stop("SIGKILL");
    await send(page).click();
    const failed = page.getByRole("alert").filter({ hasText: "Заявление не отправлено" });
    await expect(failed).toContainText("Нет связи с сервером.");
    await server.start();
    await expect(page.getByRole("alert").filter({ hasText: "Связь вернулась. Нажмите «Отправить» ещё раз." })).toBeVisible({ timeout: 20_000 });
    await expect(failed).toHaveCount(0);
    await send(page).click();
    await expect(heading(page)).toHaveText("Заявление отправлено");
  });

  test("a reload after a lost answer shows that the application was sent", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/POST .*submit/, "cut");
    const { id } = await anna.readyDraft();
    await openDraft(page, id, "check-answers");
    await server.doors.fault({ match: "POST /api/v1/drafts/", times: OFTEN, ...ANSWER_LOST });
    await send(page).click();
    await expect(notSent(page)).toBeVisible();
    await server.doors.noFaults();
    await page.reload();
    await expect(heading(page)).toHaveText("Это заявление уже отправлено");
    expect(await anna.applications()).toHaveLength(1);
  });

  test("two tabs sending at once make one application, and both show it", async ({ signedIn: page, anna, watchdog }) => {
    watchdog.expect(/POST .*submit/, 409);
    const { id } = await anna.readyDraft();
    const second = await page.context().newPage();
    await openDraft(page, id, "check-answers");
    await openDraft(second, id, "check-answers");
    await Promise.all([send(page).click(), send(second).click()]);
    const [application, ...others] = await expectSent(anna);
    expect(others).toEqual([]);
    for (const tab of [page, second]) {
      await expect(heading(tab)).toHaveText("Заявление отправлено");
      await expect(tab.getByText(application?.number ?? "—")).toBeVisible();
    }
  });

  test("a tab cannot change or send again what another tab has sent", async ({ signedIn: page, anna, watchdog }) => {
    watchdog.expect(/(PUT .*drafts|POST .*submit)/, 409);
    const draft = await anna.readyDraft();
    await openDraft(page, draft.id, "contacts");
    await anna.send(draft);
    await page.getByLabel("Телефон").fill("8 999 111-22-33");
    await expect(page.getByText("Не сохранено. Заявление уже отправлено. Откройте «Мои заявки»")).toBeVisible();
    expect(await anna.applications()).toHaveLength(1);
  });

  async function expectSent(anna: Citizen) {
    await expect.poll(async () => (await anna.applications()).length).toBeGreaterThan(0);
    return anna.applications();
  }
});
