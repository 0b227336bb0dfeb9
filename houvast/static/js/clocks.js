// Time left, from second to second without a request. The server says how much is left at one moment, which stretches
// of time count after it, in which words a length is told, and when to ask again; here is only subtraction.
(() => {
  const form = document.querySelector("[data-lengths]");
  if (!form) return;
  const lengths = JSON.parse(form.dataset.lengths);
  const loaded = Date.now() / 1000; // only differences: what the reader's own clock reads does not matter
  const started = new WeakMap();
  let asked = 0;

  const told = (seconds) => {
    const whole = Math.max(0, Math.floor(seconds));
    const minutes = Math.floor(whole / 60);
    const values = { hours: Math.floor(minutes / 60), minutes: minutes % 60, seconds: whole };
    let which = "hours";
    if (values.hours && values.minutes) which = "both";
    else if (!values.hours) which = values.minutes || !whole ? "minutes" : "seconds";
    return lengths[which].replace(/%\((\w+)\)(0?)(\d?)d/g, (_all, name, zero, width) =>
      String(values[name]).padStart(zero ? Number(width) : 0, "0"),
    );
  };

  const read = (element) => {
    const text = element.dataset.ticks;
    const known = started.get(element);
    if (known?.text === text) return known;
    const fresh = { text, ...JSON.parse(text), from: known || asked ? Date.now() / 1000 : loaded };
    started.set(element, fresh);
    return fresh;
  };

  const tick = () => {
    let ask = false;
    for (const element of document.querySelectorAll("[data-ticks]")) {
      const clock = read(element);
      const now = clock.at + Date.now() / 1000 - clock.from;
      const counted = clock.open.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, now) - start), 0);
      const text = clock.word.replace("%s", told(clock.over ? clock.used + counted : clock.used - counted));
      if (element.textContent !== text) element.textContent = text;
      if (now >= clock.ask && !clock.asked && !document.hidden) ask = clock.asked = true;
    }
    if (ask) {
      asked += 1;
      document.dispatchEvent(new CustomEvent("houvast:look"));
    }
  };
  document.addEventListener("houvast:fresh", tick);
  setInterval(tick, 1000);
})();
