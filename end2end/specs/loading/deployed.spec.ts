// A new release comes out while a page of the one before is open: what the citizen asks for opens all the same, and what
// is under way is not cut.

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
    "страница услуги",
    "Медико-социальная экспертиза",
    (page) => page.getByRole("main").getByRole("link", { name: "Медико-социальная экспертиза", exact: true }).click(),
  ],
  [
    "список мест",
    "Где пройти экспертизу или операцию",
    (page) => page.getByRole("main").getByRole("link", { name: "Где пройти экспертизу или операцию" }).click(),
  ],
];

test.beforeEach(({ watchdog }) => {
  watchdog.expect(/GET \/a\//, 404);
  watchdog.expectNoise(/^console (warning: .*preload|error: .*(MIME|module script|WebAssembly))/);
});

for (const [what, title, go] of SECTIONS) {
  test(`сайт обновили, пока открыта вкладка: ${what} открывается`, async ({ signedIn: page, release }) => {
    await page.goto("/");
    await expect(page.locator("#announcer")).toBeAttached();
    await release.deploy();
    await go(page);
    await expect(heading(page)).toHaveText(title, { timeout: 10_000 });
    await expect(page).toHaveTitle(`${title} — Окно`);
    expect(await assetsOf(page), "the new release").toBe(release.address(""));
  });
}

test("сайт обновили посреди заявления: «Мои заявки» открываются, а введённое сохранено", async ({ signedIn: page, anna, release }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  await release.deploy();
  await region(page).fill("Свердловская область");
  await goToSection(page, "Мои заявки");
  await expect(heading(page)).toHaveText("Мои заявки", { timeout: 10_000 });
  await onServer(anna, id, "address.region");
  expect((await anna.read(id)).answers["address.region"]).toBe("Свердловская область");
});

test("сайт обновили, пока отправляется файл: страница не обновляется сама, а говорит об этом", async ({ signedIn: page, anna, network, watchdog, release }) => {
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
