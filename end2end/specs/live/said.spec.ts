// What a screen reader hears of live changes: at most one announcement in five seconds, with the newest of each case.

import { listen } from "../../fixtures/cuts.ts";
import { Colleague } from "../../fixtures/office.ts";
import { expect, test } from "../../fixtures/test.ts";
import { pass } from "../../fixtures/visits.ts";
import { hide, show } from "../../fixtures/visibility.ts";

const changed = (status: string) => `Медико-социальная экспертиза: статус изменился, ${status}`;

test("several changes within five seconds are one announcement, with the newest of each application", async ({ signedIn: page, anna, server }) => {
  const cases = [await anna.application(), await anna.application(), await anna.application(), await anna.application(), await anna.application()];
  const [first, ...others] = cases.map(({ id }) => id) as [string, ...string[]];
  await page.clock.install();
  await page.goto("/applications");
  await expect(page.getByRole("row")).toHaveCount(cases.length + 1);
  const said = await listen(page);
  await server.doors.bureau(first, "check");
  await expect.poll(said).toEqual([changed("На проверке")]);
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 500);
  await server.doors.bureau(first, "approve");
  for (const id of others) await server.doors.bureau(id, "check");
  await expect(page.getByRole("row").filter({ hasText: "На проверке" })).toHaveCount(others.length);
  expect(await said(), "nothing more within five seconds").toHaveLength(1);
  await page.clock.runFor(5_000);
  await expect.poll(said).toHaveLength(2);
  const newest = [changed("Одобрено"), changed("На проверке"), changed("На проверке"), "И ещё 2 изменения"];
  expect((await said())[1]).toBe(newest.join(". "));
});

test("in a hidden tab nothing is said; when it is shown again, what has changed is said once", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(page.locator("main .tag")).toHaveText("Принято");
  const said = await listen(page);
  await hide(page);
  await server.doors.bureau(id, "check");
  await server.doors.bureau(id, "approve");
  await page.waitForTimeout(700);
  expect(await said()).toEqual([]);
  await show(page);
  await expect.poll(said).toEqual(["Статус изменился: Одобрено"]);
});

test("a change is heard while a dialog is open", async ({ signedIn: page, anna, server }) => {
  await page.clock.install();
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(page.locator("main .tag")).toHaveText("Принято");
  await pass(page, server, 13.1);
  const warning = page.getByRole("dialog", { name: "Вы ещё здесь?" });
  await expect(warning).toBeVisible();
  await server.doors.bureau(id, "check");
  await expect(warning.getByRole("status").filter({ hasText: /Статус изменился: На проверке$/ })).toBeAttached();
});

test("news of several kinds that come together are all said", async ({ signedIn: page, anna, server }) => {
  const expert = await Colleague.engage(server, "expert");
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(page.locator("main .tag")).toHaveText("Принято");
  const said = await listen(page);
  await hide(page);
  await expert.act(id, { act: "take" });
  await expert.act(id, { act: "wait", for: "doctor" });
  await expert.act(id, { act: "extend", until: "2026-12-09", reason: { ru: "Ждём выписку из поликлиники." } });
  await show(page);
  await expect
    .poll(async () => (await said()).join(". "), { timeout: 12_000 })
    .toMatch(/^Статус изменился: На проверке\. .*врача\. Срок продлён до 9.декабря 2026 года\. Причина: Ждём выписку из поликлиники$/);
});
