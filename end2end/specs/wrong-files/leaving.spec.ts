// The citizen removes a file or leaves the page while the file is checked or sent: a removed file is gone, any other arrives,
// and the next page opens.

import type { Page } from "@playwright/test";
import type { Citizen } from "../../fixtures/citizen.ts";
import { add, arrived } from "../../fixtures/cuts.ts";
import { MIB, pdf } from "../../fixtures/files.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import type { Gate } from "../../fixtures/gate.ts";
import { expect, test } from "../../fixtures/gated.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { goToSection, pressInMenu } from "../../fixtures/menu.ts";
import type { TcpProxy } from "../../fixtures/proxy.ts";
import { heading } from "../../fixtures/tabs.ts";

const FILE = pdf("справка.pdf");
const BIG = pdf("справка.pdf", 4.9 * MIB);

/** Types an answer, goes to the documents while the answer to its save is held back, and adds a file. */
async function toDocumentsWhileSaving(page: Page, gate: Gate, draft: string): Promise<void> {
  await page.goto(`${gate.origin}/drafts/${draft}/contacts`);
  await expect(page.getByRole("textbox", { name: "Регион", exact: true })).toBeVisible();
  gate.shut(/^PUT /);
  const saving = page.waitForRequest((request) => request.method() === "PUT");
  await page.getByRole("textbox", { name: "Регион", exact: true }).fill("Свердловская область");
  await page.getByRole("link", { name: "Ко всем разделам заявления" }).click();
  await page.getByRole("main").getByRole("link", { name: "Документы", exact: true }).click();
  await add(page, FILE);
  await saving;
}

async function goHome(page: Page): Promise<void> {
  await page.getByRole("banner").getByRole("link", { name: "Окно", exact: true }).click();
  await expect(heading(page)).toHaveText("Государственные услуги");
}

/** Starts sending a big file and goes home; returns the id of the draft. */
async function sendAndGoHome(page: Page, anna: Citizen, network: TcpProxy): Promise<string> {
  const { id } = await anna.draft();
  await page.goto(`${network.origin}/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  network.limit(MIB / 2);
  await add(page, BIG);
  await expect.poll(async () => (await anna.read(id)).files[0]?.received ?? 0).toBeGreaterThan(0);
  await goHome(page);
  return id;
}

/** Counts the browser's questions from now on and answers each with «yes». */
function countQuestions(page: Page): () => number {
  let questions = 0;
  page.on("dialog", (dialog) => {
    questions += 1;
    void dialog.accept();
  });
  return () => questions;
}

test("«Удалить» during the check leaves no file on the server", async ({ signedIn: page, anna, gate }) => {
  const { id } = await anna.draft();
  await toDocumentsWhileSaving(page, gate, id);
  const row = fileRow(page, FILE.name);
  await expect(row).toContainText("Проверяем файл…");
  await page.getByRole("button", { name: `Удалить файл ${FILE.name}` }).click();
  await expect(row).toHaveCount(0);
  const saved = page.waitForResponse((response) => response.request().method() === "PUT");
  gate.open();
  await saved;
  // Another file, to wait as long as the removed one would have taken.
  await add(page, pdf("другая.pdf"));
  await arrived(page, pdf("другая.pdf"));
  expect((await anna.read(id)).files.map(({ name }) => name)).toEqual(["другая.pdf"]);
  await expect(row).toHaveCount(0);
});

test("«Мои заявки» during the check opens, and the file arrives", async ({ signedIn: page, anna, gate }) => {
  const { id } = await anna.draft();
  await toDocumentsWhileSaving(page, gate, id);
  await expect(fileRow(page, FILE.name)).toContainText("Проверяем файл…");
  await goToSection(page, "Мои заявки");
  await expect(heading(page)).toHaveText("Мои заявки");
  gate.open();
  await expect.poll(async () => (await anna.read(id)).files.map(({ state }) => state), { timeout: 15_000 }).toEqual(["accepted"]);
  await expect(page.locator("#crash")).toBeHidden();
  await page.goBack();
  await arrived(page, FILE);
});

test("«Мои заявки» in the same instant as a big file opens, and the file arrives", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  // The page handles the link in the very task in which the file is chosen.
  await page.evaluate(() => {
    const [section] = [...document.querySelectorAll<HTMLAnchorElement>("header a")].filter(({ pathname }) => pathname === "/applications");
    document.querySelector('input[data-slot="medical"]')?.addEventListener("change", () => section?.click(), { once: true });
  });
  await page.locator('input[data-slot="medical"]').setInputFiles(BIG);
  await expect(heading(page)).toHaveText("Мои заявки");
  await expect.poll(async () => (await anna.read(id)).files.map(({ state }) => state), { timeout: 20_000 }).toEqual(["accepted"]);
  await expect(page.locator("#crash")).toBeHidden();
});

test("at home during an upload, a line says so and leads to the file", async ({ signedIn: page, anna, network, watchdog }) => {
  watchdog.expectCuts();
  const id = await sendAndGoHome(page, anna, network);
  const line = page.locator(`a[href^="/drafts/${id}"]`);
  await expect(line).toBeVisible();
  const before = (await anna.read(id)).files[0]?.received ?? 0;
  await expect.poll(async () => (await anna.read(id)).files[0]?.received ?? 0, "it goes on").toBeGreaterThan(before);
  await line.click();
  await expect(page).toHaveURL(new RegExp(`/drafts/${id}`));
});

test("closing the tab or switching the language during an upload makes the browser ask", async ({ signedIn: page, anna, network, watchdog }) => {
  watchdog.expectCuts();
  await sendAndGoHome(page, anna, network);
  for (const go of [() => page.close({ runBeforeUnload: true }), () => pressInMenu(page, "English")]) {
    const asked = page.waitForEvent("dialog");
    // The press ends only after the question is answered, so it is awaited later.
    const gone = go();
    const question = await asked;
    expect(question.type()).toBe("beforeunload");
    // Dismissed: the citizen stays.
    await question.dismiss();
    await gone;
  }
  await expect(heading(page)).toHaveText("Государственные услуги");
});

test("a file that arrived meanwhile is announced, its line goes, and leaving asks nothing", async ({ signedIn: page, anna, gate }) => {
  const { id } = await anna.draft();
  await page.goto(`${gate.origin}/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  gate.shut(/^PATCH /);
  const sent = page.waitForRequest((request) => request.method() === "PATCH");
  await add(page, FILE);
  await sent;
  await goHome(page);
  const line = page.getByRole("link", { name: `Отправляется ${FILE.name}` });
  await expect(line).toBeVisible();
  await expect(page.locator("#announcer")).toContainText(`Отправляется ${FILE.name}`);
  gate.open();
  await expect(line).toHaveCount(0);
  await expect(page.locator("#announcer")).toHaveText(`Файл ${FILE.name} принят`);
  const questions = countQuestions(page);
  await page.reload();
  await expect(heading(page)).toHaveText("Государственные услуги");
  expect(questions()).toBe(0);
});

test("a file refused meanwhile: a line says so and leads to it", async ({ signedIn: page, anna, gate, server, watchdog }) => {
  watchdog.expect(/PATCH .*uploads/, 415);
  const { id } = await anna.draft();
  await page.goto(`${gate.origin}/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  await server.doors.fault({ match: "PATCH /api/v1/uploads/", kind: "status", status: 415 });
  gate.shut(/^POST .*uploads/);
  const created = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/uploads"));
  await add(page, FILE);
  await created;
  await goHome(page);
  gate.open();
  const line = page.getByRole("link", { name: `Файл ${FILE.name} не принят` });
  await expect(line).toBeVisible();
  await line.click();
  await expect(fileRow(page, FILE.name)).toContainText("Файл не отправился");
  await goHome(page);
  await expect(line).toHaveCount(0);
});

test("signing out during an upload removes the line, and the browser does not ask", async ({ signedIn: page, anna, network, watchdog }) => {
  watchdog.expectCuts();
  const id = await sendAndGoHome(page, anna, network);
  const line = page.locator(`a[href^="/drafts/${id}"]`);
  await expect(line).toBeVisible();
  await pressInMenu(page, "Выйти");
  await expect(line).toHaveCount(0);
  const questions = countQuestions(page);
  network.limit(16 * MIB);
  await page.reload();
  await expect(heading(page)).toHaveText("Государственные услуги");
  expect(questions()).toBe(0);
  await expect(line).toHaveCount(0);
});
