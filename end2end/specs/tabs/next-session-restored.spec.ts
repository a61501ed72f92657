// A page from the browser's bfcache comes back and still remembers a sign-out that is long over.

import { KEEPS_ASIDE, away } from "../../fixtures/aside.ts";
import { signInOnScreen } from "../../fixtures/citizen.ts";
import { PYOTR } from "../../fixtures/people.ts";
import { expectSignedIn, expectSignedOut, hasSession, openTab, pressSignOut } from "../../fixtures/tabs.ts";
import { expect, test } from "../../fixtures/test.ts";

test.use({ launchOptions: KEEPS_ASIDE });

test("a restored page with an old sign-out does not sign out the next person", async ({ signedIn: page, server, watchdog }) => {
  watchdog.expect(/\/api\/v1\//, 401, 412, 503, "cut");
  await page.goto("/");
  await expectSignedIn(page);
  await server.doors.fault({ match: "DELETE /api/v1/session", kind: "status", status: 503, times: 99 });
  await pressSignOut(page);
  await expectSignedOut(page);
  let asked: Promise<unknown> | undefined;
  await away(page, server.origin, async () => {
    const other = await openTab(page, "/sign-in");
    await signInOnScreen(other, server, PYOTR);
    await expectSignedIn(other);
    await server.doors.noFaults();
    await page.bringToFront();
    // Starts waiting here, because the page asks for the session as soon as it is back.
    asked = page.waitForResponse((answer) => answer.request().method() === "GET" && answer.url().endsWith("/api/v1/session"));
  });
  await asked;
  expect(await hasSession(page, server), "the session lives").toBe(true);
  await expectSignedIn(page);
});
