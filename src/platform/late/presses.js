// Some people press everything twice. What the first press has brought, the second one was not meant for.

let pressed;

addEventListener(
  "click",
  (event) => {
    const title = document.querySelector("h1")?.textContent;
    if (event.detail > 1 && title !== pressed) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else pressed = title;
  },
  true,
);
