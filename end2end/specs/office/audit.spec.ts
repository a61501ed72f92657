// Every act and every reading is in the audit with who did it, and load is watched.

import { caseStatus } from "../../fixtures/journey.ts";
import { type AuditLine, Colleague, type OfficeCase, SECOND_GROUP } from "../../fixtures/office.ts";
import { expect, test } from "../../fixtures/test.ts";

test("M-49 every act and every reading is a line of the audit: who, what, when, and nothing of anybody's health", async ({ signedIn: page, anna, server }) => {
  const [expert, manager] = [await Colleague.engage(server, "expert"), await Colleague.engage(server, "management")];
  const { id, number } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await expert.get("/cases");
  const { files } = await expert.get<OfficeCase>(`/cases/${number}`);
  const file = files[0]?.id ?? "";
  expect((await expert.call("GET", `/cases/${id}/files/${file}`)).status).toBe(200);
  // The citizen sees that somebody has opened it.
  const sent = page.getByRole("main").locator(".papers").last().getByRole("listitem").first();
  await expect(sent).toContainText("открыт специалистом 18 ноября 2026");
  await expert.call("PUT", `/cases/${id}/files/${file}/mark`, { mark: "accepted" });
  await expect(sent).toContainText("Принят");
  await expert.act(id, { act: "take" });
  await expert.act(id, { act: "extend", until: "2026-12-09", reason: { ru: "Ждём анализы на сахарный диабет." } });
  await expert.act(id, { act: "refer", agency: { ru: "Социальный фонд" }, reason: { ru: "По закону." } });
  await expert.act(id, { act: "approve", words: { ru: "Сахарный диабет подтверждён." }, result: SECOND_GROUP });
  await expect(caseStatus(page)).toHaveText("Одобрено");

  const { lines } = await manager.get<{ lines: (AuditLine & { at: string })[] }>(`/audit?application=${number}`);
  const of = (actor: string) => lines.filter(({ actor: who, name }) => who === actor || name === actor).map(({ act }) => act);
  const acts = ["read_case", "file", "read_file", "file", "read_case", "state", "read_case", "term", "read_case", "referral", "read_case", "state"];
  expect(of(expert.name)).toEqual(acts);
  expect(of("citizen")[0]).toBe("state");
  expect(lines.filter(({ subject }) => subject === file).map(({ act }) => act)).toEqual(["file", "read_file", "file"]);
  for (const { at } of lines) expect(at).toMatch(/^2026-11-18T/);
  const everything = await manager.get<{ lines: AuditLine[] }>("/audit");
  expect(everything.lines.map(({ act }) => act)).toEqual(expect.arrayContaining(["listed", "signed_in", "read_audit"]));
  const said = JSON.stringify(everything);
  for (const secret of ["диабет", "Социальный фонд", "Петрова", "112-233-445", files[0]?.name ?? ""]) expect(said).not.toContain(secret);

  // The same on the command line, for who has no such system.
  const printed = await server.office("audit", "--case", number);
  for (const word of [expert.name, "read_file", "referral"]) expect(printed).toContain(word);
});

test("M-49 what was refused is no act, and leaves no trace on the citizen's page", async ({ signedIn: page, anna, server }) => {
  const [intake, manager] = [await Colleague.engage(server, "intake"), await Colleague.engage(server, "management")];
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  expect((await intake.call("POST", `/cases/${id}/acts`, { act: "approve" }, { "if-match": '"1"', "idempotency-key": "k" })).status).toBe(403);
  const { lines } = await manager.get<{ lines: AuditLine[] }>(`/audit?application=${id}`);
  expect(lines.filter(({ name }) => name === intake.name)).toEqual([]);
  await expect(caseStatus(page)).toHaveText("Принято");
});

test("M-49 load is watched: open pages, requests, failures, the slowest answer", async ({ signedIn: page, anna, server, watchdog }) => {
  watchdog.expect(/GET .*\/services/, 503);
  const support = await Colleague.engage(server, "support");
  interface Load {
    started_at: string;
    streams: number;
    places: number;
    requests_last_minute: number;
    failed_last_minute: number;
    slowest_ms: number;
    in_flight: number;
  }
  const load = () => support.get<Load>("/load");
  const { streams } = await load();
  const { id } = await anna.application();
  await page.goto(`/applications/${id}`);
  await expect(caseStatus(page)).toHaveText("Принято");
  await expect.poll(async () => (await load()).streams, { message: "the page's stream" }).toBe(streams + 1);
  await server.doors.fault({ match: "GET /api/v1/services", kind: "status", status: 503 });
  // At once before: failures of earlier tests leave the minute one by one.
  const { failed_last_minute } = await load();
  expect((await fetch(`${server.origin}/api/v1/services`)).status).toBe(503);
  const now = await load();
  expect(now.failed_last_minute).toBe(failed_last_minute + 1);
  expect(now.requests_last_minute).toBeGreaterThan(10);
  expect(now.places).toBeGreaterThan(0);
  expect(now.slowest_ms).toBeGreaterThan(0);
  expect(now.in_flight).toBeGreaterThan(0);
  await page.goto("about:blank");
  await expect.poll(async () => (await load()).streams, { message: "closed with the page", timeout: 15_000 }).toBe(streams);
});
