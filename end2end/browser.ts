// The browser of the tests, and the font that stands for the citizen's: a narrow and a wide one, for no citizen's is known.

import path from "node:path";

export type Font = "narrow" | "wide";

export const executablePath = process.env["OKNO_CHROMIUM"] ?? "/usr/bin/chromium";

/** How fontconfig is told what `system-ui` is. */
export const fontOf = (font: Font) => ({ FONTCONFIG_FILE: path.join(import.meta.dirname, "fonts", `${font}.conf`) });

export const launchOptions = (font: Font) => ({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  env: { ...process.env, ...fontOf(font) } as Record<string, string>,
});
