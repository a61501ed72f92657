// A file is removed in another tab while this one sends it: it stays removed everywhere.

import { listen, onItsWay } from "../../fixtures/cuts.ts";
import { KIB, MIB, pdf } from "../../fixtures/files.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { openTab } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

const FILE = pdf("справка.pdf", 2 * MIB);

test("a file removed in another tab while it is sent here is gone and does not come back", async ({ signedIn: page, anna, network, watchdog }) => {
  watchdog.expect(/(PATCH|HEAD|GET|DELETE) .*uploads/, 404, 409, 410, 423);
  // The server cuts the request that sends a removed file.
  watchdog.expect(/PATCH .*uploads/, "cut");
  const begun: string[] = [];
  page.on("request", (request) => request.method() === "POST" && request.url().endsWith("/uploads") && begun.push(request.url()));
  const id = await onItsWay(page, anna, network, FILE, 512 * KIB);
  const said = await listen(page);
  const other = await openTab(page, page.url());
  await other.getByRole("button", { name: `Удалить файл ${FILE.name}` }).click();
  await fileRow(other, FILE.name).getByRole("button", { name: "Да, удалить" }).click();
  await expect(fileRow(other, FILE.name)).toHaveCount(0);
  network.limit(16 * MIB);
  await expect(fileRow(page, FILE.name)).toHaveCount(0, { timeout: 20_000 });
  expect(await said(), "nothing wrong").not.toContainEqual(expect.stringMatching(/принят|не читается/));
  for (const tab of [page, other]) {
    await tab.reload();
    await expect(tab.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
    await expect(fileRow(tab, FILE.name)).toHaveCount(0);
  }
  expect((await anna.read(id)).files).toEqual([]);
  expect(begun, "begun once").toHaveLength(1);
});
