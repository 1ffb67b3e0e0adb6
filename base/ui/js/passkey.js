// A form with data-passkey="create" or "get" is filled with what an
// authenticator signs before it is sent: data-begin says what that is to be.
// What browsers do only from 2024 on (parseCreationOptionsFromJSON, toJSON) is
// done here by hand.

import { fresh } from "./dom.js";

export function enhance(root) {
  for (const form of fresh(root, "form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    form.querySelector("[data-passkey-none]").hidden = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
}

async function ask(form) {
  const said = form.querySelector("[data-passkey-said]");
  const button = form.querySelector("button[type=submit]");
  said.textContent = "";
  button.disabled = true;
  try {
    const answer = await fetch(form.dataset.begin, { method: "POST", headers: { Accept: "application/json" } });
    const asked = await answer.json();
    if (!answer.ok) {
      said.textContent = asked.detail ?? form.dataset.failed;
      return;
    }
    const create = form.dataset.passkey === "create";
    const publicKey = options(asked.options);
    const credential = create ? await navigator.credentials.create({ publicKey }) : await navigator.credentials.get({ publicKey });
    form.querySelector("[data-passkey-challenge]").value = asked.token;
    form.querySelector("[data-passkey-answer]").value = JSON.stringify(written(credential));
    form.submit();
  } catch {
    // Cancelled, too slow, or no authenticator that fits: browsers do not tell which.
    said.textContent = form.dataset.failed;
  } finally {
    button.disabled = false;
  }
}

/** The options as navigator.credentials takes them: bytes where JSON has text. */
function options(json) {
  const all = { ...json, challenge: bytes(json.challenge) };
  if (json.user) all.user = { ...json.user, id: bytes(json.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (json[list]) all[list] = json[list].map((key) => ({ ...key, id: bytes(key.id) }));
  }
  return all;
}

/** A credential as JSON, with the names of the standard. */
function written(credential) {
  const { response } = credential;
  const parts = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) parts[name] = text(response[name]);
  }
  if (response.getTransports) parts.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: parts,
  };
}

/** base64url, as WebAuthn writes bytes. */
function bytes(base64url) {
  const raw = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(raw, (c) => c.charCodeAt(0));
}

function text(buffer) {
  const raw = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
