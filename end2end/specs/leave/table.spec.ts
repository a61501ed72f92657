// The table of actions is whole: every page of the app has a row, and every operation of the contract that changes something
// is sent by one.

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { ACTIONS } from "../../fixtures/actions.ts";

const read = (file: string) => readFileSync(path.resolve(import.meta.dirname, "../../..", file), "utf8");

/** The rows of the table in src/paths.rs, and the two addresses that are none. */
function routes(): string[] {
  const table = /^macro_rules! routes \{$(.*?)^\}$/ms.exec(read("src/paths.rs"))?.[1] ?? "";
  return ["Home", "Unknown", ...[...table.matchAll(/^ +(\w+): \w+(?:\(| = )/gm)].map(([, name = ""]) => name)];
}

/** What the app never asks for. */
const NOT_OF_THE_APP = ["POST /drafts/{id}/check"];

function changes(): string[] {
  const { paths } = JSON.parse(read("crates/server/openapi.json")) as { paths: Record<string, Record<string, unknown>> };
  const all = Object.entries(paths).flatMap(([place, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${place}`));
  return all.filter((operation) => /^(POST|PUT|PATCH|DELETE) /.test(operation));
}

test("у каждой страницы есть строка, и строки есть только у страниц", () => {
  const rows = [...new Set(ACTIONS.map(({ route }) => route))];
  expect(routes().length).toBeGreaterThan(15);
  expect(rows.sort()).toEqual(routes().sort());
});

test("каждую страницу ещё и открывают и бросают, не дождавшись", () => {
  const opened = ACTIONS.filter(({ opens }) => opens).map(({ route }) => route);
  expect([...new Set(opened)].sort()).toEqual(routes().sort());
});

test("каждую операцию, которая что-то меняет, какая-нибудь строка посылает", () => {
  const sent = new Set(ACTIONS.flatMap(({ sends = [], later = [] }) => [...sends, ...later]));
  expect(changes().length).toBeGreaterThan(15);
  expect(changes().filter((operation) => !sent.has(operation) && !NOT_OF_THE_APP.includes(operation))).toEqual([]);
});

test("строки зовутся по-разному", () => {
  const names = ACTIONS.map(({ route, title }) => `${route}: ${title}`);
  expect(new Set(names).size).toBe(names.length);
});
