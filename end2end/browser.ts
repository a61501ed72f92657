// The browser of the tests. Nobody knows the citizen's font, so the tests use a narrow and a wide one.

import { existsSync } from "node:fs";
import path from "node:path";

export type Font = "narrow" | "wide";

/** The full browser, for what the headless shell does not do, such as keeping a page for «Back». */
export const wholeBrowser = process.env["OKNO_CHROMIUM"] ?? "/usr/bin/chromium";

/** The same engine without windows; needs half the time. */
const ENGINE = "/usr/bin/chromium-headless-shell";

export const executablePath = process.env["OKNO_CHROMIUM"] || !existsSync(ENGINE) ? wholeBrowser : ENGINE;

/** Tells fontconfig which font `system-ui` is. */
export const fontOf = (font: Font) => ({ FONTCONFIG_FILE: path.join(import.meta.dirname, "fonts", `${font}.conf`) });

export const launchOptions = (font: Font) => ({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  env: { ...process.env, ...fontOf(font) } as Record<string, string>,
});
