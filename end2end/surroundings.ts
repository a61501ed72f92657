// Prints the browsers and fonts of the run: a test that fails elsewhere may have met others.

import { execFileSync } from "node:child_process";
import { executablePath, fontOf, wholeBrowser } from "./browser.ts";

export default function surroundings(): void {
  for (const browser of new Set([executablePath, wholeBrowser])) console.log(`Browser: ${said(browser, ["--version"])} (${browser})`);
  for (const font of ["narrow", "wide"] as const) console.log(`The ${font} font: ${said("fc-match", ["system\\-ui", "family"], fontOf(font))}`);
}

function said(command: string, words: string[], env: Record<string, string> = {}): string {
  try {
    return execFileSync(command, words, { encoding: "utf8", env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "unknown";
  }
}
