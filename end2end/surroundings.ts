// Says with what the tests run: a failure elsewhere may be that of another browser or another font.

import { execFileSync } from "node:child_process";

export default function surroundings(): void {
  const chromium = process.env["OKNO_CHROMIUM"] ?? "/usr/bin/chromium";
  console.log(`Browser: ${said(chromium, "--version")}`);
  console.log(`Font of the page: ${said("fc-match", "system-ui", "family")}`);
}

function said(command: string, ...words: string[]): string {
  try {
    return execFileSync(command, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "unknown";
  }
}
