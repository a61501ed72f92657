// A file dropped beside a drop zone would be opened by the browser, in the place of the app. Dragged text still goes into
// fields.

for (const type of ["dragover", "drop"]) {
  addEventListener(type, (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
}
