// Open pages hear that something changed, fetch themselves with their reader's own rights, and take over the parts
// that differ. What somebody is writing stays, rows of a list never move under the pointer, nothing takes the focus.
(() => {
  const { live, liveTicket: ours, liveMenu: menu } = document.body.dataset;
  const said = document.querySelector("[data-live-said]");
  const notice = document.querySelector("[data-live-notice]");
  if (!live || !said || !notice || !window.EventSource) return;
  const BREATH = 1000; // between two times that a page fetches itself, in milliseconds
  const LATER = 4000; // after a change elsewhere, before the numbers in the menu are fetched
  const words = said.dataset;

  // -- taking over ------------------------------------------------------------------------------
  const isField = (node) => node.nodeType === 1 && node.matches("input:not([type=hidden]), textarea, select");
  const isChanged = (field) => {
    if (field === document.activeElement) return true;
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
    if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
    const first = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0);
  };
  const isWritten = (node) =>
    node.nodeType === 1 && [node, ...node.querySelectorAll("*")].some((each) => isField(each) && isChanged(each));

  const attributes = (old, fresh) => {
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    }
    for (const { name, value } of [...fresh.attributes]) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
  };

  // Make one node read like another, leaving in place whatever is the same.
  const patch = (old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeName !== fresh.nodeName || old.nodeType !== 1) {
      if (!isWritten(old)) old.replaceWith(document.importNode(fresh, true));
      return;
    }
    if (old.nodeName === "FORM" && isWritten(old)) return;
    attributes(old, fresh);
    if (isField(old) && old.nodeName !== "SELECT") return;
    const [before, after] = [[...old.childNodes], [...fresh.childNodes]];
    after.forEach((node, place) => {
      if (place < before.length) patch(before[place], node);
      else old.append(document.importNode(node, true));
    });
    before.slice(after.length).filter((node) => !isWritten(node)).forEach((node) => node.remove());
  };

  // -- rows -------------------------------------------------------------------------------------
  const rowsOf = (part) => [...part.querySelectorAll("[data-row-key]")];
  const place = (row) => row.closest("tbody")?.querySelector("[scope=colgroup]")?.firstChild?.textContent ?? "";

  // The longest run of rows that keep their order: the others have moved.
  const inOrder = (places) => {
    const best = places.map(() => 1);
    places.forEach((at, index) => {
      for (let before = 0; before < index; before += 1) {
        if (places[before] < at) best[index] = Math.max(best[index], best[before] + 1);
      }
    });
    return Math.max(0, ...best);
  };

  const takeOverRows = (part, fresh) => {
    const now = new Map(rowsOf(fresh).map((row, index) => [row.dataset.rowKey, [row, index]]));
    const places = [];
    let moved = now.size;
    let elsewhere = 0;
    for (const row of rowsOf(part)) {
      const found = now.get(row.dataset.rowKey);
      row.classList.remove("hv-row--changed");
      if (!found) {
        elsewhere += 1;
        continue;
      }
      if (place(row) === place(found[0])) places.push(found[1]);
      const cursor = [...row.classList].filter((name) => name.endsWith("--cursor") || name.endsWith("--chosen"));
      const { textContent: before } = row;
      patch(row, found[0]);
      row.classList.add(...cursor);
      if (before !== row.textContent) requestAnimationFrame(() => row.classList.add("hv-row--changed"));
    }
    moved += elsewhere - inOrder(places);
    show(moved ? (moved === 1 ? words.movedOne : words.movedMany.replace("#", moved)) : "");
  };

  const show = (text) => {
    const line = notice.querySelector("[data-live-words]");
    if (line.textContent !== text) line.textContent = text;
    notice.hidden = !text;
  };

  // -- a whole page -----------------------------------------------------------------------------
  const states = () => new Map([...document.querySelectorAll("[data-state]")].map((each) => [each.dataset.stateOf, each.dataset.state]));
  const entries = () => document.querySelectorAll("[data-part=thread] > *").length;

  const takeOver = (page) => {
    const [before, heard] = [states(), entries()];
    for (const part of document.querySelectorAll("[data-part]")) {
      const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
      if (!fresh) continue;
      if (rowsOf(part).length) takeOverRows(part, fresh);
      else patch(part, fresh);
    }
    const told = [...states()].filter(([key, text]) => before.has(key) && before.get(key) !== text).map(([, text]) => text);
    if (entries() > heard) told.push(words.entry);
    if (told.length) said.textContent = told.join(" ");
    document.dispatchEvent(new CustomEvent("houvast:fresh"));
  };

  const fetched = async (address) => {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  // At most one at a time; what comes meanwhile is one more time afterwards.
  const once = (work, pause) => {
    let [busy, again] = [false, false];
    const run = async () => {
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      try {
        await work();
      } catch {
        // it is as it was; the next change, or the reader, tries again
      }
      setTimeout(() => {
        busy = false;
        if (again) {
          again = false;
          run();
        }
      }, pause);
    };
    return run;
  };
  const look = once(async () => takeOver(await fetched(location.pathname + location.search)), BREATH);
  const count = once(async () => {
    await new Promise((resolve) => setTimeout(resolve, LATER));
    for (const fresh of (await fetched(menu)).querySelectorAll("[data-count]")) {
      for (const shown of document.querySelectorAll(`.hv-count[data-count="${fresh.dataset.count}"]`)) {
        shown.textContent = fresh.textContent;
        shown.hidden = fresh.hidden;
      }
    }
  }, BREATH);

  // -- listening: only while somebody looks, for a browser opens few connections to one host -------
  let source = null;
  const heard = (event) => {
    if (!ours || !event.data || event.data === ours) look();
    else if (menu) count();
  };
  const listen = (address) => {
    source = new EventSource(address);
    source.addEventListener("changed", heard);
    source.addEventListener("look", look);
    source.addEventListener("presence", (event) => {
      document.dispatchEvent(new CustomEvent("houvast:presence", { detail: event.data }));
      if (!ours || event.data === ours) look();
    });
    source.addEventListener("ended", () => {
      source.close();
      show(words.ended);
    });
  };
  const hush = () => {
    source?.close();
    source = null;
  };
  // Who comes back to the page may have missed anything: without `seen`, the stream begins with a look.
  const unseen = live.replace(/&?seen=\d+/, "");
  document.addEventListener("visibilitychange", () => {
    hush();
    if (!document.hidden) listen(unseen);
  });
  window.addEventListener("pagehide", hush);
  window.addEventListener("pageshow", (event) => event.persisted && !source && listen(unseen));
  document.addEventListener("houvast:look", look);
  if (!document.hidden) listen(live);

  document.addEventListener("keydown", (event) => {
    const off = !notice.hidden && document.querySelector("[data-keys-switch]")?.dataset.isOff === "true";
    if (event.key !== "." || notice.hidden || off || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!event.target.closest("input, textarea, select, [contenteditable]")) location.reload();
  });
})();
