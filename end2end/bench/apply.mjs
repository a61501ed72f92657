// An application that has just been sent, with everything in it.

import { readFileSync } from "node:fs";
import path from "node:path";
import { post, put, upload } from "./browser.mjs";

const ANSWERS = JSON.parse(readFileSync(path.join(import.meta.dirname, "../fixtures/answers.json"), "utf8"));
const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n");

/** Sends an application for an examination and returns its id. */
export async function apply(origin, headers) {
  const api = `${origin}/api/v1`;
  const draft = await (await post(`${api}/drafts`, { service: "mse_application" }, headers)).json();
  for (const slot of ["identity_scan", "medical"]) await upload(api, headers, draft.id, slot, PDF);
  const saved = await put(`${api}/drafts/${draft.id}`, { answers: ANSWERS }, { ...headers, "if-match": `"${draft.version}"` });
  const { version } = await saved.json();
  const guard = { "if-match": `"${version}"`, "idempotency-key": draft.id };
  const sent = await post(`${api}/drafts/${draft.id}/submit`, {}, { ...headers, ...guard });
  return (await sent.json()).id;
}
