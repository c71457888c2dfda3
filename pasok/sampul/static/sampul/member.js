// The pages of a committee member: the key for one tender, the trial before the deadline, the opening after it.
//
//   <form data-member-key data-box-key="tender:…" action="…" method="post">  fields recipient, wrapped
//   <form data-prove data-box="/sampul/kotak/….json" …>                      field secret
//   <form data-promise data-box="…" data-holder="person:7" data-parts="harga dokumen" …>   field promises
//   <form data-release data-box="…" (the same) …>                            field releases
//   each with <p data-seal-status aria-live="polite">, [data-passphrase] where one may be asked for, data-wrapped where
//   the page knows how the key is locked, and perhaps [data-carried] for the files of pasok-opener,
//   [data-words] for the words of a paper.
//   <form data-paper data-wrapped="…"> is never sent: it shows the words in the [data-sheet] beside it, to be printed.
//
// The passphrase never leaves the page. A promised release stays on this device until enough have promised; then the
// page reveals it by itself, on this visit or the next, without the passphrase.

import * as format from "./format.js";
import { byPasskey, createPasskey, makeKey, makeKeyByPasskey, release, tried, unwrapIdentity } from "./holder.js";
import { json, kept, keep } from "./shelf.js";
import { identityOf, wordsOf } from "./slip39.js";
import { say } from "./words.js";

const SHORTEST = 12;
const PAUSE = 4000; // milliseconds between two looks at how far the others are
const PASSKEY = "sampul:passkey";

function fill(form, name, value) {
  let field = form.elements.namedItem(name);
  if (!field) {
    field = Object.assign(document.createElement("input"), { type: "hidden", name });
    form.append(field);
  }
  field.value = value;
}

const secret = (form) => form.querySelector("[data-passphrase]")?.value ?? "";
const typed = (form) => form.querySelector("[data-words]")?.value.trim() ?? "";
const identity = (form, wrapped) => (typed(form) ? identityOf(typed(form)) : unwrapIdentity(wrapped, secret(form)));
const box = (form) => decodeURIComponent(form.dataset.box.match(/kotak\/(.+)\.json$/)[1]);
const asked = (form, query) => json(form.dataset.box.replace(/\.json$/, query));

// ---- what each form sends

async function ownPasskey() {
  const known = localStorage.getItem(PASSKEY);
  if (known) return known;
  const made = await createPasskey(say("Kunci pembuka penawaran"));
  localStorage.setItem(PASSKEY, made);
  return made;
}

async function byTouch() {
  try {
    return await makeKeyByPasskey(await ownPasskey());
  } catch {
    localStorage.removeItem(PASSKEY);
    throw new Error(say("Perangkat ini tidak dapat membuat kunci dengan sidik jari atau PIN. Pakai kata sandi kunci."));
  }
}

async function keyFields(form, pressed) {
  if (pressed?.matches("[data-passkey]")) return byTouch();
  const passphrase = secret(form);
  if (passphrase.length < SHORTEST) throw new Error(say("Kata sandi kunci paling sedikit {n} huruf.", { n: SHORTEST }));
  const again = form.querySelector("[data-passphrase-again]");
  if (again && again.value !== passphrase) throw new Error(say("Kedua kata sandi kunci tidak sama."));
  return makeKey(passphrase);
}

async function trialFields(form) {
  const { sealed, wrapped } = await asked(form, "/uji.json");
  return { secret: await tried(await identity(form, wrapped), sealed) };
}

const parts = (form) => form.dataset.parts.split(" ");
const place = (form, part) => `${box(form)} ${part} ${form.dataset.holder}`;
const sheet = (form, part) => asked(form, `/bagian.json?${new URLSearchParams({ part, holder: form.dataset.holder })}`);

// One release for each part of the box: from a file of pasok-opener, or made here by the key.
async function made(form, sheets) {
  const { files } = form.querySelector("[data-carried]") ?? { files: [] };
  if (files.length) return Promise.all(Array.from(files, async (file) => JSON.parse(await file.text())));
  const own = await identity(form, sheets[0].wrapped);
  const given = [];
  for (const lines of sheets) {
    given.push(await release(lines, own, { box: box(form), part: lines.part, holder: form.dataset.holder }));
  }
  return given;
}

// Kept here before it is promised. Without room the key is asked for once more at the end.
async function fresh(form) {
  const given = await made(form, await Promise.all(parts(form).map((part) => sheet(form, part))));
  await Promise.all(given.map((one) => keep(place(form, one.part), one).catch(() => null)));
  return given;
}

const shelf = (form) => Promise.all(parts(form).map((part) => kept(place(form, part))));

async function promiseFields(form) {
  const given = await fresh(form);
  return { promises: JSON.stringify(Object.fromEntries(given.map((one) => [one.part, format.digest(one)]))) };
}

// What was promised is still on this device; on another one the same key makes it once more.
async function releaseFields(form) {
  const held = await shelf(form);
  return { releases: JSON.stringify(held.every(Boolean) ? held : await fresh(form)) };
}

// The paper: shown and printed here, sent nowhere, gone with the page.
async function paper(form) {
  const words = await wordsOf(await unwrapIdentity(form.dataset.wrapped, secret(form)));
  const sheet = form.parentElement.querySelector("[data-sheet]");
  sheet.querySelector("ol").replaceChildren(...words.map((word) => Object.assign(document.createElement("li"), { textContent: word })));
  sheet.hidden = false;
  sheet.focus();
  return null;
}

const WORK = {
  paper: [paper, () => say("Membuka kunci Anda di perangkat ini.")],
  memberKey: [keyFields, () => say("Membuat kunci di perangkat ini.")],
  prove: [trialFields, () => say("Menguji kunci Anda di perangkat ini.")],
  promise: [promiseFields, () => say("Memeriksa log dan membuka bagian kunci Anda di perangkat ini.")],
  release: [releaseFields, () => say("Cukup anggota sudah siap. Bagian kunci Anda sedang diserahkan.")],
};

// ---- the pages

const tell = (form, text, tone) => {
  const status = form.querySelector("[data-seal-status]");
  if (status) Object.assign(status, { textContent: text }).setAttribute("data-tone", tone);
};

async function work(form, pressed) {
  const [fields, waiting] = WORK[Object.keys(WORK).find((name) => name in form.dataset)];
  const secrets = form.querySelectorAll("[data-passphrase], [data-passphrase-again], [data-words]");
  const buttons = form.querySelectorAll("button");
  secrets.forEach((one) => one.removeAttribute("name"));
  buttons.forEach((button) => (button.disabled = true));
  tell(form, waiting(), "wait");
  await new Promise((done) => setTimeout(done, 30)); // let the words appear before the heavy work
  try {
    const made = await fields(form, pressed);
    secrets.forEach((one) => (one.value = ""));
    if (made) {
      Object.entries(made).forEach(([name, value]) => fill(form, name, value));
      HTMLFormElement.prototype.submit.call(form);
    } else {
      tell(form, "");
      buttons.forEach((button) => (button.disabled = false));
    }
  } catch (error) {
    tell(form, error instanceof TypeError ? say("Sambungan terputus. Coba lagi.") : error.message, "bad");
    buttons.forEach((button) => (button.disabled = false));
  }
}

// Where the key is under a passkey no passphrase is asked for.
function shape(form) {
  if (!form.dataset.wrapped || !byPasskey(form.dataset.wrapped)) return;
  form.querySelectorAll("[data-passphrase]").forEach((field) => {
    field.required = false;
    field.closest(".field").hidden = true;
  });
}

// Whether this browser can wrap a key by a passkey (WebAuthn's `prf`); where it does not say so, a passphrase is asked.
async function able() {
  const powers = await window.PublicKeyCredential?.getClientCapabilities?.().catch(() => ({}));
  return Boolean(powers?.["extension:prf"]);
}

// A page that may reveal what this device still holds does so by itself; on another device the key is asked for.
async function wake() {
  document.querySelectorAll("form[data-promise], form[data-release], form[data-prove], form[data-paper]").forEach(shape);
  document.querySelectorAll("[data-passkey]").forEach((one) => able().then((yes) => (one.parentElement.hidden = !yes)));
  const form = document.querySelector("form[data-release]");
  if (!form || form.dataset.begun) return;
  form.dataset.begun = "yes";
  if ((await shelf(form)).every(Boolean)) await work(form);
}

if (globalThis.document) {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!Object.keys(WORK).some((name) => name in form.dataset)) return;
    event.preventDefault();
    work(form, event.submitter);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-passkey]");
    if (button) work(button.form, button);
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("input", (event) => {
    const field = event.target.matches("[data-words]") && event.target.form.querySelector("[data-passphrase]");
    if (field) field.required = !event.target.value.trim() && !field.closest(".field").hidden;
  });
  window.addEventListener("pagehide", () => document.querySelectorAll("[data-sheet] ol").forEach((list) => list.replaceChildren()));
  document.addEventListener("htmx:after:swap", wake);
  wake();
  const busy = () => document.activeElement?.matches("input, textarea, select") // never from under what is being typed
    || Array.from(document.querySelectorAll("[data-passphrase], [data-words]")).some((field) => field.value);
  setInterval(async () => {
    const waiting = document.querySelector("[data-waits]");
    if (!waiting || document.hidden || busy()) return;
    const now = await json(waiting.dataset.waits).catch(() => null);
    if (now && now.mark !== waiting.dataset.mark && !busy()) window.location.reload();
  }, PAUSE);
}
