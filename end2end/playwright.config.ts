// Tests the production build against the real server, one server for each worker: `make e2e ARGS="…"`.
//
// OKNO_DIST      the built app; by default ../dist
// OKNO_SERVER    the server's binary; by default ../target/tests/okno-server
// OKNO_CHROMIUM  the browser; by default /usr/bin/chromium-headless-shell, and /usr/bin/chromium for what that cannot do
// OKNO_ALL       `1`: specs/leave walks every action in every walk, and specs/services/walk every variant of a service, not one of each;
//                the default when the arguments name `leave` or `services`
// OKNO_TRACE     set: a failed test leaves a trace
// OKNO_TEST_NOW  when the servers' clocks start; see fixtures/server.ts

import { defineConfig } from "@playwright/test";
import { launchOptions } from "./browser.ts";

// In the environment, so that the workers read it too.
process.env["OKNO_ALL"] ??= process.argv.some((argument) => /leave|services/.test(argument)) ? "1" : "";

/** Specs whose result depends on the width of words. */
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
  // A machine that stands still for some seconds fails a test. One that passes the second time is named at the end, with its error,
  // and we look for the cause.
  retries: 1,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"], ["./reporter.ts"]],
  timeout: 60_000,
  expect: {
    timeout: 8_000,
    // The accessibility trees are files beside the specs.
    toMatchAriaSnapshot: { pathTemplate: "{testDir}/{testFileDir}/{arg}{ext}" },
  },
  use: {
    browserName: "chromium",
    locale: "ru-RU",
    timezoneId: "Europe/Moscow",
    viewport: { width: 360, height: 800 },
    actionTimeout: 8_000,
    navigationTimeout: 15_000,
    // Tracing takes a third of a run's time, so it is on only while somebody looks for a fault.
    trace: process.env["OKNO_TRACE"] ? "retain-on-failure" : "off",
  },
});
