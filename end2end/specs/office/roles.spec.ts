// Each role of the office has its own part, and what it does reaches the citizen's page.

import { message } from "../../fixtures/messages.ts";
import { Colleague, ROLES, type Role, SECOND_GROUP, fact, letter } from "../../fixtures/office.ts";
import { expect, test } from "../../fixtures/test.ts";

/** What is asked for, and who may (docs/OFFICE.md). An act without a version is refused only after the role has been checked. */
const PARTS: [string, string, unknown, Role[]][] = [
  ["GET", "/cases", undefined, ["intake", "expert", "management"]],
  ["GET", "/cases/ID", undefined, ["intake", "expert", "management"]],
  ["POST", "/cases/ID/acts", { act: "take" }, ["intake", "expert", "management"]],
  ["POST", "/cases/ID/acts", { act: "ask", remarks: [] }, ["intake", "expert", "management"]],
  ["POST", "/cases/ID/acts", { act: "extend", until: "2026-12-09", reason: { ru: "Ждём." } }, ["expert", "management"]],
  ["POST", "/cases/ID/acts", { act: "refer", agency: { ru: "Фонд" }, reason: { ru: "Закон." } }, ["expert", "management"]],
  ["POST", "/cases/ID/acts", { act: "approve" }, ["expert", "management"]],
  ["POST", "/cases/ID/acts", { act: "refuse", code: "technical" }, ["expert", "management"]],
  ["GET", "/questions", undefined, ["support", "management"]],
  ["GET", "/statistics", undefined, ["analytics", "management"]],
  ["GET", "/load", undefined, ["support", "management"]],
  ["GET", "/audit", undefined, ["management"]],
];

test("M-48 management, intake, experts, technical support and analytics each have their own part", async ({ anna, server }) => {
  const { id } = await anna.application();
  for (const role of ROLES) {
    const colleague = await Colleague.engage(server, role);
    for (const [method, path, body, roles] of PARTS) {
      const answer = await colleague.call(method, path.replace("ID", id), body);
      const may = method === "POST" ? 428 : 200;
      expect(answer.status, `${role}: ${method} ${path} ${JSON.stringify(body) ?? ""}`).toBe(roles.includes(role) ? may : 403);
    }
  }
  expect((await anna.case(id)).summary.state, "nothing has been done").toBe("submitted");
});

test("M-48 nobody else comes in: without a token, with a citizen's session, with a revoked token", async ({ anna, server, signedIn: page, watchdog }) => {
  watchdog.expect(/GET \/office\//, 401);
  const { id } = await anna.application();
  const path = `${server.origin}/office/v1/cases/${id}`;
  expect((await fetch(path)).status).toBe(401);
  await page.goto(`/applications/${id}`);
  expect(await page.evaluate((address) => fetch(address).then(({ status }) => status), path), "with the citizen's cookie").toBe(401);
  const expert = await Colleague.engage(server, "expert");
  expect((await expert.call("GET", `/cases/${id}`)).status).toBe(200);
  const [, name] = /^(\S+)\t/.exec(await server.office("token", "list")) ?? [];
  await server.office("token", "revoke", name ?? "");
  expect((await expert.call("GET", `/cases/${id}`)).status).toBe(401);
});

test("M-48 intake hands a case to an expert, and the citizen reads who works on it", async ({ signedIn: page, anna, server }) => {
  const [intake, expert] = [await Colleague.engage(server, "intake"), await Colleague.engage(server, "expert")];
  const { id, number } = await anna.application();
  await page.goto(`/applications/${id}`);
  const executor = fact(page, "Кто занимается заявкой");
  await expect(executor).toContainText("Специалиста ещё не назначили");
  const { cases } = await intake.get<{ cases: { number: string }[] }>("/cases?executor=none");
  expect(cases).toMatchObject([{ number }]);
  await intake.act(id, { act: "take" });
  await expect(executor).toContainText(intake.name);
  await intake.act(id, { act: "assign", executor: await intake.idOf(expert) });
  await expect(executor).toContainText(expert.name);
  const { cases: own } = await expert.get<{ cases: { number: string }[] }>("/cases?executor=me");
  expect(own).toMatchObject([{ number }]);
});

test("M-48 technical support answers a question, and the answer stands on the citizen's page", async ({ signedIn: page, anna, server }) => {
  const support = await Colleague.engage(server, "support");
  const asked = await anna.json<{ id: string; number: string }>("POST", "/questions", { category: "technical", text: "Файл не загружается." }, { "idempotency-key": "asked" });
  await page.goto(`/questions/${asked.id}`);
  await expect(page.getByText("Разбираемся")).toBeVisible();
  const { questions } = await support.get<{ questions: { id: string; number: string }[] }>("/questions");
  expect(questions).toMatchObject([{ number: asked.number }]);
  await support.write(`/questions/${asked.id}`, "Сохраните его как PDF и приложите ещё раз.");
  await expect(message(page, "Сохраните его как PDF и приложите ещё раз.")).toBeVisible();
  await expect(page.getByText("Ответили")).toBeVisible();
  expect(await letter(server)).toContain("Сохраните его как PDF и приложите ещё раз.");
});

test("M-48 analytics counts what was decided, and sees nobody's case", async ({ anna, server }) => {
  const [analyst, expert] = [await Colleague.engage(server, "analytics"), await Colleague.engage(server, "expert")];
  const [open, approved, refused] = [await anna.application(), await anna.application(), await anna.application()];
  await expert.act(open.id, { act: "take" });
  await expert.act(approved.id, { act: "take" });
  await expert.act(approved.id, { act: "approve", result: SECOND_GROUP });
  await expert.act(refused.id, { act: "refuse", code: "technical" });
  const counted = await analyst.get<{ rows: unknown[] }>("/statistics?from=2026-11-18&to=2026-11-18");
  expect(counted.rows).toEqual([
    { service: "mse_application", received: 3, open: 1, paused: 0, approved: 1, refused: 1, withdrawn: 0, overdue: 0, working_days: 0 },
  ]);
  for (const { number } of [open, approved, refused]) expect(JSON.stringify(counted)).not.toContain(number);
  expect((await analyst.call("GET", `/cases/${open.id}`)).status).toBe(403);
});
