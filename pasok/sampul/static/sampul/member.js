// A committee member's device: makes the key for one tender, and later gives back the shares.
//
//   <form data-member-key data-box-key="tender:…" action="…" method="post"> <input type="password" data-passphrase>
//   <form data-release data-box="/sampul/kotak/….json" action="…" method="post"> <input type="password" data-passphrase>
//   each with <p data-seal-status aria-live="polite">; the passphrase never leaves the page.

import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "./age.js";
import * as format from "./format.js";
import { say } from "./words.js";

const SHORTEST = 12;
const WORK = 16; // scrypt, 64 MiB: a cheap phone manages it in about two seconds

export async function makeKey(passphrase) {
  const identity = await generateX25519Identity();
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(WORK);
  const wrapped = format.base64(await encrypter.encrypt(identity));
  return { recipient: await identityToRecipient(identity), wrapped };
}

export async function unwrapIdentity(wrapped, passphrase) {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(format.unbase64(wrapped), "text");
  } catch {
    throw new Error(say("Kata sandi kunci salah. Coba lagi."));
  }
}

// One share, or "" where the bidder dealt this member no good one.
export async function unwrapShare(identity, box, line) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    const { share, ...about } = JSON.parse(await decrypter.decrypt(format.unbase64(line.share), "text"));
    const expected = { ...format.context(box, line.bidder, line.part), key: line.key };
    const good = format.canonical(about) === format.canonical(expected);
    return good && format.hash(format.unhex(share)) === line.sc ? share : "";
  } catch {
    return "";
  }
}

export async function release(box, lines, identity) {
  format.checkParameters(box);
  const own = box.open.body.members.find((member) => member.id === lines.member);
  if (own?.recipient !== (await identityToRecipient(identity))) {
    throw new Error(say("Kunci ini bukan kunci Anda untuk tender ini."));
  }
  const shares = {};
  for (const line of lines.envelopes) {
    (shares[line.leaf] ??= {})[line.part] = await unwrapShare(identity, box, line);
  }
  return shares;
}

// ---- the forms

async function json(address) {
  const response = await fetch(address, { cache: "no-store", headers: { Accept: "application/json" } });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error((answer.reasons ?? [say("Server tidak menjawab. Coba lagi.")]).join(" "));
  return answer;
}

function fill(form, name, value) {
  let field = form.elements.namedItem(name);
  if (!field) {
    field = Object.assign(document.createElement("input"), { type: "hidden", name });
    form.append(field);
  }
  field.value = value;
}

async function keyFields(form, passphrase) {
  if (passphrase.length < SHORTEST) throw new Error(say("Kata sandi kunci paling sedikit {n} huruf.", { n: SHORTEST }));
  const again = form.querySelector("[data-passphrase-again]");
  if (again && again.value !== passphrase) throw new Error(say("Kedua kata sandi kunci tidak sama."));
  return makeKey(passphrase);
}

async function releaseFields(form, passphrase) {
  const box = await json(form.dataset.box);
  const lines = await json(form.dataset.box.replace(/\.json$/, "/bagian.json"));
  const identity = await unwrapIdentity(lines.wrapped, passphrase);
  return { shares: JSON.stringify(await release(box, lines, identity)) };
}

async function work(form, fields, waiting) {
  const status = form.querySelector("[data-seal-status]");
  const secrets = form.querySelectorAll("[data-passphrase], [data-passphrase-again]");
  const buttons = form.querySelectorAll("button");
  const tell = (text, tone) => status && Object.assign(status, { textContent: text }).setAttribute("data-tone", tone);
  secrets.forEach((secret) => secret.removeAttribute("name"));
  buttons.forEach((button) => (button.disabled = true));
  tell(waiting, "wait");
  await new Promise((done) => setTimeout(done, 30)); // let the words appear before the heavy work
  try {
    const found = await fields(form, form.querySelector("[data-passphrase]").value);
    Object.entries(found).forEach(([name, value]) => fill(form, name, value));
    secrets.forEach((secret) => (secret.value = ""));
    HTMLFormElement.prototype.submit.call(form);
  } catch (error) {
    tell(error instanceof TypeError ? say("Sambungan terputus. Coba lagi.") : error.message, "bad");
    buttons.forEach((button) => (button.disabled = false));
  }
}

// One ear for the whole page: a form that htmx brings later is heard like one that was there from the start.
if (globalThis.document) {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-member-key], form[data-release]")) return;
    event.preventDefault();
    if ("memberKey" in form.dataset) work(form, keyFields, say("Membuat kunci di perangkat ini."));
    else work(form, releaseFields, say("Membuka bagian kunci Anda di perangkat ini."));
  });
}
