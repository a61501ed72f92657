// Cuts and restarts while the citizen watches a status: no change is missed or shown twice.

import { banner, listen } from "../../../fixtures/cuts.ts";
import { caseStatus, entry, journal } from "../../../fixtures/journey.ts";
import { expect, test } from "../../../fixtures/test.ts";

test.describe("live status", () => {
  test("after a server restart the page shows everything that happened meanwhile", async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expectCuts();
    const application = await anna.application();
    await page.goto(`/applications/${application.id}`);
    await expect(caseStatus(page)).toHaveText("Принято");
    await server.stop("SIGKILL");
    await expect(banner(page)).toBeVisible({ timeout: 10_000 });
    // The bureau goes on working: its command line needs the data, not the server.
    await server.clerk("take", application.number);
    await server.clerk("refuse", application.number, "--code", "technical");
    await server.start();
    await expect(caseStatus(page)).toHaveText("Отклонено", { timeout: 40_000 });
    await expect(journal(page)).toHaveText([entry("Принято"), entry("На проверке"), entry("Отклонено")]);
    await expect(banner(page)).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Скачать решение" })).toBeVisible();
  });

  test("a short cut raises no alarm and misses nothing", async ({ signedIn: page, anna, server, network, watchdog }) => {
    watchdog.expectCuts();
    const application = await anna.application();
    await page.goto(`${network.origin}/applications/${application.id}`);
    await expect(caseStatus(page)).toHaveText("Принято");
    const said = await listen(page);
    network.cut();
    await server.doors.bureau(application.id, "check");
    await server.doors.bureau(application.id, "approve");
    network.restore();
    await expect(caseStatus(page)).toHaveText("Одобрено");
    await expect(journal(page)).toHaveText([entry("Принято"), entry("На проверке"), entry("Одобрено")]);
    await expect(banner(page)).toHaveCount(0);
    // Not more than one announcement in five seconds.
    await expect.poll(async () => (await said()).at(-1), { timeout: 10_000 }).toMatch(/Статус изменился: Одобрено$/);
  });

  test("twenty cuts in a row leave each line of the journal once", async ({ signedIn: page, anna, server, network, watchdog }) => {
    watchdog.expectCuts();
    const application = await anna.application();
    await page.goto(`${network.origin}/applications`);
    await expect(page.getByRole("row")).toHaveCount(2);
    for (let cut = 0; cut < 20; cut += 1) {
      network.cut();
      network.restore();
    }
    await server.doors.bureau(application.id, "check");
    await expect(page.getByRole("row").last()).toContainText("На проверке", { timeout: 20_000 });
    await page.getByRole("main").getByRole("link", { name: "Медико-социальная экспертиза" }).click();
    await expect(journal(page)).toHaveText([entry("Принято"), entry("На проверке")]);
  });
});
