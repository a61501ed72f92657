import start from "{{base}}okno.js";

const crash = () => {
  document.getElementById("shell")?.remove();
  const screen = document.getElementById("crash");
  screen.hidden = false;
  screen.querySelector("h1").focus();
};
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-reload]")) location.reload();
});
start({ module_or_path: "{{base}}okno_bg.wasm" }).catch(crash);
