// Cuts, restarts and lost answers while a file is sent. The server and the network make them, nothing inside the browser
// does. Sending goes on from the server's offset, and the file arrives whole.

import type { Citizen } from "../../../fixtures/citizen.ts";
import { add, arrived, expectWhole, listen, SENT_TWICE } from "../../../fixtures/cuts.ts";
import { KIB, MIB, type TestFile, pdf } from "../../../fixtures/files.ts";
import { addButton, MEDICAL_SLOT } from "../../../fixtures/form.ts";
import { choose } from "../../../fixtures/input.ts";
import { fileRow } from "../../../fixtures/journey.ts";
import { expectOnlyForward, watchProgress } from "../../../fixtures/progress.ts";
import type { TcpProxy } from "../../../fixtures/proxy.ts";
import { expect, test } from "../../../fixtures/test.ts";
import type { Page } from "@playwright/test";

test.describe("sending a file", () => {
  const FILE = pdf("справка.pdf", 3 * MIB);

  /** Opens the documents page through the proxy, slow enough that a cut hits the file on its way. */
  async function openDocuments(page: Page, network: TcpProxy, draft: string): Promise<void> {
    await page.goto(`${network.origin}/drafts/${draft}/documents`);
    await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
    network.limit(4 * MIB);
    await watchProgress(page);
  }

  test("a file that the server cut off goes on from where it stopped", async ({ signedIn: page, anna, server, network, watchdog }) => {
    watchdog.expect(/PATCH .*uploads/, "cut", 409);
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    const before = network.up;
    await server.doors.fault({ match: "PATCH /api/v1/uploads/", kind: "cut_after_bytes", bytes: 100 * KIB });
    await add(page, FILE);
    await arrived(page, FILE);
    await expectWhole(anna, id, FILE);
    expect((await expectOnlyForward(page, FILE.name)).length, "steps of the progress").toBeGreaterThan(4);
    expect(network.up - before, "bytes sent in all").toBeLessThan(FILE.buffer.length + SENT_TWICE);
  });

  test("a file that the network cut off three times goes on each time", async ({ signedIn: page, anna, network, watchdog }) => {
    watchdog.expect(/PATCH .*uploads/, "cut", 409);
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    const before = network.up;
    network.cutAfter(700 * KIB, 3);
    await add(page, FILE);
    await arrived(page, FILE);
    await expectWhole(anna, id, FILE);
    expect(network.cuts).toBe(3);
    const percents = await expectOnlyForward(page, FILE.name);
    expect(percents.length, "steps of the progress").toBeGreaterThanOrEqual(4);
    expect(network.up - before, "bytes sent in all").toBeLessThan(FILE.buffer.length + 3 * SENT_TWICE);
  });

  test("a file goes on after the server was killed and started again", async ({ signedIn: page, anna, server, network, watchdog }) => {
    watchdog.expectCuts();
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    network.limit(MIB);
    await add(page, FILE);
    const received = async () => (await anna.read(id)).files[0]?.received ?? 0;
    await expect.poll(received).toBeGreaterThan(512 * KIB);
    await server.restart("SIGKILL");
    const kept = await received();
    expect(kept).toBeGreaterThan(512 * KIB);
    const offset = page.waitForRequest((request) => request.method() === "PATCH");
    network.limit(8 * MIB);
    expect(Number((await offset).headers()["upload-offset"])).toBeGreaterThanOrEqual(kept);
    await expectArrival(page, anna, id, FILE);
  });

  test("a row says that its connection is lost, and waits", async ({ signedIn: page, anna, network, watchdog }) => {
    watchdog.expectCuts();
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    network.limit(MIB);
    await add(page, FILE);
    await expect.poll(async () => (await anna.read(id)).files[0]?.received ?? 0).toBeGreaterThan(0);
    network.cut();
    const row = fileRow(page, FILE.name);
    await expect(row).toContainText(/Связь прервалась\. Отправлено .+ из 3\sМБ, продолжим сами/);
    await expect(page.locator("#announcer")).toHaveText(`Файл ${FILE.name}: связь прервалась, продолжим сами`);
    network.restore();
    network.limit(8 * MIB);
    await expectArrival(page, anna, id, FILE);
  });

  test("a file can be paused and resumed", async ({ signedIn: page, anna, network }) => {
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    network.limit(512 * KIB);
    await add(page, FILE);
    const row = fileRow(page, FILE.name);
    await expect.poll(async () => (await anna.read(id)).files[0]?.received ?? 0).toBeGreaterThan(0);
    await row.getByRole("button", { name: "Приостановить" }).click();
    await expect(row).toContainText(/Приостановлено\. Отправлено .+ из 3\sМБ/);
    await expect(page.locator("#announcer")).toHaveText(`Файл ${FILE.name}: отправка приостановлена`);
    network.limit(8 * MIB);
    await row.getByRole("button", { name: "Продолжить" }).click();
    await expectArrival(page, anna, id, FILE);
  });

  test("a screen reader hears the start, 25, 50, 75 % and the end", async ({ signedIn: page, anna, network }) => {
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    const said = await listen(page);
    network.limit(MIB);
    await add(page, FILE);
    await arrived(page, FILE);
    expect(await said()).toEqual([
      `Отправляем файл ${FILE.name}`,
      `Файл ${FILE.name}: отправлено 25 %`,
      `Файл ${FILE.name}: отправлено 50 %`,
      `Файл ${FILE.name}: отправлено 75 %`,
      `Файл ${FILE.name} принят`,
    ]);
  });

  test("after a reload, the same file goes on from where it stopped", async ({ signedIn: page, anna, network }) => {
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    network.limit(MIB);
    await add(page, FILE);
    await expect.poll(async () => (await anna.read(id)).files[0]?.received ?? 0).toBeGreaterThan(256 * KIB);
    await page.reload();
    const row = fileRow(page, FILE.name);
    await expect(row).toContainText(/Отправлено .+ из 3\sМБ\. Чтобы продолжить с этого места, выберите этот файл ещё раз/);
    const again = () => row.getByRole("button", { name: "Выбрать этот файл" }).click();

    await choose(page, [pdf("другая справка.pdf", 3 * MIB)], again);
    await expect(row).toContainText("Это другой файл. Выберите тот же, что и раньше, или удалите эту строку");

    const kept = (await anna.read(id)).files[0]?.received ?? 0;
    const patch = page.waitForRequest((request) => request.method() === "PATCH");
    network.limit(8 * MIB);
    await choose(page, [FILE], again);
    expect(Number((await patch).headers()["upload-offset"])).toBe(kept);
    await arrived(page, FILE);
    await expectWhole(anna, id, FILE);
  });

  test("after a reload, a file chosen as new goes on in its old row", async ({ signedIn: page, anna, network }) => {
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    network.limit(MIB);
    await add(page, FILE);
    await expect.poll(async () => (await anna.read(id)).files[0]?.received ?? 0).toBeGreaterThan(256 * KIB);
    await page.reload();
    await expect(fileRow(page, FILE.name)).toContainText("Чтобы продолжить с этого места");
    network.limit(8 * MIB);
    // The content counts, not the name.
    await add(page, { ...FILE, name: "переименована.pdf" });
    await arrived(page, FILE);
    await expect(page.getByText("переименована.pdf")).toHaveCount(0);
    await expectWhole(anna, id, FILE);
  });
});

/** Expects that the file has arrived whole and its progress never went back. */
async function expectArrival(page: Page, anna: Citizen, draft: string, file: TestFile): Promise<void> {
  await arrived(page, file);
  await expectWhole(anna, draft, file);
  await expectOnlyForward(page, file.name);
}
