// Answers about a file get lost or come late: no file is made twice, and a removed file is gone.

import { ANSWER_LOST, OFTEN, add, arrived, expectWhole } from "../../fixtures/cuts.ts";
import { pdf } from "../../fixtures/files.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { expect, test } from "../../fixtures/gated.ts";
import { fileRow } from "../../fixtures/journey.ts";

const FILE = pdf("справка.pdf");

test("a lost answer to the start of an upload leaves one file on the server", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/POST .*uploads/, "cut");
  const { id } = await anna.draft();
  await page.goto(`/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  const keys = new Set<string | undefined>();
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/uploads")) keys.add(request.headers()["idempotency-key"]);
  });
  await server.doors.fault({ match: "POST /api/v1/uploads", ...ANSWER_LOST, times: OFTEN });
  await add(page, FILE);
  await expect(fileRow(page, FILE.name)).toContainText("Связь прервалась");
  await arrived(page, FILE);
  await expectWhole(anna, id, FILE);
  expect([...keys]).toEqual([expect.stringMatching(/^[A-Za-z0-9-]{18,64}$/)]);
});

test("two files chosen together get separate keys", async ({ signedIn: page, anna }) => {
  const { id } = await anna.draft();
  await page.goto(`/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  const keys = new Set<string | undefined>();
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/uploads")) keys.add(request.headers()["idempotency-key"]);
  });
  await add(page, FILE, pdf("выписка.pdf"));
  await arrived(page, FILE);
  await arrived(page, pdf("выписка.pdf"));
  expect(keys.size).toBe(2);
});

test("«Да, удалить» during the server's check removes the file", async ({ signedIn: page, anna, gate }) => {
  const { id } = await anna.draft();
  await page.goto(`${gate.origin}/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  gate.shut(/^GET .*uploads/);
  await add(page, FILE);
  const row = fileRow(page, FILE.name);
  await expect(row).toContainText("Файл на сервере, проверяем его…");
  await gate.caught();
  await page.getByRole("button", { name: `Удалить файл ${FILE.name}` }).click();
  await row.getByRole("button", { name: "Да, удалить" }).click();
  await expect(row).toContainText("Удаляем…");
  // The answer on its way still says that the file is accepted.
  gate.open();
  await expect(row).toHaveCount(0);
  expect((await anna.read(id)).files).toEqual([]);
  await page.reload();
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  await expect(row).toHaveCount(0);
});
