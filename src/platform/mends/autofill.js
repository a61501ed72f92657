// Autofill on iOS and some password managers set a value and fire only `change`, but the app's fields listen to `input`.
// Fires the missing `input`, before other listeners get `change`, and never twice for the same value.

const heard = new WeakMap();

addEventListener("input", ({ target }) => heard.set(target, target.value), true);
addEventListener(
  "change",
  ({ target }) => {
    if (heard.get(target) !== target.value) target.dispatchEvent(new Event("input", { bubbles: true }));
  },
  true,
);
