// A browser that cannot run the app is told so, with a way out, and not asked to reload for ever.

import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Server, dist } from "../../fixtures/server.ts";
import { test } from "../../fixtures/test.ts";
import { expectTold } from "../../fixtures/told-old.ts";

test("без того, что нужно приложению", async ({ page, context, quiet }) => {
  quiet.expectNoise(/preloaded using link preload but not used/);
  await context.addInitScript(() => Reflect.deleteProperty(AbortSignal, "timeout"));
  await page.goto("/");
  await expectTold(page);
});

test("с языком, которого браузер не знает", async ({ page, quiet }) => {
  quiet.expectNoise(/^exception: .*(token|identifier)/);
  quiet.expectNoise(/preloaded using link preload but not used/);
  const copy = await mkdtemp(path.join(tmpdir(), "okno-dist-"));
  await cp(dist, copy, { recursive: true });
  const [release] = await readdir(path.join(copy, "a"));
  const script = path.join(copy, "a", String(release), "okno.js");
  await Promise.all([".br", ".gz"].map((ending) => rm(`${script}${ending}`)));
  await writeFile(script, "export default to be or not to be");
  const server = await Server.create({ dist: copy });
  try {
    await page.goto(server.origin);
    await expectTold(page);
  } finally {
    await server.remove();
    await rm(copy, { recursive: true });
  }
});
