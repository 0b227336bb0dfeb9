// Keys of the desk. On the queue: J and K move, X chooses, A, S and P act on what is chosen, R replies, E asks why,
// Z undoes, / searches, Enter opens, ? lists them all. On a ticket the same letters go to the same things.
// Only outside fields, and they can be switched off.
(() => {
  const STORED = "houvast-keys";
  const PLACE = "houvast-row";
  const CURSOR = "hv-queue__row--cursor";
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const boxes = () => [...document.querySelectorAll("[data-choose]")];
  const FIELDS = { assign: "#assign-handler", status: "#status-status", priority: "#priority-impact, #priority-priority" };
  const bulk = document.querySelector("[data-bulk]");
  const help = document.querySelector("[data-keys-help]");

  const kept = (store, name, value) => {
    try {
      if (value === undefined) return store.getItem(name);
      store.setItem(name, value);
    } catch {
      // a browser that keeps nothing: keys stay on, and the place is forgotten
    }
    return null;
  };
  let on = kept(localStorage, STORED) !== "off";

  // -- the cursor ---------------------------------------------------------------------------------
  const current = () => rows().findIndex((row) => row.classList.contains(CURSOR));
  const place = (index, quietly) => {
    const all = rows();
    if (!all.length) return;
    const to = Math.min(Math.max(index, 0), all.length - 1);
    all.forEach((row, number) => row.classList.toggle(CURSOR, number === to));
    all[to].querySelector("a").focus({ preventScroll: true });
    if (!quietly) all[to].scrollIntoView({ block: "nearest" });
    kept(sessionStorage, PLACE, all[to].dataset.row);
  };
  const move = (step) => place(current() + step);

  // -- choosing -----------------------------------------------------------------------------------
  const count = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    const told = bulk?.querySelector("[data-bulk-count]");
    if (told) told.textContent = bulk.dataset[chosen === 1 ? "one" : "many"].replace("N", chosen);
    const all = document.querySelector("[data-choose-all]");
    if (all) {
      all.checked = chosen > 0 && chosen === boxes().length;
      all.indeterminate = chosen > 0 && !all.checked;
    }
    return chosen;
  };
  const choose = () => {
    const box = rows()[current()]?.querySelector("[data-choose]");
    if (!box) return;
    box.checked = !box.checked;
    count();
  };
  const clear = () => {
    boxes().forEach((box) => { box.checked = false; });
    count();
  };

  // -- acting -------------------------------------------------------------------------------------
  const shut = () => document.querySelectorAll("[data-panel][open]").forEach((panel) => { panel.open = false; });
  const panel = (name) => {
    const found = document.querySelector(`[data-panel="${name}"]`);
    if (!found) {
      document.querySelector(FIELDS[name])?.focus();
      return;
    }
    if (found.closest("[data-bulk]") && !count()) choose();
    if (found.closest("[data-bulk]") && !count()) return;
    shut();
    found.open = true;
    found.querySelector("select, textarea, input:not([type=hidden])")?.focus();
  };
  const reply = () => {
    const link = rows()[current()]?.querySelector("a");
    if (link) location.href = `${link.getAttribute("href")}#reply-text`;
    else document.getElementById("reply-text")?.focus();
  };
  const why = () => {
    const link = rows()[current()]?.querySelector("a");
    if (link) {
      location.href = `${link.getAttribute("href")}#why`;
      return;
    }
    const first = document.querySelector(".hv-clock .hv-why");
    if (!first) return;
    first.open = !first.open;
    first.querySelector("summary").focus();
  };
  const undo = () => document.querySelector("[data-undo]")?.requestSubmit();
  const actions = {
    j: () => move(1),
    k: () => move(-1),
    x: choose,
    a: () => panel("assign"),
    s: () => panel("status"),
    p: () => panel("priority"),
    r: reply,
    e: why,
    z: undo,
    "/": () => (document.getElementById("q") ?? document.getElementById("search"))?.focus(),
    "?": () => help?.showModal(),
  };

  const isTyping = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.querySelector("[data-panel][open]")) {
      shut();
      place(Math.max(current(), 0), true);
      return;
    }
    const asked = event.target.closest("[data-bulk] [data-panel]");
    if (event.key === "Enter" && !event.shiftKey && asked && event.target.matches("select, textarea")) {
      event.preventDefault();
      asked.querySelector(".btn-primary").click();
      return;
    }
    const action = actions[event.key.toLowerCase()];
    if (!on || !action || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    action();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-choose-all]")) {
      boxes().forEach((box) => { box.checked = event.target.checked; });
    }
    if (event.target.matches("[data-choose], [data-choose-all]")) count();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-bulk-clear]")) clear();
    const opened = event.target.closest("[data-panel]");
    document.querySelectorAll("[data-bulk] [data-panel][open]").forEach((each) => {
      if (each !== opened) each.open = false;
    });
  });

  // -- what the page shows of it ------------------------------------------------------------------
  const undoing = document.querySelector("[data-undo]");
  if (undoing) setTimeout(() => undoing.remove(), Number(undoing.dataset.undo) * 1000);
  if (location.hash === "#why") why();
  if (location.hash === "#reply-text") document.getElementById("reply-text")?.focus();
  const before = rows().findIndex((row) => row.dataset.row === kept(sessionStorage, PLACE));
  if (before >= 0) place(before, true);
  count();

  const controls = [...document.querySelectorAll("[data-keys-switch]")];
  const show = () => controls.forEach((control) => {
    control.textContent = on ? control.dataset.on : control.dataset.off;
    control.dataset.isOff = String(!on);
    control.hidden = false;
  });
  controls.forEach((control) => control.addEventListener("click", () => {
    on = !on;
    kept(localStorage, STORED, on ? "on" : "off");
    show();
  }));
  show();
})();
