// A device sleeps through the end of the session: its timers stood still, its clock did not.

import { expectSeen, seen } from "../../fixtures/secrets.ts";
import { AWAY, dialog } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";
import { sleep } from "../../fixtures/visibility.ts";

const SECRETS = ["anna@example.ru", "Екатеринбург"];

test("a device that slept past the session hides the form within seconds", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401);
  await page.clock.install();
  const { id } = await anna.readyDraft();
  await page.goto(`/drafts/${id}/contacts`);
  await expectSeen(page, SECRETS);
  await server.doors.advance(AWAY);
  await sleep(page, AWAY.minutes);
  await expect.poll(() => seen(page, SECRETS), { message: "what can still be read of the citizen", timeout: 12_000 }).toEqual([]);
  await expect(dialog(page)).toBeVisible();
});
