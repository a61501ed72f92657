// The table of actions is complete: every page of the app has a row, and every operation of the contract that changes
// something is sent by a row.

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { ACTIONS } from "../../fixtures/actions.ts";

const read = (file: string) => readFileSync(path.resolve(import.meta.dirname, "../../..", file), "utf8");

/** The routes of src/paths.rs, and the two pages that are not in that table. */
function routes(): string[] {
  const table = /^macro_rules! routes \{$(.*?)^\}$/ms.exec(read("src/paths.rs"))?.[1] ?? "";
  return ["Home", "Unknown", ...[...table.matchAll(/^ +(\w+): \w+(?:\(| = )/gm)].map(([, name = ""]) => name)];
}

/**
 * The app never requests the first one. The others are sent by themselves: specs/account/session-ending leaves and cuts the second, and
 * specs/cases/away shows the third, which is told again when it is lost.
 */
const NOT_OF_A_PAGE = ["POST /drafts/{id}/check", "POST /session/activity", "PUT /applications/{id}/seen"];

function changes(): string[] {
  const { paths } = JSON.parse(read("crates/server/openapi.json")) as { paths: Record<string, Record<string, unknown>> };
  const all = Object.entries(paths).flatMap(([place, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${place}`));
  return all.filter((operation) => /^(POST|PUT|PATCH|DELETE) /.test(operation));
}

test("every page has a row, and every row has a page", () => {
  const rows = [...new Set(ACTIONS.map(({ route }) => route))];
  expect(routes().length).toBeGreaterThan(15);
  expect(rows.sort()).toEqual(routes().sort());
});

test("every page is opened and left before it has loaded", () => {
  const opened = ACTIONS.filter(({ opens }) => opens).map(({ route }) => route);
  expect([...new Set(opened)].sort()).toEqual(routes().sort());
});

test("every operation that changes something is sent by a row", () => {
  const sent = new Set(ACTIONS.flatMap(({ sends = [], later = [] }) => [...sends, ...later]));
  expect(changes().length).toBeGreaterThan(15);
  expect(changes().filter((operation) => !sent.has(operation) && !NOT_OF_A_PAGE.includes(operation))).toEqual([]);
});

test("no two rows have the same name", () => {
  const names = ACTIONS.map(({ route, title }) => `${route}: ${title}`);
  expect(new Set(names).size).toBe(names.length);
});
