// The production build against the real server, one server a worker: `make e2e ARGS="…"`.
//
// OKNO_DIST      the built app; ../dist unless said
// OKNO_SERVER    the server's binary; ../target/server/okno-server unless said
// OKNO_CHROMIUM  the browser; /usr/bin/chromium-headless-shell unless said, /usr/bin/chromium where that does not do
// OKNO_LEAVE     `all`: every action of specs/leave in every walk; so too when `leave` is what is asked for
// OKNO_TRACE     set: a test that fails leaves a trace
// OKNO_TEST_NOW  when the clocks of the servers start; see fixtures/server.ts

import { defineConfig } from "@playwright/test";
import { launchOptions } from "./browser.ts";

// The workers read it too.
process.env["OKNO_LEAVE"] ??= process.argv.some((argument) => argument.includes("leave")) ? "all" : "turns";

/** What depends on how wide words are. */
const LAYOUT = /(journeys\/(frame|menu)|slots\/appearance|slots-live\/focus)\.spec\.ts$/;

export default defineConfig({
  projects: [
    { name: "narrow", use: { launchOptions: launchOptions("narrow") } },
    { name: "wide", testMatch: LAYOUT, use: { launchOptions: launchOptions("wide") } },
  ],
  testDir: "specs",
  globalSetup: "./surroundings.ts",
  outputDir: "results",
  fullyParallel: true,
  workers: 2,
  // A test that fails now and then is a fault to be found, not to be repeated.
  retries: 0,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: "list",
  timeout: 60_000,
  expect: {
    timeout: 8_000,
    // The accessibility trees stand beside the specs.
    toMatchAriaSnapshot: { pathTemplate: "{testDir}/{testFileDir}/{arg}{ext}" },
  },
  use: {
    browserName: "chromium",
    locale: "ru-RU",
    timezoneId: "Europe/Moscow",
    viewport: { width: 360, height: 800 },
    actionTimeout: 8_000,
    navigationTimeout: 15_000,
    // A third of the time of a run: on where somebody looks for a fault.
    trace: process.env["OKNO_TRACE"] ? "retain-on-failure" : "off",
  },
});
