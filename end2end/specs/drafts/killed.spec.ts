// Without a connection only the browser has what the citizen typed. A phone short of memory may kill it at any moment after
// the last key; the text must be there when it opens again. `OKNO_SEEDS=100` tries more moments.

import type { Page } from "@playwright/test";
import { onServer, recovered, region } from "../../fixtures/drafts.ts";
import { KillableBrowser } from "../../fixtures/killable.ts";
import { Seeded } from "../../fixtures/seeded.ts";
import { heading } from "../../fixtures/tabs.ts";
import type { Citizen } from "../../fixtures/citizen.ts";
import { expect, test as base } from "../../fixtures/test.ts";

const SEEDS = Number(process.env["OKNO_SEEDS"] ?? 5);
/** Latest moment of the kill, in milliseconds after the last key. */
const LATEST = 1_500;

const street = (page: Page) => page.getByRole("textbox", { name: "Улица, дом, квартира", exact: true });

const test = base.extend<{ phone: KillableBrowser }>({
  phone: async ({}, use) => {
    const phone = await KillableBrowser.create();
    await use(phone);
    await phone.remove();
  },
});

async function opened(phone: KillableBrowser, anna: Citizen, address: string): Promise<Page> {
  const { context, page } = await phone.start();
  await anna.enter(context);
  await page.goto(address);
  await expect(heading(page)).toHaveText("Контакты");
  return page;
}

for (let seed = 1; seed <= SEEDS; seed += 1) {
  const chance = new Seeded(seed);
  const after = chance.chance(0.5) ? chance.between(0, 100) : chance.between(0, LATEST);
  test(`moment ${seed}: text typed offline is there after the browser is killed ${after} ms later`, async ({ phone, anna, network }) => {
    const { id } = await anna.draft();
    const address = `${network.origin}/drafts/${id}/contacts`;
    const page = await opened(phone, anna, address);
    const [place, home] = [`Лес ${seed}${"а".repeat(chance.between(0, 20))}`, `Лесная ${seed}`];
    network.cut();
    await region(page).pressSequentially(place, { delay: chance.between(0, 60) });
    await street(page).pressSequentially(home, { delay: chance.between(0, 60) });
    await page.waitForTimeout(after);
    await phone.kill();
    network.restore();

    const again = await opened(phone, anna, address);
    await expect(recovered(again)).toBeVisible();
    await expect(region(again)).toHaveValue(place);
    await expect(street(again)).toHaveValue(home);
    await onServer(anna, id, "address.region").toBe(place);
    await onServer(anna, id, "address.street").toBe(home);
  });
}

test("a killed browser does not bring back what was saved before", async ({ phone, anna, network }) => {
  const { id } = await anna.draft();
  const address = `${network.origin}/drafts/${id}/contacts`;
  const page = await opened(phone, anna, address);
  await region(page).fill("Москва");
  await onServer(anna, id, "address.region").toBe("Москва");
  await region(page).fill("Тверь");
  await onServer(anna, id, "address.region").toBe("Тверь");
  await phone.kill();
  await anna.save(id, { "address.region": "Тула" });

  const again = await opened(phone, anna, address);
  await expect(region(again)).toHaveValue("Тула");
  await expect(recovered(again)).toHaveCount(0);
  await expect(again.getByText("Заявление изменили в другой вкладке")).toHaveCount(0);
});
