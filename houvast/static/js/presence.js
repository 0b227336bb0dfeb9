// Says every 15 seconds that this ticket is open here, and shows who else has it open.
(() => {
  const EVERY = 15000;
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  const form = document.querySelector("[data-writing]");
  const isWriting = () => Boolean(form?.querySelector("textarea")?.value.trim());

  const say = async () => {
    const place = document.getElementById("presence");
    if (!place || !token || document.hidden) return;
    try {
      const answer = await fetch(place.dataset.presence, {
        method: "POST",
        headers: { "X-CSRFToken": token },
        body: new URLSearchParams({ writing: isWriting() ? "1" : "0" }),
      });
      if (!answer.ok || answer.redirected) return;
      const told = (await answer.text()).trim();
      if (told !== place.outerHTML.trim()) place.outerHTML = told;
    } catch {
      // no connection: nobody is shown, and the next time tries again
    }
  };
  say();
  setInterval(say, EVERY);
  form?.addEventListener("focusin", say);
})();
