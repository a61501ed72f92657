// Bookings under load, without a browser: all want the same slots at once.

import { spawnSync } from "node:child_process";

const race = ["run", "--locked", "--quiet", "--profile", "server", "-p", "server", "--example", "booking_race"];
process.exit(spawnSync("cargo", race, { stdio: "inherit" }).status ?? 1);
