// One tab alone: the citizen types, and at any moment after the last key the page is reloaded, left or closed, or crashes. No
// conflict appears, the field has the last text, and the server gets it. `OKNO_SEEDS=200` tries more moments.

import type { Page } from "@playwright/test";
import { crash } from "../../fixtures/drafts.ts";
import { heading } from "../../fixtures/tabs.ts";
import { Seeded } from "../../fixtures/seeded.ts";
import { expect, test } from "../../fixtures/test.ts";

const SEEDS = Number(process.env["OKNO_SEEDS"] ?? 20);

const FIELDS = [
  ["email", "Электронная почта"],
  ["address.region", "Регион"],
  ["address.place", "Город или другой населённый пункт"],
  ["address.street", "Улица, дом, квартира"],
] as const;

/** Milliseconds after the last key. A page that crashes needs some time to have stored anything. */
const SOONEST = { crash: 150, others: 0 };
const LATEST = 1_200;

type Way = (page: Page, address: string) => Promise<Page>;

const WAYS: Record<string, Way> = {
  "a reload": async (page) => {
    await page.reload();
    return page;
  },
  "a link and «Назад»": async (page) => {
    await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
    await expect(heading(page)).toHaveText("Государственные услуги");
    await page.goBack();
    return page;
  },
  "«Назад» and «Вперёд»": async (page) => {
    await page.goBack();
    await expect(heading(page)).not.toHaveText("Контакты");
    await page.goForward();
    return page;
  },
  "a new tab after the old one closed": async (page, address) => {
    await page.close();
    return opened(page, address);
  },
  "typing the address again": async (page, address) => {
    await page.goto(address);
    return page;
  },
  "a crash": async (page, address) => {
    await crash(page);
    return opened(page, address);
  },
};

async function opened(before: Page, address: string): Promise<Page> {
  const page = await before.context().newPage();
  await page.goto(address);
  return page;
}

const field = (page: Page, label: string) => page.getByRole("textbox", { name: label, exact: true });

/** All ways, and more often those that once broke the sealed copy. */
const CHOSEN = [...Object.keys(WAYS), "a reload", "a reload", "a link and «Назад»"];

/** Everything random about a moment, made before the test so that its title can say it. */
function moment(seed: number) {
  const chance = new Seeded(seed);
  const way = chance.one(CHOSEN);
  const soonest = way === "a crash" ? SOONEST.crash : SOONEST.others;
  return {
    chance,
    way,
    // Half of them early: the sealed copy once failed within 160 ms of the last key.
    after: chance.chance(0.5) ? chance.between(soonest, Math.max(soonest, 200)) : chance.between(soonest, LATEST),
    // A third on a slow line, so that a save is under way.
    late: chance.chance(0.33) ? chance.between(100, 500) : 0,
    fields: chance.between(1, 3),
    rounds: chance.chance(0.3) ? 2 : 1,
  };
}

for (let seed = 1; seed <= SEEDS; seed += 1) {
  const { chance, way, after, late, fields, rounds } = moment(seed);
  test(`moment ${seed}: typed text survives ${way} after ${after} ms${late ? `, with answers ${late} ms late` : ""}`, async ({ signedIn, anna, network, watchdog }) => {
    watchdog.expect(/(PUT|GET) .*drafts/, 412, "cut");
    let page = signedIn;
    const { id } = await anna.draft();
    const address = `${network.origin}/drafts/${id}/contacts`;
    await page.goto(`${network.origin}/drafts/${id}`);
    await page.getByRole("main").getByRole("link", { name: "Контакты", exact: true }).click();
    await expect(heading(page)).toHaveText("Контакты");
    network.delay(late);
    const typed = new Map<string, string>();
    for (let round = 1; round <= rounds; round += 1) {
      for (let nth = 0; nth < fields; nth += 1) {
        const [path, label] = chance.one(FIELDS);
        const text = `${["мир", "лес", "дом"][nth]} ${seed} ${"а".repeat(chance.between(0, 16))}${round}`;
        await field(page, label).fill("");
        // Typing takes longer or shorter than the pause between two writes of the sealed copy.
        await field(page, label).pressSequentially(text, { delay: chance.between(0, 60) });
        typed.set(path, text);
      }
      await page.waitForTimeout(after);
      page = await (WAYS[way] as Way)(page, address);
      for (const [path, text] of typed) {
        const label = FIELDS.find(([of]) => of === path)?.[1] ?? "";
        await expect(field(page, label), `«${label}» holds what was typed last`).toHaveValue(text);
      }
      await expect(page.getByText("Заявление изменили в другой вкладке")).toHaveCount(0);
    }
    const saved = async () => Object.fromEntries(Object.entries((await anna.read(id)).answers).filter(([path]) => typed.has(path)));
    await expect.poll(saved, { message: "what the server has", timeout: 15_000 }).toEqual(Object.fromEntries(typed));
    // Later, too, the text stays and no conflict appears.
    await expect(page.getByText("Заявление изменили в другой вкладке")).toHaveCount(0);
    for (const [path, text] of typed) await expect(field(page, FIELDS.find(([of]) => of === path)?.[1] ?? "")).toHaveValue(text);
  });
}
