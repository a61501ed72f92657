// A file that has not arrived whole is not forgotten: its step, the task list and the check page name it, and sending asks.

import type { Page } from "@playwright/test";
import { ANSWERS } from "../../fixtures/answers.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import type { Citizen } from "../../fixtures/citizen.ts";
import { KIB, pdf } from "../../fixtures/files.ts";
import { addButton } from "../../fixtures/form.ts";
import type { Gate } from "../../fixtures/gate.ts";
import { expect, test } from "../../fixtures/gated.ts";
import { choose } from "../../fixtures/hand.ts";
import { fileRow } from "../../fixtures/journey.ts";

const FILE = pdf("трудовая.pdf", 400 * KIB);

/** A form ready to be sent but for one file that it does not need; the page was reloaded when its first piece had arrived. */
async function halfSent(page: Page, anna: Citizen, gate: Gate): Promise<string> {
  const { id } = await anna.readyDraft(ANSWERS);
  await page.goto(`${gate.origin}/drafts/${id}/documents`);
  gate.shut(/^PATCH /);
  const sent = page.waitForRequest((request) => request.method() === "PATCH");
  await choose(page, [FILE], () => page.getByRole("button", { name: addButton("Трудовая книжка") }).click());
  await sent;
  await expect.poll(async () => (await anna.read(id)).files.find(({ name }) => name === FILE.name)?.received ?? 0).toBeGreaterThan(0);
  await page.reload();
  gate.open();
  await expect(fileRow(page, FILE.name)).toContainText("Чтобы продолжить с этого места, выберите этот файл ещё раз");
  return id;
}

test("список разделов говорит «Не всё отправлено», страница проверки называет файл", async ({ signedIn: page, anna, gate }) => {
  await halfSent(page, anna, gate);
  await page.getByRole("link", { name: "Ко всем разделам заявления" }).click();
  const task = page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("link", { name: "Документы", exact: true }) });
  await expect(task).toContainText("Не всё отправлено");
  await expectAccessible(page, "в списке разделов не всё отправлено");
  await page.getByRole("main").getByRole("link", { name: "Проверьте заявление" }).click();
  await expect(page.getByRole("main")).toContainText(FILE.name);
  await expectAccessible(page, "на проверке не всё отправлено");
});

test("«Отправить» спрашивает о нём и без ответа ничего не отправляет", async ({ signedIn: page, anna, gate }) => {
  const id = await halfSent(page, anna, gate);
  await page.goto(`${gate.origin}/drafts/${id}/check-answers`);
  const main = page.getByRole("main");
  await main.getByRole("button", { name: "Отправить", exact: true }).click();
  const question = page.getByText(new RegExp(`[Оо]тправить без .*${FILE.name.replace(".", "\\.")}`)).first();
  await expect(question).toBeVisible();
  await expectAccessible(page, "отправить без файла?");
  expect(await anna.applications()).toEqual([]);
});
