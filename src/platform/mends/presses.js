// Some people double-click everything. If the first click opened another page, ignores the second one, which would hit
// something on that page.

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
