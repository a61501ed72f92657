// A file that was never sent to its end is deleted after a day, and the browser forgets it as well.

import { Citizen } from "../../fixtures/citizen.ts";
import { onItsWay } from "../../fixtures/cuts.ts";
import { MIB, pdf } from "../../fixtures/files.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { ANNA } from "../../fixtures/people.ts";
import { expect, test } from "../../fixtures/test.ts";

const FILE = pdf("справка.pdf", 3 * MIB);
/** Longer than the server stores unfinished files. */
const LATER = { minutes: 25 * 60 };

test("an unfinished file is forgotten after a day, on the server and in the browser", async ({ signedIn: page, context, anna, server, network, watchdog }) => {
  watchdog.expectCuts();
  const id = await onItsWay(page, anna, network, FILE, MIB / 2);
  const remembered = () => page.evaluate(() => localStorage.getItem("okno.uploads"));
  await page.reload();
  await expect(fileRow(page, FILE.name)).toContainText("Чтобы продолжить с этого места");
  expect(await remembered()).not.toBeNull();
  await page.goto("about:blank");
  network.limit(16 * MIB);
  // A file expires a day after its last bytes: those that are still on their way must not come after the jump.
  let received = -1;
  await expect
    .poll(async () => -received + (received = (await anna.read(id)).files[0]?.received ?? 0), { message: "bytes that have just come", intervals: [500] })
    .toBe(0);
  await server.doors.advance(LATER);
  const again = await Citizen.signIn(server, ANNA);
  await again.enter(context);
  await page.goto(`${network.origin}/drafts/${id}/documents`);
  await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
  await expect(fileRow(page, FILE.name)).toHaveCount(0);
  expect((await again.read(id)).files).toEqual([]);
  await expect.poll(remembered).toBeNull();
});
