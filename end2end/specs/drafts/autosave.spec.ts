// What is typed is saved by itself, a second after the last change, right or wrong, one request at a time; and the citizen
// sees how long the draft stays.

import { expectAccessible } from "../../fixtures/axe.ts";
import { Citizen } from "../../fixtures/citizen.ts";
import { dayAndYear } from "../../fixtures/days.ts";
import { email, onServer, phone, savedLine } from "../../fixtures/drafts.ts";
import { openDraft } from "../../fixtures/journey.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, test } from "../../fixtures/test.ts";

test("typing is saved a second after the last letter, not earlier", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "contacts");
  const saves: number[] = [];
  page.on("request", (request) => request.method() === "PUT" && saves.push(Date.now()));
  const text = "anna.sergeevna@example.ru";
  await email(page).fill("");
  // Pauses between letters are shorter than a second.
  await email(page).pressSequentially(text, { delay: 120 });
  const end = Date.now();
  expect(saves, "saves while typing").toEqual([]);
  await expect(page.getByText("Сохраняем…")).toBeVisible();
  await onServer(anna, id, "email").toBe(text);
  await expect(savedLine(page)).toBeVisible();
  expect(saves).toHaveLength(1);
  const waited = (saves[0] ?? 0) - end;
  expect(waited).toBeGreaterThan(850);
  expect(waited).toBeLessThan(2_500);
});

test("wrong answers are saved as well", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "personal");
  await page.getByRole("textbox", { name: "СНИЛС" }).fill("112-23");
  await page.getByRole("textbox", { name: "Дата рождения" }).fill("31.02");
  await onServer(anna, id, "birth_date").toBe("31.02");
  await onServer(anna, id, "snils").toBe("112-23");
  await expect(savedLine(page)).toBeVisible();
  await expect(page.getByRole("alert"), "nobody is told off while typing").toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("textbox", { name: "СНИЛС" })).toHaveValue("112-23");
});

test("saves go one at a time, and the last one has the latest text", async ({ signedIn: page, anna, network }) => {
  const { id } = await anna.draft();
  await page.goto(`${network.origin}/drafts/${id}/contacts`);
  await expect(phone(page)).toBeVisible();
  network.delay(400);
  let [now, most] = [0, 0];
  page.on("request", (request) => request.method() === "PUT" && (most = Math.max(most, (now += 1))));
  page.on("requestfinished", (request) => request.method() === "PUT" && (now -= 1));
  for (let round = 1; round <= 4; round += 1) {
    await email(page).fill(`anna${round}@example.ru`);
    await page.waitForRequest((request) => request.method() === "PUT");
  }
  await email(page).fill("anna@example.ru");
  await onServer(anna, id, "email").toBe("anna@example.ru");
  await expect(savedLine(page)).toBeVisible();
  expect(most, "saves at the same time").toBe(1);
});

test("a draft looks unlike a sent application, says when it will be deleted, and is deleted then", async ({ signedIn: page, anna, server, context }) => {
  const { id, deleted_at } = await anna.draft();
  const day = dayAndYear(new Date(deleted_at));
  await openDraft(page, id);
  await expect(page.getByText(/^Это черновик: он ещё не отправлен\. Если ничего не менять, .* он удалится\.$/)).toContainText(day);
  await expectAccessible(page, "черновик");
  await page.goto("/applications");
  const row = page.getByRole("listitem").filter({ has: page.locator(`a[href^="/drafts/${id}"]`) });
  await expect(row).toContainText(day);
  await expect(page.getByRole("heading", { name: "Ещё не отправлены" })).toBeVisible();
  await expect(page.getByRole("table"), "a draft is no application").toHaveCount(0);
  await expect(page.locator("body")).not.toContainText(/МСЭ-20\d\d/);

  // The session ends as these days pass, and an open page would notice.
  await page.goto("about:blank");
  // A change moves the date of deletion.
  await server.doors.advance({ minutes: 24 * 60 });
  const again = await Citizen.signIn(server, ANNA);
  await again.save(id, { phone: "+7 912 345-67-89" });
  const later = (await again.read(id)).deleted_at;
  expect(Date.parse(later) - Date.parse(deleted_at)).toBeGreaterThan(23 * 3_600_000);

  await server.doors.clock(new Date(Date.parse(later) - 3_600_000).toISOString());
  await (await Citizen.signIn(server, ANNA)).read(id);
  await server.doors.advance({ minutes: 120 });
  const last = await Citizen.signIn(server, ANNA);
  await expect.poll(() => last.read(id).then(() => "still there", (error: Error) => error.message), { timeout: 20_000 }).toContain("404");
  await last.enter(context);
  await page.goto("/applications");
  await expect(page.getByText("Здесь появятся отправленные заявления")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Ещё не отправлены" })).toHaveCount(0);
});
