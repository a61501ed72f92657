// Cuts, restarts, lost answers and second tabs, made by the server and the network, never inside the browser: the
// citizen loses nothing, and nothing happens twice.

import type { Page } from "@playwright/test";
import { type Citizen, sha256 } from "../../fixtures/citizen.ts";
import { KIB, MIB, pdf, type TestFile } from "../../fixtures/files.ts";
import { addButton, MEDICAL_SLOT } from "../../fixtures/form.ts";
import { choose } from "../../fixtures/hand.ts";
import { caseStatus, entry, fileRow, journal, openDraft } from "../../fixtures/journey.ts";
import { expectOnlyForward, watchProgress } from "../../fixtures/progress.ts";
import type { TcpProxy } from "../../fixtures/proxy.ts";
import { expect, test } from "../../fixtures/test.ts";

/** A fault that lets the whole request through and loses the answer. */
const ANSWER_LOST = { kind: "cut_after_bytes", bytes: 1e9 } as const;

/** More often than Chromium repeats a request by itself: it does so when a kept connection breaks before the answer. */
const OFTEN = 9;

/** What a cut may cost: the chunk that it hits, once more by Chromium itself, and headers. */
const SENT_TWICE = 2 * 256 * KIB + 64 * KIB;

const add = (page: Page, ...files: TestFile[]) =>
  choose(page, files, () => page.getByRole("button", { name: addButton(MEDICAL_SLOT) }).click());

const banner = (page: Page) => page.getByRole("paragraph").filter({ hasText: "Связь потеряна. То, что вы ввели, осталось" });

const arrived = (page: Page, { name }: TestFile) =>
  expect(fileRow(page, name)).toContainText("Принят,", { timeout: 20_000 });

async function expectWhole(anna: Citizen, draft: string, file: TestFile): Promise<void> {
  const { files } = await anna.read(draft);
  expect(files.map(({ name, state, sha256: hash }) => ({ name, state, hash }))).toEqual([
    { name: file.name, state: "accepted", hash: sha256(file) },
  ]);
}

test.describe("отправка файла", () => {
  const FILE = pdf("справка.pdf", 3 * MIB);

  /** The documents page through the proxy, at a speed at which a cut finds the file under way. */
  async function openDocuments(page: Page, network: TcpProxy, draft: string): Promise<void> {
    await page.goto(`${network.origin}/drafts/${draft}/documents`);
    await expect(page.getByRole("button", { name: addButton(MEDICAL_SLOT) })).toBeVisible();
    network.limit(4 * MIB);
    await watchProgress(page);
  }

  test("сервер обрывает её: продолжается с места обрыва", async ({ signedIn: page, anna, server, network, quiet }) => {
    quiet.expect(/PATCH .*uploads/, "cut", 409);
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    const before = network.up;
    await server.doors.fault({ match: "PATCH /api/v1/uploads/", kind: "cut_after_bytes", bytes: 100 * KIB });
    await add(page, FILE);
    await arrived(page, FILE);
    await expectWhole(anna, id, FILE);
    expect((await expectOnlyForward(page, FILE.name)).length, "steps of the progress").toBeGreaterThan(4);
    expect(network.up - before, "bytes sent in all").toBeLessThan(FILE.buffer.length + SENT_TWICE);
  });

  test("сеть обрывает её трижды: продолжается каждый раз", async ({ signedIn: page, anna, network, quiet }) => {
    quiet.expect(/PATCH .*uploads/, "cut", 409);
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    const before = network.up;
    network.cutAfter(700 * KIB, 3);
    await add(page, FILE);
    await arrived(page, FILE);
    await expectWhole(anna, id, FILE);
    expect(network.cuts).toBe(3);
    const percents = await expectOnlyForward(page, FILE.name);
    expect(percents.length, "steps of the progress").toBeGreaterThanOrEqual(4);
    expect(network.up - before, "bytes sent in all").toBeLessThan(FILE.buffer.length + 3 * SENT_TWICE);
  });

  test("сервер убит посреди неё: продолжается после запуска", async ({ signedIn: page, anna, server, network, quiet }) => {
    quiet.expectCuts();
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    network.limit(MIB);
    await add(page, FILE);
    const received = async () => (await anna.read(id)).files[0]?.received ?? 0;
    await expect.poll(received).toBeGreaterThan(512 * KIB);
    await server.restart("SIGKILL");
    const kept = await received();
    expect(kept).toBeGreaterThan(512 * KIB);
    const offset = page.waitForRequest((request) => request.method() === "PATCH");
    network.limit(8 * MIB);
    expect(Number((await offset).headers()["upload-offset"])).toBeGreaterThanOrEqual(kept);
    await arrived(page, FILE);
    await expectWhole(anna, id, FILE);
    await expectOnlyForward(page, FILE.name);
  });

  test("связи нет долго: строка говорит об этом и ждёт", async ({ signedIn: page, anna, network, quiet }) => {
    quiet.expectCuts();
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    network.limit(MIB);
    await add(page, FILE);
    await expect.poll(async () => (await anna.read(id)).files[0]?.received ?? 0).toBeGreaterThan(0);
    network.cut();
    const row = fileRow(page, FILE.name);
    await expect(row).toContainText(/Связь прервалась\. Отправлено .+ из 3\sМБ, продолжим сами/);
    await expect(page.locator("#announcer")).toHaveText(`Файл ${FILE.name}: связь прервалась, продолжим сами`);
    network.restore();
    network.limit(8 * MIB);
    await arrived(page, FILE);
    await expectWhole(anna, id, FILE);
    await expectOnlyForward(page, FILE.name);
  });

  test("приостановить и продолжить", async ({ signedIn: page, anna, network }) => {
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    network.limit(512 * KIB);
    await add(page, FILE);
    const row = fileRow(page, FILE.name);
    await expect.poll(async () => (await anna.read(id)).files[0]?.received ?? 0).toBeGreaterThan(0);
    await row.getByRole("button", { name: "Приостановить" }).click();
    await expect(row).toContainText(/Приостановлено\. Отправлено .+ из 3\sМБ/);
    await expect(page.locator("#announcer")).toHaveText(`Файл ${FILE.name}: отправка приостановлена`);
    network.limit(8 * MIB);
    await row.getByRole("button", { name: "Продолжить" }).click();
    await arrived(page, FILE);
    await expectWhole(anna, id, FILE);
    await expectOnlyForward(page, FILE.name);
  });

  test("вехи называются: начало, 25, 50, 75 % и конец", async ({ signedIn: page, anna, network }) => {
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    const said = await listen(page);
    network.limit(MIB);
    await add(page, FILE);
    await arrived(page, FILE);
    expect(await said()).toEqual([
      `Отправляем файл ${FILE.name}`,
      `Файл ${FILE.name}: отправлено 25 %`,
      `Файл ${FILE.name}: отправлено 50 %`,
      `Файл ${FILE.name}: отправлено 75 %`,
      `Файл ${FILE.name} принят`,
    ]);
  });

  test("страница обновлена посреди неё: тот же файл продолжает с места", async ({ signedIn: page, anna, network }) => {
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    network.limit(MIB);
    await add(page, FILE);
    await expect.poll(async () => (await anna.read(id)).files[0]?.received ?? 0).toBeGreaterThan(256 * KIB);
    await page.reload();
    const row = fileRow(page, FILE.name);
    await expect(row).toContainText(/Отправлено .+ из 3\sМБ\. Чтобы продолжить с этого места, выберите этот файл ещё раз/);
    const again = () => row.getByRole("button", { name: "Выбрать этот файл" }).click();

    await choose(page, [pdf("другая справка.pdf", 3 * MIB)], again);
    await expect(row).toContainText("Это другой файл. Выберите тот же, что и раньше, или удалите эту строку");

    const kept = (await anna.read(id)).files[0]?.received ?? 0;
    const patch = page.waitForRequest((request) => request.method() === "PATCH");
    network.limit(8 * MIB);
    await choose(page, [FILE], again);
    expect(Number((await patch).headers()["upload-offset"])).toBe(kept);
    await arrived(page, FILE);
    await expectWhole(anna, id, FILE);
  });

  test("страница обновлена, файл выбран как новый: продолжается прежняя строка", async ({ signedIn: page, anna, network }) => {
    const { id } = await anna.draft();
    await openDocuments(page, network, id);
    network.limit(MIB);
    await add(page, FILE);
    await expect.poll(async () => (await anna.read(id)).files[0]?.received ?? 0).toBeGreaterThan(256 * KIB);
    await page.reload();
    await expect(fileRow(page, FILE.name)).toContainText("Чтобы продолжить с этого места");
    network.limit(8 * MIB);
    // The name may have changed; the content has not.
    await add(page, { ...FILE, name: "переименована.pdf" });
    await arrived(page, FILE);
    await expect(page.getByText("переименована.pdf")).toHaveCount(0);
    await expectWhole(anna, id, FILE);
  });
});

test.describe("сохранение ответов", () => {
  const phone = (page: Page) => page.getByLabel("Телефон");
  const email = (page: Page) => page.getByLabel("Электронная почта");

  /** The server has this answer. */
  const saved = (anna: Citizen, draft: string, path: string) =>
    expect.poll(async () => (await anna.read(draft)).answers[path], { timeout: 15_000 });

  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    test(`сервер перезапущен (${signal}), пока в форме несохранённое`, async ({ signedIn: page, anna, server, quiet }) => {
      quiet.expectCuts();
      const { id } = await anna.draft();
      await openDraft(page, id, "contacts");
      await server.stop(signal);
      await phone(page).fill("8 912 345-67-89");
      await expect(page.getByText("Не сохранено: нет связи. Ответы на экране целы")).toBeVisible();
      await expect(banner(page)).toBeVisible();
      await email(page).fill("anna@example.ru");
      await server.start();
      await saved(anna, id, "email").toBe("anna@example.ru");
      await saved(anna, id, "phone").toBe("8 912 345-67-89");
      await expect(page.getByText(/^Сохранено в/)).toBeVisible();
      await expect(banner(page)).toHaveCount(0);
      await expect(page.locator("#announcer")).toHaveText("Связь восстановлена.");
      await expect(phone(page)).toHaveValue("8 912 345-67-89");
    });
  }

  test("сервер перегружен: сказано и сохранено позже", async ({ signedIn: page, anna, server, quiet }) => {
    quiet.expect(/PUT .*drafts/, 503);
    const { id } = await anna.draft();
    await openDraft(page, id, "contacts");
    await server.doors.fault({ match: "PUT /api/v1/drafts/", kind: "status", status: 503, times: 2 });
    await phone(page).fill("8 912 345-67-89");
    await expect(page.getByText("Не сохранено: сервер не отвечает. Ответы на экране целы")).toBeVisible();
    await saved(anna, id, "phone").toBe("8 912 345-67-89");
    await expect(page.getByText(/^Сохранено в/)).toBeVisible();
  });

  test("набранное, пока сохранение в пути, тоже сохраняется, и последним", async ({ signedIn: page, anna, network }) => {
    const { id } = await anna.draft();
    await page.goto(`${network.origin}/drafts/${id}/contacts`);
    await expect(phone(page)).toBeVisible();
    network.delay(700);
    const first = page.waitForRequest((request) => request.method() === "PUT");
    await phone(page).fill("8 912 000-00-01");
    await first;
    await phone(page).fill("8 912 000-00-02");
    await saved(anna, id, "phone").toBe("8 912 000-00-02");
    await expect(page.getByText(/^Сохранено в/)).toBeVisible();
    await expect(phone(page)).toHaveValue("8 912 000-00-02");
  });

  test("ответ на сохранение потерян: это не спор двух вкладок", async ({ signedIn: page, anna, server, quiet }) => {
    quiet.expect(/PUT .*drafts/, "cut", 412);
    const { id } = await anna.draft();
    await openDraft(page, id, "contacts");
    await server.doors.fault({ match: "PUT /api/v1/drafts/", times: OFTEN, ...ANSWER_LOST });
    await phone(page).fill("8 912 345-67-89");
    await expect(page.getByText("Не сохранено: нет связи")).toBeVisible();
    await email(page).fill("anna@example.ru");
    await server.doors.noFaults();
    await saved(anna, id, "email").toBe("anna@example.ru");
    await expect(page.getByText(/^Сохранено в/)).toBeVisible();
    await expect(page.getByText("изменили в другой вкладке")).toHaveCount(0);
  });

  test("браузер сам повторил сохранение: это тоже не спор", async ({ signedIn: page, anna, server, quiet }) => {
    quiet.expect(/PUT .*drafts/, "cut", 412);
    const { id } = await anna.draft();
    await openDraft(page, id, "contacts");
    await server.doors.fault({ match: "PUT /api/v1/drafts/", ...ANSWER_LOST });
    await phone(page).fill("8 912 345-67-89");
    await saved(anna, id, "phone").toBe("8 912 345-67-89");
    await email(page).fill("anna@example.ru");
    await saved(anna, id, "email").toBe("anna@example.ru");
    await expect(page.getByText("изменили в другой вкладке")).toHaveCount(0);
  });

  test.describe("две вкладки", () => {
    const conflict = (page: Page) => page.getByRole("alert").filter({ hasText: "изменили в другой вкладке" });

    /** Both have the form open; the second saves first. */
    async function quarrel(page: Page, anna: Citizen): Promise<string> {
      const { id } = await anna.draft();
      const second = await page.context().newPage();
      await openDraft(page, id, "contacts");
      await openDraft(second, id, "contacts");
      await phone(second).fill("8 900 000-00-02");
      await saved(anna, id, "phone").toBe("8 900 000-00-02");
      await phone(page).fill("8 900 000-00-01");
      await expect(conflict(page)).toBeVisible();
      // Until the citizen chooses, both stand.
      await expect(phone(page)).toHaveValue("8 900 000-00-01");
      expect((await anna.read(id)).answers["phone"]).toBe("8 900 000-00-02");
      return id;
    }

    test("спор решает человек: оставить своё", async ({ signedIn: page, anna, quiet }) => {
      quiet.expect(/PUT .*drafts/, 412);
      const id = await quarrel(page, anna);
      await page.getByRole("button", { name: "Оставить ответы с этой страницы" }).click();
      await saved(anna, id, "phone").toBe("8 900 000-00-01");
      await expect(conflict(page)).toHaveCount(0);
    });

    test("спор решает человек: взять то, что сохранено там", async ({ signedIn: page, anna, quiet }) => {
      quiet.expect(/PUT .*drafts/, 412);
      const id = await quarrel(page, anna);
      await email(page).fill("anna@example.ru");
      await page.getByRole("button", { name: "Взять ответы, сохранённые там" }).click();
      await expect(phone(page)).toHaveValue("8 900 000-00-02");
      await expect(conflict(page)).toHaveCount(0);
      expect((await anna.read(id)).answers["phone"]).toBe("8 900 000-00-02");
    });
  });
});

test.describe("отправка заявления", () => {
  const send = (page: Page) => page.getByRole("button", { name: "Отправить", exact: true });
  const heading = (page: Page) => page.getByRole("main").getByRole("heading", { level: 1 });

  test("двойное нажатие — одна заявка", async ({ signedIn: page, anna, network }) => {
    const { id } = await anna.readyDraft();
    await page.goto(`${network.origin}/drafts/${id}/check-answers`);
    await expect(send(page)).toBeVisible();
    // The second press finds the first one under way.
    network.delay(500);
    let submissions = 0;
    page.on("request", (request) => (submissions += Number(request.url().endsWith("/submit"))));
    await send(page).dblclick();
    const busy = page.getByRole("button", { name: "Отправляем…" });
    await expect(busy).toHaveAttribute("aria-disabled", "true");
    await expect(busy).toBeFocused();
    await busy.click({ force: true });
    await expect(heading(page)).toHaveText("Заявление отправлено");
    expect(submissions).toBe(1);
    expect(await anna.applications()).toHaveLength(1);
  });

  test("ответ потерян, нажато снова — одна заявка", async ({ signedIn: page, anna, server, quiet }) => {
    quiet.expect(/POST .*submit/, "cut");
    const { id } = await anna.readyDraft();
    await openDraft(page, id, "check-answers");
    await server.doors.fault({ match: "POST /api/v1/drafts/", times: OFTEN, ...ANSWER_LOST });
    await send(page).click();
    const failed = page.getByRole("alert").filter({ hasText: "Заявление не отправлено" });
    await expect(failed).toContainText("Нет связи с сервером.");
    await server.doors.noFaults();
    expect(await anna.applications()).toHaveLength(1);
    await send(page).click();
    await expect(heading(page)).toHaveText("Заявление отправлено");
    const [application, ...others] = await anna.applications();
    expect(others).toEqual([]);
    await expect(page.getByText(application?.number ?? "—")).toBeVisible();
  });

  test("ответ потерян, страница обновлена — видно, что заявка отправлена", async ({ signedIn: page, anna, server, quiet }) => {
    quiet.expect(/POST .*submit/, "cut");
    const { id } = await anna.readyDraft();
    await openDraft(page, id, "check-answers");
    await server.doors.fault({ match: "POST /api/v1/drafts/", times: OFTEN, ...ANSWER_LOST });
    await send(page).click();
    await expect(page.getByText("Заявление не отправлено")).toBeVisible();
    await server.doors.noFaults();
    await page.reload();
    await expect(heading(page)).toHaveText("Это заявление уже отправлено");
    expect(await anna.applications()).toHaveLength(1);
  });

  test("две вкладки разом — одна заявка, и обе её показывают", async ({ signedIn: page, anna, quiet }) => {
    quiet.expect(/POST .*submit/, 409);
    const { id } = await anna.readyDraft();
    const second = await page.context().newPage();
    await openDraft(page, id, "check-answers");
    await openDraft(second, id, "check-answers");
    await Promise.all([send(page).click(), send(second).click()]);
    const [application, ...others] = await expectSent(anna);
    expect(others).toEqual([]);
    for (const tab of [page, second]) {
      await expect(heading(tab)).toHaveText("Заявление отправлено");
      await expect(tab.getByText(application?.number ?? "—")).toBeVisible();
    }
  });

  test("отправлено во второй вкладке: первая не может ни менять, ни послать ещё раз", async ({ signedIn: page, anna, quiet }) => {
    quiet.expect(/(PUT .*drafts|POST .*submit)/, 409);
    const draft = await anna.readyDraft();
    await openDraft(page, draft.id, "contacts");
    await anna.send(draft);
    await page.getByLabel("Телефон").fill("8 999 111-22-33");
    await expect(page.getByText("Не сохранено. Заявление уже отправлено. Откройте «Мои заявки»")).toBeVisible();
    expect(await anna.applications()).toHaveLength(1);
  });

  async function expectSent(anna: Citizen) {
    await expect.poll(async () => (await anna.applications()).length).toBeGreaterThan(0);
    return anna.applications();
  }
});

test.describe("живой статус", () => {
  test("сервер перезапущен: связь пропала и вернулась, ничего не пропущено", async ({ signedIn: page, anna, server, quiet }) => {
    quiet.expectCuts();
    const application = await anna.application();
    await page.goto(`/applications/${application.id}`);
    await expect(caseStatus(page)).toHaveText("Принято");
    await server.stop("SIGKILL");
    await expect(banner(page)).toBeVisible({ timeout: 10_000 });
    // The bureau goes on working: its clerk needs the data, not the server.
    await server.clerk("take", application.number);
    await server.clerk("approve", application.number);
    await server.start();
    await expect(caseStatus(page)).toHaveText("Одобрено", { timeout: 40_000 });
    await expect(journal(page)).toHaveText([entry("Одобрено"), entry("На проверке"), entry("Принято")]);
    await expect(banner(page)).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Скачать решение" })).toBeVisible();
  });

  test("короткий обрыв: без тревоги, и ничего не пропущено", async ({ signedIn: page, anna, server, network, quiet }) => {
    quiet.expectCuts();
    const application = await anna.application();
    await page.goto(`${network.origin}/applications/${application.id}`);
    await expect(caseStatus(page)).toHaveText("Принято");
    const said = await listen(page);
    network.cut();
    await server.doors.bureau(application.id, "check");
    await server.doors.bureau(application.id, "approve");
    network.restore();
    await expect(caseStatus(page)).toHaveText("Одобрено");
    await expect(journal(page)).toHaveText([entry("Одобрено"), entry("На проверке"), entry("Принято")]);
    await expect(banner(page)).toHaveCount(0);
    expect((await said()).at(-1)).toBe("Статус изменился: Одобрено");
  });

  test("двадцать обрывов подряд: каждая строка журнала один раз", async ({ signedIn: page, anna, server, network, quiet }) => {
    quiet.expectCuts();
    const application = await anna.application();
    await page.goto(`${network.origin}/applications`);
    await expect(page.getByRole("row")).toHaveCount(2);
    for (let cut = 0; cut < 20; cut += 1) {
      network.cut();
      network.restore();
    }
    await server.doors.bureau(application.id, "check");
    await expect(page.getByRole("row").last()).toContainText("На проверке", { timeout: 20_000 });
    await page.getByRole("main").getByRole("link", { name: "Медико-социальная экспертиза" }).click();
    await expect(journal(page)).toHaveText([entry("На проверке"), entry("Принято")]);
  });
});

/** Everything that the polite region says from now on. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const region = document.getElementById("announcer");
    const said: string[] = [];
    (window as unknown as { oknoSaid: string[] }).oknoSaid = said;
    const note = () => region?.textContent && said.push(region.textContent);
    if (region) new MutationObserver(note).observe(region, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { oknoSaid: string[] }).oknoSaid);
}
