// One tab, and nobody else: typing, and at any moment after the last key the page is reloaded, left, closed, or crashes. No
// conflict is shown, the field holds the last text, and the server gets it. `OKNO_SEEDS=200` tries more moments.

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

/** Milliseconds after the last key. A page that dies must have been able to write at all. */
const SOONEST = { crash: 150, others: 0 };
const LATEST = 1_200;

type Way = (page: Page, address: string) => Promise<Page>;

const WAYS: Record<string, Way> = {
  "обновление страницы": async (page) => {
    await page.reload();
    return page;
  },
  "уход по ссылке и «Назад»": async (page) => {
    await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
    await expect(heading(page)).toHaveText("Государственные услуги");
    await page.goBack();
    return page;
  },
  "«Назад» и «Вперёд»": async (page) => {
    await page.goBack();
    await expect(heading(page)).not.toHaveText("Контакты");
    await page.goForward();
    return page;
  },
  "вкладку закрыли, черновик открыли в новой": async (page, address) => {
    await page.close();
    return opened(page, address);
  },
  "адрес набрали заново": async (page, address) => {
    await page.goto(address);
    return page;
  },
  "страница упала": async (page, address) => {
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

/** What the fault of the sealed copy needed, is tried most. */
const CHOSEN = [...Object.keys(WAYS), "обновление страницы", "обновление страницы", "уход по ссылке и «Назад»"];

/** What a moment is made of, so that the name of its test tells. */
function moment(seed: number) {
  const chance = new Seeded(seed);
  const way = chance.one(CHOSEN);
  const soonest = way === "страница упала" ? SOONEST.crash : SOONEST.others;
  return {
    chance,
    way,
    // Half of them within the reach of the fault that was: 160 ms.
    after: chance.chance(0.5) ? chance.between(soonest, Math.max(soonest, 200)) : chance.between(soonest, LATEST),
    // A third on a slow line: a save is then on its way.
    late: chance.chance(0.33) ? chance.between(100, 500) : 0,
    fields: chance.between(1, 3),
    rounds: chance.chance(0.3) ? 2 : 1,
  };
}

for (let seed = 1; seed <= SEEDS; seed += 1) {
  const { chance, way, after, late, fields, rounds } = moment(seed);
  test(`миг ${seed}: ${way} через ${after} мс${late ? `, ответы на ${late} мс позже` : ""}`, async ({ signedIn, anna, network, watchdog }) => {
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
        // Longer than what is typed between two writings of the sealed copy, or shorter.
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
    // It stays so, and nobody asks.
    await expect(page.getByText("Заявление изменили в другой вкладке")).toHaveCount(0);
    for (const [path, text] of typed) await expect(field(page, FIELDS.find(([of]) => of === path)?.[1] ?? "")).toHaveValue(text);
  });
}
