// The held time is lost while the last screen is open: the screen says so at once, and a citizen who writes stays there.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../../fixtures/axe.ts";
import { Calendar } from "../../fixtures/calendar.ts";
import { PYOTR } from "../../fixtures/people.ts";
import { expect, NOW, test, Visitor } from "../../fixtures/slots.ts";
import { confirm, expectToldOfLoss, goOn, heading, holdBar, lost, pass, toConfirm } from "../../fixtures/visits.ts";

const DAY = "2027-02-10";
const AT_TEN = "2027-02-10T05:00:00Z";
const TEN = { institution: "usual", line: "examination", starts_at: AT_TEN };
const TAKEN = "Это время уже заняли: 10 февраля 2027, среда, 10:00. Выберите другое.";

const comment = (page: Page) => page.getByLabel("Что ещё нам нужно знать?");

/** Records every alert from now on. */
async function alerts(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    (window as unknown as { oknoAlerts: string[] }).oknoAlerts = heard;
    const note = (node: Node) => {
      if (!(node instanceof Element)) return;
      const found = node.matches('[role="alert"]') ? [node] : [...node.querySelectorAll('[role="alert"]')];
      for (const alert of found) heard.push((alert.textContent ?? "").replaceAll("\u00a0", " "));
    };
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) addedNodes.forEach(note);
    }).observe(document.body, { subtree: true, childList: true });
  });
  return () => page.evaluate(() => (window as unknown as { oknoAlerts: string[] }).oknoAlerts);
}

test("a time taken back by the institution: announced once, the note and the focus stay, one button leads on", async ({ open, page, server, visitor }) => {
  await toConfirm(await open("usual"), DAY, "10:00");
  const heard = await alerts(page);
  await comment(page).pressSequentially("Мне нужно");
  await server.doors.slot(TEN, true);
  await expect(holdBar(page).getByRole("alert")).toHaveText(TAKEN);
  await expect(holdBar(page)).not.toContainText("Время сохранено за вами");
  await expect(comment(page)).toBeFocused();
  await comment(page).pressSequentially(" больше места");
  await expect(heading(page, "Проверьте и запишитесь")).toBeVisible();
  await expect(holdBar(page), "in sight wherever the citizen is").toBeInViewport();
  await expectAccessible(page, "сохранённое время заняли");
  expect(await heard()).toEqual([TAKEN]);
  await holdBar(page).getByRole("button", { name: "Выбрать другое время" }).click();
  await expect(heading(page, "Выберите день и время")).toBeVisible();
  await expectToldOfLoss(page);
  await expect(lost(page).getByRole("listitem")).toHaveText(["10 февраля 2027, среда, 09:00", "10 февраля 2027, среда, 11:00", "10 февраля 2027, среда, 12:00"]);
  await lost(page).getByRole("button", { name: "10 февраля 2027, среда, 11:00" }).click();
  await expect(new Calendar(page).times.at("11:00")).toBeChecked();
  await goOn(page).click();
  await expect(comment(page)).toHaveValue("Мне нужно больше места");
  await expect(holdBar(page)).toContainText("Время сохранено за вами до");
  const id = await confirm(page);
  expect(await visitor.booking(id)).toMatchObject({ details: { comment: "Мне нужно больше места" } });
  expect((await visitor.booking(id)).starts_at).toContain("2027-02-10T06:00");
});

test("a time held by somebody else after the hold ended can be held again once it is released", async ({ open, page, server, visitor }) => {
  const other = await Visitor.ofExamination(server, PYOTR, NOW, { snils: "087-654-303 00" });
  await page.clock.install({ time: new Date(NOW) });
  await toConfirm(await open("usual"), DAY, "10:00");
  await comment(page).fill("Осталось");
  await pass(page, server, 11);
  await expect(holdBar(page)).toContainText("Время больше не сохраняется за вами");
  await other.hold("usual", AT_TEN);
  await expect(holdBar(page).getByRole("alert")).toHaveText(TAKEN);
  await expect(holdBar(page).getByRole("button")).toHaveText("Выбрать другое время");
  await other.citizen.call("POST", `/applications/${other.application}/hold/release`, JSON.stringify({ institution: "usual", starts_at: AT_TEN }), { "content-type": "application/json" });
  await expect(holdBar(page)).toContainText("Время больше не сохраняется за вами");
  await expect(holdBar(page).getByRole("alert")).toHaveCount(0);
  await holdBar(page).getByRole("button", { name: "Снова сохранить за мной" }).click();
  await expect(holdBar(page)).toContainText("Время сохранено за вами до");
  await expect(comment(page)).toHaveValue("Осталось");
  const id = await confirm(page);
  expect((await visitor.booking(id)).starts_at).toContain("2027-02-10T05:00");
});

test("moving: losing the new time on the last screen keeps the old booking", async ({ page, context, server, visitor }) => {
  const { id } = await visitor.book("usual", AT_TEN);
  await visitor.citizen.enter(context);
  await page.goto(`/bookings/${id}/move`);
  const calendar = new Calendar(page);
  await calendar.goTo("2027-02-12");
  await calendar.choose("2027-02-12");
  await calendar.times.at("15:00").check();
  await goOn(page).click();
  await expect(heading(page, "Проверьте новое время")).toBeVisible();
  await server.doors.slot({ ...TEN, starts_at: "2027-02-12T10:00:00Z" }, true);
  await expect(holdBar(page).getByRole("alert")).toContainText("Это время уже заняли: 12 февраля 2027, пятница, 15:00");
  await holdBar(page).getByRole("button", { name: "Выбрать другое время" }).click();
  await expectToldOfLoss(page);
  await expect(lost(page)).toContainText("Ваша запись остаётся на 10 февраля 2027 (среда), 10:00.");
});
