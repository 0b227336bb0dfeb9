// The key / goes to the box that searches, on every page that has no keys of its own. It can be switched off with them.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  try {
    if (localStorage.getItem("houvast-keys") === "off") return;
  } catch {
    // a browser that keeps nothing: keys stay on
  }
  const box = document.getElementById("q") ?? document.getElementById("search");
  if (!box) return;
  event.preventDefault();
  box.focus();
});
