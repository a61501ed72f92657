// A server or a gateway answers 401 to every piece of a file though the citizen is signed in. The app tries again with pauses
// and does not flood the server.

import { add } from "../../fixtures/cuts.ts";
import { MIB, pdf } from "../../fixtures/files.ts";
import { MEDICAL_SLOT, addButton } from "../../fixtures/form.ts";
import { fileRow } from "../../fixtures/journey.ts";
import { expect, test } from "../../fixtures/test.ts";

const SECONDS = 5;

for (const method of ["PATCH", "HEAD"]) {
  test(`401 to every ${method}: a few attempts in ${SECONDS} seconds, not hundreds`, async ({ signedIn: page, anna, server, watchdog }) => {
    watchdog.expect(/uploads/, 401, 409);
    const { id } = await anna.draft();
    await page.goto(`/drafts/${id}/documents`);
    await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
    const asked: string[] = [];
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith("/api/v1/uploads/")) asked.push(`${request.method()} ${pathname}`);
    });
    for (const match of new Set([`PATCH /api/v1/uploads/`, `${method} /api/v1/uploads/`])) {
      await server.doors.fault({ match, kind: "status", status: 401, times: 9_999 });
    }
    await add(page, pdf("справка.pdf", MIB));
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    await page.waitForTimeout(SECONDS * 1_000);
    expect(asked.filter((request) => request.startsWith(method)).length, asked.join("\n")).toBeLessThanOrEqual(12);
    await expect(fileRow(page, "справка.pdf")).toBeVisible();
  });
}
