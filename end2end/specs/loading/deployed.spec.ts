// A new release comes out while a page of the previous one is open: the next page opens all the same, and work under way is
// not interrupted.

import type { Page } from "@playwright/test";
import { add } from "../../fixtures/cuts.ts";
import { onServer, region } from "../../fixtures/drafts.ts";
import { MIB, pdf } from "../../fixtures/files.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { goToSection } from "../../fixtures/menu.ts";
import { assetsOf, expect, test } from "../../fixtures/released.ts";
import { heading } from "../../fixtures/tabs.ts";

const SECTIONS: [what: string, title: string, go: (page: Page) => Promise<void>][] = [
  ["«Мои заявки»", "Мои заявки", (page) => goToSection(page, "Мои заявки")],
  [
    "a service",
    "Медико-социальная экспертиза",
    (page) => page.getByRole("main").getByRole("link", { name: "Медико-социальная экспертиза", exact: true }).click(),
  ],
  [
    "the list of institutions",
    "Где пройти экспертизу или операцию",
    (page) => page.getByRole("main").getByRole("link", { name: "Где пройти экспертизу или операцию" }).click(),
  ],
];

test.beforeEach(({ watchdog }) => {
  watchdog.expect(/GET \/a\//, 404);
  watchdog.expectNoise(/^console (warning: .*preload|error: .*(MIME|module script|WebAssembly))/);
});

for (const [what, title, go] of SECTIONS) {
  test(`after a new release an open tab can still open ${what}`, async ({ signedIn: page, release }) => {
    await page.goto("/");
    await expect(page.locator("#announcer")).toBeAttached();
    await release.deploy();
    await go(page);
    await expect(heading(page)).toHaveText(title, { timeout: 10_000 });
    await expect(page).toHaveTitle(`${title} — Окно`);
    expect(await assetsOf(page), "the new release").toBe(release.address(""));
  });
}

test("after a new release during a form, «Мои заявки» opens and the answers are saved", async ({ signedIn: page, anna, release }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await release.deploy();
  await region(page).fill("Свердловская область");
  await goToSection(page, "Мои заявки");
  await expect(heading(page)).toHaveText("Мои заявки", { timeout: 10_000 });
  await onServer(anna, id, "address.region");
  expect((await anna.read(id)).answers["address.region"]).toBe("Свердловская область");
});

test("a new release during an upload does not reload the page, which says so instead", async ({ signedIn: page, anna, network, watchdog, release }) => {
  watchdog.expectCuts();
  const { id } = await anna.draft();
  await page.goto(`${network.origin}/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  network.limit(MIB / 4);
  await add(page, pdf("справка.pdf", 4.9 * MIB));
  const received = async () => (await anna.read(id)).files[0]?.received ?? 0;
  await expect.poll(received).toBeGreaterThan(0);
  await release.deploy();
  const loads: string[] = [];
  page.on("request", (request) => request.isNavigationRequest() && loads.push(request.url()));
  await goToSection(page, "Мои заявки");
  const main = page.getByRole("main");
  await expect(main).toContainText("вышла новая версия сайта", { timeout: 10_000 });
  const reload = main.getByRole("button", { name: "Обновить страницу целиком" });
  await expect(reload).toBeVisible();
  const before = await received();
  await expect.poll(received, "it goes on").toBeGreaterThan(before);
  expect(loads, "loaded anew").toEqual([]);
  page.on("dialog", (dialog) => void dialog.accept());
  await reload.click();
  await expect(heading(page)).toHaveText("Мои заявки");
});
