// Events and answers that come late, in another order, or say something that this app does not know.

import { listen } from "../../fixtures/cuts.ts";
import { caseStatus } from "../../fixtures/journey.ts";
import { recordTexts } from "../../fixtures/shown.ts";
import { expect, test } from "../../fixtures/test.ts";

test("an answer that is older than the newest event is never shown", async ({ signedIn: page, anna, server }) => {
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  const shown = await recordTexts(page, "main .status .tag");
  await server.doors.fault({ match: `GET /api/v1/applications/${id}`, kind: "delay", ms: 1_500 });
  await server.doors.bureau(id, "check");
  await expect(caseStatus(page)).toHaveText("На проверке");
  await server.doors.bureau(id, "approve");
  await expect(caseStatus(page)).toHaveText("Одобрено");
  // The late answer, and the one that is asked for after it.
  await page.waitForResponse((answer) => answer.url().endsWith(`/applications/${id}`));
  await expect(page.getByRole("link", { name: "Скачать решение" })).toBeVisible();
  expect(await shown()).toEqual(["Принято", "На проверке", "Одобрено"]);
});

test("an event of an unknown kind, or of an unknown name, breaks nothing and hides nothing", async ({ signedIn: page, anna, server, network, watchdog }) => {
  watchdog.expectCuts();
  const { id } = await anna.application();
  await anna.enter(page.context(), network.origin);
  await page.goto(`${network.origin}/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  const said = await listen(page);
  const asked = page.waitForRequest((request) => request.url().endsWith(`/applications/${id}`));
  const changed = { application: id, state: "submitted", at: await server.doors.now(), kind: "hologram", subject: "x" };
  network.sayOnStreams(`event: weather\ndata: {"rain":true}\n\nevent: case\ndata: ${JSON.stringify(changed)}\n\n`);
  await asked;
  network.sayOnStreams(`event: case\ndata: nonsense\n\n`);
  await server.doors.bureau(id, "check");
  await expect(caseStatus(page)).toHaveText("На проверке");
  expect(await said()).toEqual(["Статус изменился: На проверке"]);
});

test("an event about an application that is not open changes nothing on this page", async ({ signedIn: page, anna, server }) => {
  const [open, other] = [await anna.application(), await anna.application()];
  await page.goto(`/applications/${open.id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await server.doors.bureau(other.id, "check");
  await server.doors.bureau(other.id, "approve");
  await page.waitForTimeout(700);
  await expect(caseStatus(page)).toHaveText("Принято");
  await page.goto(`/applications/${other.id}`);
  await expect(caseStatus(page)).toHaveText("Одобрено");
});
