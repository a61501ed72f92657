// By when a decision is expected, and why that day has moved, as the API tells it.

import type { BrowserContext, Page } from "@playwright/test";
import { AnotherApi, type Told } from "../../fixtures/another-api.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import type { Citizen } from "../../fixtures/citizen.ts";
import type { Server } from "../../fixtures/server.ts";
import { expect, test } from "../../fixtures/test.ts";

const main = (page: Page) => page.getByRole("main");
const row = (page: Page, name: string) => main(page).locator(".summary__row").filter({ has: page.getByRole("term").filter({ hasText: name }) });

interface Scene {
  page: Page;
  context: BrowserContext;
  server: Server;
  anna: Citizen;
}

/** Shows an application of which the API tells this. */
async function shown({ page, context, server, anna }: Scene, tell: (told: Told) => void, check: () => Promise<void>): Promise<void> {
  const { id } = await anna.application();
  const api = await AnotherApi.before(server, tell);
  await anna.enter(context, api.origin);
  await page.goto(`${api.origin}/applications/${id}`);
  await check();
  await page.goto("about:blank");
  await api.close();
}

/** The servers of these tests start on 18 November 2026. */
const TERM = { category: "standard", working_days: 10, expected_by: "2026-12-02", left: 10, official_calendar: true };

for (const [name, term, texts] of [
  ["standard", TERM, ["2 декабря 2026", "Обычный срок: до 10 рабочих дней", "Осталось 10 рабочих дней из 10", "Считаем рабочие дни, начиная со следующего дня после отправки."]],
  ["priority", { ...TERM, category: "priority", working_days: 5, left: 1 }, ["Приоритетный срок: до 5 рабочих дней", "Остался 1 рабочий день из 5"]],
  ["urgent, on its last day", { ...TERM, category: "urgent", working_days: 3, left: 0, expected_by: "2026-11-18" }, ["Экстренный срок: до 3 рабочих дней", "Сегодня последний день срока"]],
  ["paused", { ...TERM, left: 4, paused_since: "2026-11-17T09:00:00.000Z" }, ["Срок остановлен 17 ноября 2026, пока ждём вашего ответа.", "После ответа останется ещё 4 рабочих дня."]],
  ["later than a visit", { ...TERM, after_visit: true, expected_by: "2026-12-23", due: "2026-12-02" }, ["После осмотра, до 23 декабря 2026", "Обычный срок вышел бы 2 декабря 2026, но вы выбрали осмотр позже."]],
] as const) {
  test(`the term: ${name}`, async ({ page, context, server, anna }) => {
    await shown({ page, context, server, anna }, (told) => (told["term"] = term), async () => {
      for (const text of texts) await expect(row(page, "Ожидаемая дата завершения")).toContainText(text);
      await expectAccessible(page, name);
    });
  });
}

test("a term that has moved says from when to when, and why", async ({ page, context, server, anna }) => {
  const moved = { from: "2026-12-02", at: "2026-11-18T08:00:00.000Z", why: { ru: "Срок продлён до 9 декабря 2026 года. Причина: ждём ответа поликлиники.", en: "…" } };
  await shown({ page, context, server, anna }, (told) => (told["term"] = { ...TERM, expected_by: "2026-12-09", moved }), async () => {
    const notice = main(page).locator(".notice");
    await expect(notice).toContainText("Дата изменилась: была 2 декабря 2026, теперь 9 декабря 2026.");
    await expect(notice).toContainText("Причина: ждём ответа поликлиники.");
    await expect(notice).toContainText("Мы написали вам об этом 18 ноября 2026, 11:00.");
    await expectAccessible(page, "срок продлён");
  });
});

test("a term that is over is said, with whom to ask", async ({ page, context, server, anna }) => {
  await shown({ page, context, server, anna }, (told) => (told["term"] = { ...TERM, expected_by: "2026-11-16", left: 0 }), async () => {
    await expect(main(page)).toContainText("Срок вышел 16 ноября 2026, а решения ещё нет.");
    await expect(main(page)).not.toContainText("Сегодня последний день срока");
    await expect(main(page).getByRole("complementary").getByRole("link", { name: "8 800 000-00-00" })).toBeVisible();
  });
});

test("the place in the queue, here and after sending, and whom nobody has taken yet", async ({ page, context, server, anna }) => {
  const tell = (told: Told) => (told["queue"] = { place: 3, of: 17 });
  await shown({ page, context, server, anna }, tell, async () => {
    await expect(row(page, "Место в очереди")).toContainText("3 из 17");
    await expect(row(page, "Кто занимается заявкой")).toContainText("Специалиста ещё не назначили");
    await page.goto(`${page.url()}/sent`);
    await expect(main(page)).toContainText("Место в очереди: 3 из 17");
  });
});

for (const [whom, text] of [
  ["doctor", "нужно дополнительное подтверждение от врача"],
  ["registry", "ждём сведений из государственного реестра"],
  ["agency", "ждём ответа другого ведомства"],
] as const) {
  test(`no result yet: the office waits for a ${whom}, and the page says whom to ask`, async ({ page, context, server, anna }) => {
    const tell = (told: Told) => {
      told["waits_for"] = whom;
      told["needs"] = [];
      told["executor"] = { name: "Соколова Ирина Викторовна", since: "2026-11-18T08:00:00.000Z" };
      told["office"] = { name: "Бюро № 7", address: "Москва, ул. Мира, 5", phone: "+7 495 000-00-07", hours: "По будням с 9 до 17" };
    };
    await shown({ page, context, server, anna }, tell, async () => {
      await expect(main(page)).toContainText(text);
      await expect(main(page)).toContainText("Ждём ответа. От вас для этого ничего не нужно.");
      await expect(row(page, "Кто занимается заявкой")).toContainText("Соколова Ирина Викторовна");
      const aside = main(page).getByRole("complementary", { name: "Вопросы по заявке" });
      await expect(aside).toContainText("Связаться с оператором");
      await expect(aside.getByRole("link", { name: "+7 495 000-00-07" })).toHaveAttribute("href", "tel:+74950000007");
      for (const words of ["По будням с 9 до 17", "Бюро № 7", "Москва, ул. Мира, 5"]) await expect(aside).toContainText(words);
      await expectAccessible(page, `ждём: ${whom}`);
    });
  });
}

test("what the office has done with each file", async ({ page, context, server, anna }) => {
  const at = "2026-11-18T08:00:00.000Z";
  const tell = (told: Told) => {
    const [first, second] = told["files"] as Told[];
    Object.assign(first!, { received_at: at, opened_at: at });
    Object.assign(second!, { received_at: at, mark: { kind: "refused", at, reason: "не видно печати" } });
  };
  await shown({ page, context, server, anna }, tell, async () => {
    const files = main(page).locator(".papers").last().getByRole("listitem");
    await expect(files.first()).toContainText("открыт специалистом 18 ноября 2026, 11:00");
    await expect(files.last()).toContainText("Не принят: не видно печати");
  });
});
