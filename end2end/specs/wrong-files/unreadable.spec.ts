// A file changes or disappears while it is sent. Within seconds the page says that the file is at fault, not the network, and
// choosing the file again helps.

import type { Page } from "@playwright/test";
import { expectWhole } from "../../fixtures/cuts.ts";
import { OnDisk } from "../../fixtures/disk.ts";
import { KIB, MIB, pdf } from "../../fixtures/files.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { expect, test } from "../../fixtures/gated.ts";
import { fileRow } from "../../fixtures/journey.ts";

const FILE = pdf("справка.pdf", 2 * MIB);
const UNREADABLE = "Браузер не смог прочитать файл. Возможно, его переместили или удалили. Выберите его ещё раз";

const CHANGES: [what: string, change: (file: OnDisk) => Promise<void>][] = [
  ["changed", (file) => file.append(Buffer.from("\n"))],
  ["removed", (file) => file.remove()],
];

/** Chooses a file in the system's dialog. */
async function choose(page: Page, button: () => Promise<void>, file: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button()]);
  await chooser.setFiles(file);
}

/** Chooses a file from the disk for a draft; calls `slow` just before. */
async function send(page: Page, draft: string, file: OnDisk, slow: () => void): Promise<void> {
  await page.goto(`${draft}/documents`);
  const add = page.getByRole("button", { name: addButton(MEDICAL_SLOT) });
  await expect(add).toBeVisible();
  slow();
  await choose(page, () => add.click(), file.path);
}

for (const [what, change] of CHANGES) {
  test(`a file ${what} during its upload says «Выберите его ещё раз», and that helps`, async ({ signedIn: page, anna, network, watchdog }) => {
    watchdog.expect(/PATCH .*uploads/, "cut", 409);
    const file = await OnDisk.of(FILE);
    const { id } = await anna.draft();
    await send(page, `${network.origin}/drafts/${id}`, file, () => network.limit(512 * KIB));
    await expect.poll(async () => (await anna.read(id)).files[0]?.received ?? 0).toBeGreaterThanOrEqual(FILE.buffer.length / 4);
    await change(file);
    const row = fileRow(page, FILE.name);
    await expect(row).toContainText(UNREADABLE, { timeout: 10_000 });
    await expect(row).not.toContainText("Связь прервалась");
    network.limit(16 * MIB);
    const again = await OnDisk.of(FILE);
    await choose(page, () => row.getByRole("button", { name: /^Выбрать/ }).click(), again.path);
    await expect(row).toContainText("Принят,", { timeout: 20_000 });
    await expectWhole(anna, id, FILE);
    await Promise.all([file.clean(), again.clean()]);
  });
}

test("a file removed before its first byte was sent gets the same message", async ({ signedIn: page, anna, gate, watchdog }) => {
  watchdog.expect(/PATCH .*uploads/, "cut");
  const file = await OnDisk.of(FILE);
  const { id } = await anna.draft();
  const created = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/uploads"));
  await send(page, `${gate.origin}/drafts/${id}`, file, () => gate.shut(/^POST .*uploads/));
  await created;
  await file.clean();
  gate.open();
  await expect(fileRow(page, FILE.name)).toContainText(UNREADABLE, { timeout: 10_000 });
});

test("a changed file chosen in place of a missing one is sent anew, and only once", async ({ signedIn: page, anna, network, watchdog }) => {
  watchdog.expect(/PATCH .*uploads/, "cut", 409);
  const file = await OnDisk.of(FILE);
  const { id } = await anna.draft();
  await send(page, `${network.origin}/drafts/${id}`, file, () => network.limit(512 * KIB));
  await expect.poll(async () => (await anna.read(id)).files[0]?.received ?? 0).toBeGreaterThan(0);
  await file.remove();
  const row = fileRow(page, FILE.name);
  await expect(row).toContainText(UNREADABLE, { timeout: 10_000 });
  await expect(page.locator("#announcer")).toHaveText(`Файл ${FILE.name} не читается. Выберите его ещё раз`);
  network.limit(16 * MIB);
  const other = pdf(FILE.name, FILE.buffer.length + 300 * KIB);
  const changed = await OnDisk.of(other);
  await choose(page, () => row.getByRole("button", { name: "Выбрать этот файл" }).click(), changed.path);
  await expect(row).toContainText("Принят,", { timeout: 20_000 });
  await expectWhole(anna, id, other);
  await Promise.all([file.clean(), changed.clean()]);
});
