// The script of the store that is on the disk at once (docs/decisions/0011) comes late, once not, or never.

import { openDraft } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/released.ts";
import { stored } from "../../fixtures/storage.ts";

test("a store that did not come is fetched again, and keeps what is typed then", async ({ signedIn: page, anna, server, release, watchdog }) => {
  watchdog.expect(/GET \/a\/.*durable\.js/, 503);
  watchdog.expect(/PUT .*\/drafts\//, 503);
  watchdog.expectNoise(/^console error: .*(MIME|module script)/);
  const { id } = await anna.draft();
  await server.doors.fault({ match: `GET ${release.address("durable.js")}`, kind: "status", status: 503, times: 2 });
  await openDraft(page, id, "contacts");
  // What has been saved is not kept in the browser.
  await server.doors.fault({ match: "PUT /api/v1/drafts/", kind: "status", status: 503, times: 99 });
  const phone = page.getByRole("textbox", { name: "Телефон", exact: true });
  await expect(async () => {
    await phone.pressSequentially("7");
    expect((await stored(page))["indexedDB"]).toContain(`okno.unsaved.${id}`);
  }).toPass();
});

test("a store that does not come keeps nobody from a form", async ({ signedIn: page, anna, server, release }) => {
  const { id } = await anna.draft();
  await server.doors.fault({ match: `GET ${release.address("durable.js")}`, kind: "wait" });
  await page.goto(`/drafts/${id}/contacts`);
  await expect(page.getByRole("textbox", { name: "Телефон", exact: true })).toBeVisible({ timeout: 12_000 });
  await server.doors.noFaults();
});
