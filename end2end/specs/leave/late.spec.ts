// Every action of the app, left by a link before its answer, which comes while the citizen is elsewhere: nobody is dragged
// away from there, nothing crashes, and whoever comes back finds it done once.

import { act, begin, calm, comeBack, leave, once, rows, settled, test } from "../../fixtures/leaving.ts";
import { expect } from "../../fixtures/slots.ts";

for (const [name, action] of rows("late")) {
  test(name, async ({ stage }) => {
    // A save may meet another one of the same page.
    stage.quiet.expect(/PUT .*\/drafts\//, 412);
    const scene = await begin(stage, action);
    stage.gate.shut();
    const { all } = await act(stage, action, scene);
    await leave(stage, scene);
    const away = stage.page.url();
    stage.gate.open();
    await settled(await all());
    await calm(stage.page);
    expect(stage.page.url(), "who has gone elsewhere stays there").toBe(away);
    await comeBack(stage, scene);
    await scene.stands?.();
    await once(scene);
    await calm(stage.page);
  });
}
