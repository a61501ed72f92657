// Starts the same browser and server as the tests do, without Playwright's runner.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";

const root = path.resolve(import.meta.dirname, "../..");
const binary = path.resolve(root, process.env.OKNO_SERVER ?? "target/server/okno-server");
const dist = path.resolve(root, process.env.OKNO_DIST ?? "dist");
const COOKIE = "__Host-okno";
const PHONE = "+79000000001";

/** Starts the server on a free port with its own data, and with `more` arguments. */
export async function serve(more = []) {
  const port = await freePort();
  const data = mkdtempSync(path.join(tmpdir(), "okno-bench-"));
  const child = spawn(
    binary,
    ["serve", "--listen", `127.0.0.1:${port}`, "--data", data, "--dist", dist, "--test-doors", ...more],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout.setEncoding("utf8").on("data", (text) => text.includes("/_test") && resolve());
  });
  child.removeAllListeners("exit");
  const stop = () =>
    new Promise((resolve) => {
      child.once("exit", () => {
        rmSync(data, { recursive: true, force: true });
        resolve();
      });
      child.kill("SIGTERM");
    });
  return { origin: `http://127.0.0.1:${port}`, port, pid: child.pid, stop };
}

export async function launch(more = []) {
  return chromium.launch({
    executablePath: process.env.OKNO_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", ...more],
  });
}

/** Signs Anna in; returns the cookie for a browser and the headers for a request. */
export async function signIn(origin) {
  const login = await post(`${origin}/api/v1/auth/login`, { login: PHONE, password: "Okno-2026!" });
  const { challenge } = (await login.json()).challenge;
  const box = await fetch(`${origin}/dev/outbox`, { headers: { accept: "application/json" } });
  const [{ text }] = await box.json();
  const entered = await post(`${origin}/api/v1/auth/code`, { challenge, code: /\d{6}/.exec(text)[0] });
  const token = new RegExp(`${COOKIE}=([^;]+)`).exec(entered.headers.get("set-cookie"))[1];
  const cookie = { name: COOKIE, value: token, url: origin.replace("http:", "https:"), secure: true, httpOnly: true };
  return { cookie, headers: { cookie: `${COOKIE}=${token}` } };
}

export const post = (url, body, headers = {}) => send("POST", url, JSON.stringify(body), { ...JSON_TYPE, ...headers });

export const put = (url, body, headers = {}) => send("PUT", url, JSON.stringify(body), { ...JSON_TYPE, ...headers });

/** Sends a file into a slot of a draft, in one piece. */
export async function upload(api, headers, draft, slot, content) {
  const tus = { ...headers, "tus-resumable": "1.0.0" };
  const metadata = { draft, slot, filename: "документ.pdf", filetype: "application/pdf" };
  const pairs = Object.entries(metadata).map(([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`);
  const made = await send("POST", `${api}/uploads`, undefined, {
    ...tus,
    "upload-length": String(content.length),
    "upload-metadata": pairs.join(","),
  });
  await send("PATCH", new URL(made.headers.get("location"), api).href, content, {
    ...tus,
    "upload-offset": "0",
    "content-type": "application/offset+octet-stream",
  });
}

const JSON_TYPE = { "content-type": "application/json" };

async function send(method, url, body, headers) {
  const answer = await fetch(url, { method, headers, body });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return answer;
}

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

export const median = (values) => quantile(values, 0.5);

export function figure(name, value, unit, digits = 0) {
  console.log(`FIGURE ${name} ${value.toFixed(digits)} ${unit}`);
}

export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address();
  probe.close();
  return port;
}
