import start from "{{base}}okno.js";

const crash = () => {
  document.getElementById("shell")?.remove();
  document.getElementById("crash").hidden = false;
};
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-reload]")) location.reload();
});
start({ module_or_path: "{{base}}okno_bg.wasm" }).catch(crash);
