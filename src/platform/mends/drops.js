// A browser opens a file that is dropped beside a drop zone, and the app is gone. Prevents that; text can still be dragged
// into fields.

for (const type of ["dragover", "drop"]) {
  addEventListener(type, (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
}
