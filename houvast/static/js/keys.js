// Keys for the queue and the ticket: J and K move, Enter opens, R replies, / searches. They can be switched off.
(() => {
  const STORED = "houvast-keys";
  const CURSOR = "hv-queue__row--cursor";
  const rows = [...document.querySelectorAll("[data-row]")];
  const control = document.querySelector("[data-keys-switch]");
  let cursor = -1;

  const stored = () => {
    try {
      return localStorage.getItem(STORED);
    } catch {
      return null; // a browser that keeps nothing: keys stay on
    }
  };
  let on = stored() !== "off";

  const move = (step) => {
    if (!rows.length) return;
    rows[cursor]?.classList.remove(CURSOR);
    cursor = Math.min(Math.max(cursor + step, 0), rows.length - 1);
    rows[cursor].classList.add(CURSOR);
    rows[cursor].querySelector("a").focus({ preventScroll: true });
    rows[cursor].scrollIntoView({ block: "nearest" });
  };

  const reply = () => {
    const link = rows[cursor]?.querySelector("a");
    if (link) location.href = `${link.getAttribute("href")}#reply-text`;
    else document.getElementById("reply-text")?.focus();
  };

  const actions = {
    j: () => move(1),
    k: () => move(-1),
    r: reply,
    "/": () => document.getElementById("q")?.focus(),
    "?": () => document.querySelector("[data-keys]")?.scrollIntoView(),
  };

  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    const action = actions[event.key.toLowerCase()];
    if (!on || !action || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    action();
  });

  if (!control) return;
  const show = () => {
    control.textContent = on ? control.dataset.on : control.dataset.off;
    control.hidden = false;
  };
  control.addEventListener("click", () => {
    on = !on;
    try {
      localStorage.setItem(STORED, on ? "on" : "off");
    } catch {
      // kept for this page only
    }
    show();
  });
  show();
})();
