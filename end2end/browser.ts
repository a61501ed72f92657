// The browser of the tests, and the font that stands for the citizen's: a narrow and a wide one, for no citizen's is known.

import { existsSync } from "node:fs";
import path from "node:path";

export type Font = "narrow" | "wide";

/** With its windows: for what the engine alone does not do, such as keeping a page for «Back». */
export const wholeBrowser = process.env["OKNO_CHROMIUM"] ?? "/usr/bin/chromium";

/** The same engine without windows needs half the time. */
const ENGINE = "/usr/bin/chromium-headless-shell";

export const executablePath = process.env["OKNO_CHROMIUM"] || !existsSync(ENGINE) ? wholeBrowser : ENGINE;

/** How fontconfig is told what `system-ui` is. */
export const fontOf = (font: Font) => ({ FONTCONFIG_FILE: path.join(import.meta.dirname, "fonts", `${font}.conf`) });

export const launchOptions = (font: Font) => ({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  env: { ...process.env, ...fontOf(font) } as Record<string, string>,
});
