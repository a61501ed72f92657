// A file that has not arrived whole is not forgotten: its step, the task list and the check page name it, and sending asks.

import type { Page } from "@playwright/test";
import { ANSWERS } from "../../fixtures/answers.ts";
import { expectAccessible } from "../../fixtures/axe.ts";
import type { Citizen } from "../../fixtures/citizen.ts";
import { KIB, pdf } from "../../fixtures/files.ts";
import { addButton } from "../../fixtures/form.ts";
import type { Gate } from "../../fixtures/gate.ts";
import { expect, test } from "../../fixtures/gated.ts";
import { choose } from "../../fixtures/input.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { heading } from "../../fixtures/tabs.ts";

const FILE = pdf("трудовая.pdf", 400 * KIB);

/** A complete draft and half of one more file, which is optional; the page was reloaded after the file's first piece. */
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

test("the list of sections says «Не всё отправлено», and the check page names the file", async ({ signedIn: page, anna, gate }) => {
  await halfSent(page, anna, gate);
  await page.getByRole("link", { name: "Ко всем разделам заявления" }).click();
  const task = page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("link", { name: "Документы", exact: true }) });
  await expect(task).toContainText("Не всё отправлено");
  await expectAccessible(page, "в списке разделов не всё отправлено");
  await page.getByRole("main").getByRole("link", { name: "Проверьте заявление" }).click();
  await expect(page.getByRole("main")).toContainText(FILE.name);
  await expectAccessible(page, "на проверке не всё отправлено");
});

test("«Отправить» asks about it and sends nothing without an answer", async ({ signedIn: page, anna, gate }) => {
  const id = await halfSent(page, anna, gate);
  await page.goto(`${gate.origin}/drafts/${id}/check-answers`);
  const main = page.getByRole("main");
  await main.getByRole("button", { name: "Отправить", exact: true }).click();
  const question = page.getByText(new RegExp(`[Оо]тправить без .*${FILE.name.replace(".", "\\.")}`)).first();
  await expect(question).toBeVisible();
  await expectAccessible(page, "отправить без файла?");
  expect(await anna.applications()).toEqual([]);
});

test("«Отправить без него» sends, and the server keeps no half of the file", async ({ signedIn: page, anna, gate }) => {
  const id = await halfSent(page, anna, gate);
  await page.goto(`${gate.origin}/drafts/${id}/check-answers`);
  await page.getByRole("main").getByRole("button", { name: "Отправить", exact: true }).click();
  const question = page.getByRole("dialog", { name: `Отправить без файла ${FILE.name}?` });
  // The file is not being sent, so waiting would not help.
  await expect(question.getByRole("button", { name: "Подождать" })).toHaveCount(0);
  await expect(question.getByRole("link", { name: "Вернуться к документам" })).toBeFocused();
  await question.getByRole("button", { name: "Отправить без него" }).click();
  await expect(heading(page)).toHaveText("Заявление отправлено");
  const [application] = await anna.applications();
  const { files } = await anna.case(application?.id ?? "");
  expect(files.map(({ name }) => name)).not.toContain(FILE.name);
});

test("«Вернуться к документам» leads to the file, which can then be finished", async ({ signedIn: page, anna, gate }) => {
  const id = await halfSent(page, anna, gate);
  await page.goto(`${gate.origin}/drafts/${id}/check-answers`);
  await expect(page.getByRole("main")).toContainText("Не всё отправлено");
  await page.getByRole("main").getByRole("button", { name: "Отправить", exact: true }).click();
  await page.getByRole("link", { name: "Вернуться к документам" }).click();
  const row = fileRow(page, FILE.name);
  await choose(page, [FILE], () => row.getByRole("button", { name: "Выбрать этот файл" }).click());
  await expect(row).toContainText("Принят,");
  await page.getByRole("button", { name: "Продолжить", exact: true }).click();
  await expect(heading(page)).toHaveText("Проверьте заявление");
  await expect(page.getByRole("main")).not.toContainText("Не всё отправлено");
  await expect(page.getByRole("main")).toContainText(FILE.name);
});

test("during an upload «Отправить» asks, «Подождать» sends nothing, and the finished file ends the question", async ({ signedIn: page, anna, gate }) => {
  const { id } = await anna.readyDraft(ANSWERS);
  await page.goto(`${gate.origin}/drafts/${id}/documents`);
  gate.shut(/^PATCH /);
  const sent = page.waitForRequest((request) => request.method() === "PATCH");
  await choose(page, [FILE], () => page.getByRole("button", { name: addButton("Трудовая книжка") }).click());
  await sent;
  await page.getByRole("main").getByRole("link", { name: "Проверить", exact: true }).click();
  await expect(heading(page)).toHaveText("Проверьте заявление");
  // The citizen has left the step, and both the frame and the check page name the file.
  await expect(page.getByRole("link", { name: `Отправляется ${FILE.name}` })).toHaveAttribute("href", `/drafts/${id}/documents`);
  const send = page.getByRole("main").getByRole("button", { name: "Отправить", exact: true });
  await send.click();
  const question = page.getByRole("dialog");
  await expect(question.getByRole("button", { name: "Подождать" })).toBeFocused();
  await expectAccessible(page, "подождать файла?");
  await question.getByRole("button", { name: "Подождать" }).click();
  await expect(question).toHaveCount(0);
  await expect(send).toBeFocused();
  expect(await anna.applications()).toEqual([]);
  await send.click();
  await expect(question).toBeVisible();
  gate.open();
  await expect(question).toHaveCount(0);
  await expect(page.getByRole("main")).not.toContainText("Не всё отправлено");
  await expect(page.getByRole("link", { name: `Отправляется ${FILE.name}` })).toHaveCount(0);
  expect(await anna.applications()).toEqual([]);
  await send.click();
  await expect(heading(page)).toHaveText("Заявление отправлено");
});
