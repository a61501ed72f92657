// Checks that the tests' own tools can fail, because a check that never fails proves nothing.

import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { expectAccessible } from "../fixtures/axe.ts";
import { KIB, MIB } from "../fixtures/files.ts";
import { expectOnlyForward, watchProgress } from "../fixtures/progress.ts";
import { TcpProxy } from "../fixtures/proxy.ts";
import { expectNoneOf, stored } from "../fixtures/storage.ts";
import { expect, test } from "../fixtures/test.ts";

test("the watchdog notices console lines, exceptions, CSP breaches and bad answers", async ({ page, watchdog }) => {
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
  expect(await watchdog.take()).toEqual([]);
  await page.evaluate(async () => {
    console.warn("осторожно");
    setTimeout(() => {
      throw new Error("беда");
    });
    document.body.setAttribute("style", "color: red");
    const script = document.createElement("script");
    script.textContent = "1";
    document.body.append(script);
    await fetch("/api/v1/nothing");
  });
  const noises: string[] = [];
  const wanted = [/^console warning: осторожно/, /^exception: беда/, /^CSP: style-src-attr/, /^CSP: script-src-elem/, /^GET \/api\/v1\/nothing: 404/];
  for (const noise of wanted) {
    await expect.poll(async () => noises.push(...(await watchdog.take())) && noises).toContainEqual(expect.stringMatching(noise));
  }
  await watchdog.take();
});

test("axe notices a button without a name and pale text", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".pale { color: #ccc; background: #fff }");
    document.adoptedStyleSheets = [sheet];
    document.querySelector("#main")?.insertAdjacentHTML("beforeend", '<button></button><p class="pale">бледно</p>');
  });
  const found = await expectAccessible(page, "с ошибками").then(
    () => "",
    (error: Error) => error.message,
  );
  expect(found).toContain("button-name");
  expect(found).toContain("color-contrast");
});

test("every storage of the browser is searched", async ({ page }) => {
  await page.goto("/");
  await page.evaluate(async () => {
    localStorage.setItem("a", "секрет-1");
    sessionStorage.setItem("b", "секрет-2");
    history.replaceState({ c: "секрет-3" }, "");
    const opened = indexedDB.open("d", 1);
    await new Promise((resolve) => {
      opened.onupgradeneeded = () => opened.result.createObjectStore("d").put(new Blob(["секрет-4"]), "key");
      opened.onsuccess = resolve;
    });
    opened.result.close();
    await (await caches.open("e")).put("/e", new Response("секрет-5"));
    const file = await (await navigator.storage.getDirectory()).getFileHandle("секрет-6", { create: true });
    await file.getFile();
    document.cookie = `f=${encodeURIComponent("секрет-7")}`;
  });
  const kept = await stored(page);
  for (const [index, place] of ["localStorage", "sessionStorage", "history", "indexedDB", "caches", "files", "cookies"].entries()) {
    const secret = `секрет-${index + 1}`;
    expect(() => expectNoneOf([secret], kept), secret).toThrow(`${place}: ${secret}`);
  }
  expectNoneOf(["секрет-8"], kept);
});

test("a secret is found in every encoding", async () => {
  const secret = "Петрова-12";
  const bytes = [Buffer.from(secret), Buffer.from(secret, "utf16le")];
  const written = [
    secret.toUpperCase(),
    encodeURIComponent(secret),
    JSON.stringify(secret).replaceAll(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`),
    ...bytes.flatMap((one) => [one.toString("hex"), one.toString("base64"), Buffer.concat([Buffer.from("{"), one]).toString("base64")]),
  ];
  for (const text of written.slice(3)) expect(() => expectNoneOf([secret], { place: text }), text).toThrow(`place: ${secret}`);
  expect(() => expectNoneOf([secret], { place: written[0] ?? "" })).toThrow();
  expect(() => expectNoneOf([secret], { place: written[1] ?? "" })).toThrow();
  expectNoneOf([secret], { place: Buffer.from("Петров-12 Сидоров").toString("base64") });
});

test("a progress bar that goes back is noticed", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("#announcer")).toBeAttached();
  await watchProgress(page);
  await page.evaluate(async () => {
    const bar = document.createElement("div");
    bar.role = "progressbar";
    bar.ariaLabel = "Отправка файла a.pdf";
    document.body.append(bar);
    for (const percent of [0, 40, 20]) {
      bar.setAttribute("aria-valuenow", String(percent));
      await new Promise(requestAnimationFrame);
    }
  });
  const backwards = await expectOnlyForward(page, "a.pdf").catch((error: Error) => error.message);
  expect(backwards).toContain("the progress of a.pdf");
});

test("the proxy can cut, go silent, delay and slow down", async ({ network }) => {
  const ask = (ms = 2_000) =>
    fetch(`${network.origin}/api/v1/session`, { signal: AbortSignal.timeout(ms), headers: { connection: "close" } }).then(
      ({ status }) => String(status),
      (error: Error) => error.name,
    );
  const took = async (act: () => Promise<unknown>) => {
    const begin = performance.now();
    await act();
    return performance.now() - begin;
  };
  expect(await ask()).toBe("200");
  network.cutAfter(20);
  expect(await ask()).toBe("TypeError");
  expect(network.cuts).toBe(1);
  network.cut();
  expect(await ask()).toBe("TypeError");
  network.restore();
  expect(await ask()).toBe("200");
  network.blackHole();
  expect(await ask(300)).toBe("TimeoutError");
  network.restore();
  network.delay(300);
  expect(await took(ask)).toBeGreaterThan(295);
  network.delay(0);
});

test("the proxy lets through no more than its limit", async () => {
  const target = createServer().listen(0, "127.0.0.1");
  await once(target, "listening");
  const whole = new Promise<void>((resolve) => {
    let left = 300 * KIB;
    target.on("connection", (socket) => {
      socket.on("error", () => {}).on("data", (bytes) => (left -= bytes.length) <= 0 && resolve());
    });
  });
  const { port } = target.address() as AddressInfo;
  const narrow = await TcpProxy.to(port);
  narrow.limit(MIB);
  const begin = performance.now();
  const socket = connect(Number(new URL(narrow.origin).port), "127.0.0.1");
  socket.on("error", () => {}).write(Buffer.alloc(300 * KIB));
  await whole;
  expect(performance.now() - begin).toBeGreaterThan(200);
  expect(narrow.up).toBe(300 * KIB);
  await narrow.close();
  target.close();
});
