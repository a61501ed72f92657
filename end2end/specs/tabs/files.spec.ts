// The files of a draft in two tabs or on two devices: adding or removing a file in one place shows in the other.

import type { Page } from "@playwright/test";
import { ANSWERS } from "../../fixtures/answers.ts";
import type { Citizen } from "../../fixtures/citizen.ts";
import { add, arrived, expectWhole, onItsWay } from "../../fixtures/cuts.ts";
import { otherDevice } from "../../fixtures/drafts.ts";
import { KIB, MIB, pdf } from "../../fixtures/files.ts";
import { IDENTITY_SLOT, MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { choose } from "../../fixtures/input.ts";
import { fileRow, openDraft } from "../../fixtures/journey.ts";
import { heading, openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const MISSING = `Добавьте документ: «${MEDICAL_SLOT}»`;
const main = (page: Page) => page.getByRole("main");
const send = (page: Page) => main(page).getByRole("button", { name: "Отправить", exact: true });

/** A draft that lacks only the medical certificate. */
async function almostReady(anna: Citizen): Promise<string> {
  const { id } = await anna.draft();
  await anna.save(id, ANSWERS);
  await anna.upload(id, "identity_scan", pdf("паспорт.pdf"));
  return id;
}

test("after a document was added on a phone, «Отправить» on the computer sends", async ({ signedIn: page, anna, browser, server }) => {
  const id = await almostReady(anna);
  await openDraft(page, id, "check-answers");
  await send(page).click();
  await expect(page.getByRole("alert").getByRole("link", { name: MISSING })).toBeVisible();

  const phone = await otherDevice(browser, anna, server.origin);
  const there = await phone.newPage();
  await openDraft(there, id, "documents");
  await add(there, pdf("справка.pdf"));
  await arrived(there, pdf("справка.pdf"));
  await phone.close();

  await send(page).click();
  await expect(heading(page)).toHaveText("Заявление отправлено");
  const [application] = await anna.applications();
  const { files } = await anna.case(application?.id ?? "");
  expect(files.map(({ name }) => name).sort()).toEqual(["паспорт.pdf", "справка.pdf"]);
});

test("a document added on a phone shows here and is not asked for again", async ({ signedIn: page, anna }) => {
  const id = await almostReady(anna);
  await openDraft(page, id, "check-answers");
  await anna.upload(id, "medical", pdf("справка.pdf"));
  await main(page).getByRole("link", { name: "Изменить раздел «Документы»" }).click();
  await expect(fileRow(page, "справка.pdf")).toContainText("Принят");
  await main(page).getByRole("button", { name: "Продолжить", exact: true }).click();
  await expect(heading(page)).toHaveText("Проверьте заявление");
  await expect(main(page)).toContainText("справка.pdf");
});

test("after a document was removed on a phone, «Отправить» says what is missing", async ({ signedIn: page, anna, watchdog }) => {
  watchdog.expect(/POST .*submit/, 422);
  const { id, files } = await anna.readyDraft();
  await openDraft(page, id, "check-answers");
  await expect(main(page)).toContainText("справка.pdf");
  const file = files.find(({ slot }) => slot === "medical");
  await anna.call("DELETE", `/uploads/${file?.id}`, undefined, { "tus-resumable": "1.0.0" });
  await send(page).click();
  const missing = page.getByRole("alert").getByRole("link", { name: MISSING });
  await expect(missing).toBeVisible();
  expect(await anna.applications()).toEqual([]);
  await missing.click();
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  await expect(fileRow(page, "паспорт.pdf")).toContainText("Принят");
  await expect(fileRow(page, "справка.pdf")).toHaveCount(0);
});

test("a file removed in another tab no longer shows as accepted", async ({ signedIn: page, anna }) => {
  const { id } = await anna.readyDraft();
  await openDraft(page, id, "documents");
  await expect(fileRow(page, "справка.pdf")).toContainText("Принят");
  const other = await openTab(page, `/drafts/${id}/documents`);
  await other.getByRole("button", { name: "Удалить файл справка.pdf" }).click();
  await other.getByRole("button", { name: "Да, удалить" }).click();
  await expect(fileRow(other, "справка.pdf")).toHaveCount(0);
  await expect.poll(async () => (await anna.read(id)).files.length).toBe(1);
  await main(page).getByRole("link", { name: "Ко всем разделам заявления" }).click();
  await main(page).getByRole("link", { name: "Документы", exact: true }).click();
  await expect(fileRow(page, "справка.pdf")).toHaveCount(0);
  await expect(fileRow(page, "паспорт.pdf")).toContainText("Принят");
});

test("a file sent in one tab shows in the other and arrives whole", async ({ signedIn: page, anna, network, watchdog }) => {
  watchdog.expect(/(PATCH|HEAD) .*uploads/, 409);
  const file = pdf("справка.pdf", 2 * MIB);
  const id = await onItsWay(page, anna, network, file, 512 * KIB);
  const other = await openTab(page, `${network.origin}/drafts/${id}/documents`);
  await expect(fileRow(other, file.name)).toBeVisible();
  network.limit(8 * MIB);
  await arrived(page, file);
  // Opening the documents again in the other tab shows the file.
  await main(other).getByRole("link", { name: "Ко всем разделам заявления" }).click();
  await main(other).getByRole("link", { name: "Документы", exact: true }).click();
  await arrived(other, file);
  await expectWhole(anna, id, file);
});

test("a file from each tab: both are accepted, and both tabs show both", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await openDraft(page, id, "documents");
  const other = await openTab(page, `/drafts/${id}/documents`);
  await add(page, pdf("справка.pdf"));
  await choose(other, [pdf("паспорт.pdf")], () => other.getByRole("button", { name: addButton(IDENTITY_SLOT) }).click());
  await arrived(page, pdf("справка.pdf"));
  await arrived(other, pdf("паспорт.pdf"));
  for (const tab of [page, other]) {
    await main(tab).getByRole("link", { name: "Ко всем разделам заявления" }).click();
    await main(tab).getByRole("link", { name: "Документы", exact: true }).click();
    await expect(fileRow(tab, "справка.pdf")).toContainText("Принят");
    await expect(fileRow(tab, "паспорт.pdf")).toContainText("Принят");
  }
  expect((await anna.read(id)).files.map(({ state }) => state)).toEqual(["accepted", "accepted"]);
});
