// Every action of the app, while the citizen signs out in another tab. Within two seconds this tab shows nothing of theirs,
// even if answers come late, and nothing crashes or happens twice.

import { act, begin, calm, rows, settled, test } from "../../fixtures/leaving.ts";
import { pressInMenu } from "../../fixtures/menu.ts";
import { expectGone, seen } from "../../fixtures/secrets.ts";
import { expect } from "../../fixtures/slots.ts";

for (const [name, action] of rows("signed out")) {
  test(name, async ({ stage }) => {
    stage.watchdog.expect(/\/api\/v1\//, 401, 412, "cut");
    const scene = await begin(stage, action);
    const secrets = [...(scene.secrets ?? []), "Выйти"];
    const other = await stage.context.newPage();
    await other.goto(`${stage.origin}/nowhere`);
    await expect(other.getByRole("banner").getByRole("button", { name: "Выйти" })).toBeVisible();
    stage.gate.shut();
    const { sent } = await act(stage, action, scene);
    await pressInMenu(other, "Выйти");
    stage.gate.open();
    await expectGone(stage.page, secrets);
    await settled(sent);
    await calm(stage.page);
    expect(await seen(stage.page, secrets), "late answers bring nothing back").toEqual([]);
    if (scene.times) expect(await scene.times(), "how often it has happened").toBeLessThanOrEqual(1);
  });
}
