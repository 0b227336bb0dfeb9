// Passkeys: asks the browser's authenticator, and sends what it answers with the form. Without script or
// authenticator nothing here is shown, and every other way to sign in remains.
"use strict";

const known = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;

async function challenge(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options).publicKey;
  const answer = await fetch(form.action, {
    method: "POST",
    body: new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value }),
  });
  return (await answer.json()).publicKey;
}

async function credential(form) {
  const options = await challenge(form);
  if (form.dataset.passkey === "create") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!known) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    const told = form.querySelector("[data-told]");
    told.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify((await credential(form)).toJSON());
      form.submit();
    } catch {
      told.hidden = false;
    }
  });
}

for (const told of document.querySelectorAll("[data-without-passkeys]")) told.hidden = Boolean(known);
