// Prints at the end of a run, in a few lines each, which attempts failed and why: the end of a long log is read first.

import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class Failures implements Reporter {
  private readonly told: string[] = [];

  onTestEnd({ title, location }: TestCase, { error, retry, status }: TestResult): void {
    if (status === "passed" || status === "skipped") return;
    const place = path.relative(import.meta.dirname, location.file);
    const why = stripVTControlCharacters(error?.message ?? status).split("\n").filter((line) => line.trim() !== "");
    this.told.push(`${place}:${location.line} ${title}${retry > 0 ? ", once more" : ""}`, ...why.slice(0, WHY).map((line) => `    ${line}`));
  }

  onEnd(): void {
    if (this.told.length > 0) console.log(["", "Why tests failed:", ...this.told].join("\n"));
  }
}

/** Lines of an error that say what it is about. */
const WHY = 5;
