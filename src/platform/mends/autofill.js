// Autofill on iOS and some password managers set a value and tell it with `change` alone. The fields of the app listen to
// `input`, so they hear one: before whoever listens to `change`, and never twice for the same value.

const heard = new WeakMap();

addEventListener("input", ({ target }) => heard.set(target, target.value), true);
addEventListener(
  "change",
  ({ target }) => {
    if (heard.get(target) !== target.value) target.dispatchEvent(new Event("input", { bubbles: true }));
  },
  true,
);
