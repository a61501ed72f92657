// live.clients_held, live.bytes_per_client, live.quiet_cpu, live.change_to_stream_ms, live.fan_out_to_1000_ms: measured by
// crates/server/examples/live_streams.rs against a server of its own.

import { spawnSync } from "node:child_process";
import { serve } from "../browser.mjs";

/** More than the clients of the measurement. */
const CONNECTIONS = "12000";

export async function held() {
  const server = await serve(["--connections", CONNECTIONS]);
  try {
    const run = ["run", "--locked", "--quiet", "--profile", "server", "-p", "server", "--example", "live_streams"];
    const { status } = spawnSync("cargo", [...run, "--", String(server.port), String(server.pid)], { stdio: "inherit" });
    if (status !== 0) process.exit(status ?? 1);
  } finally {
    await server.stop();
  }
}
