// The bidder's device: seals what the form says before it leaves the page. See docs/sampul-format.md.
//
//   <form data-seal data-box="/sampul/kotak/….json" data-bidder="12" action="…" method="post">
//     inputs (data-part="…" where there is more than one part), <p data-seal-status aria-live="polite">
//
// What must never be sent bare has `data-name` instead of `name`: no browser submits it, with or without this script.
// `data-group="fields"` puts a field one level deeper: {fields: {total: …}}.

import { combine, Decrypter, Encrypter, generateX25519Identity, identityToRecipient, split } from "./age.js";
import * as format from "./format.js";

const STEP = 4096;

async function encrypt(bytes, recipient) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

function padded(text) {
  const bare = format.utf8(format.canonical({ ...text, "~pad": "" })).length;
  return format.utf8(format.canonical({ ...text, "~pad": "0".repeat((STEP - (bare % STEP)) % STEP) }));
}

// One part sealed: its ciphertext, what the leaf says of it, and the share sealed to each member.
export async function sealPart(box, bidder, part, data) {
  const { members, k } = box.open.body;
  const identity = await generateX25519Identity();
  const key = await identityToRecipient(identity);
  const dealt = await split(format.utf8(identity), members.length, k);
  const about = format.context(box, bidder, part);
  const deal = Object.fromEntries(members.map((member, at) => [member.id, format.hex(dealt[at])]));
  const nonce = format.hex(crypto.getRandomValues(new Uint8Array(32)));
  const text = padded({ ...about, nonce, deal, data });
  const ciphertext = await encrypt(text, key);
  await selfTest(text, ciphertext, identity, dealt.slice(-k));
  const shares = {}, sc = {};
  for (const [at, member] of members.entries()) {
    const sealed = format.canonical({ ...about, key, share: deal[member.id] });
    shares[member.id] = format.base64(await encrypt(format.utf8(sealed), member.recipient));
    sc[member.id] = format.hash(dealt[at]);
  }
  const commitment = {
    ct: format.hash(ciphertext), size: ciphertext.length, key, shares: format.digest(shares), sc,
  };
  return { ciphertext, commitment, shares };
}

// Before the throw-away key is forgotten: the text opens with it, and k shares give it back.
async function selfTest(text, ciphertext, identity, shares) {
  const again = new TextDecoder().decode(await combine(shares));
  const decrypter = new Decrypter();
  decrypter.addIdentity(again);
  const opened = again === identity ? await decrypter.decrypt(ciphertext) : new Uint8Array();
  if (opened.length !== text.length || opened.some((byte, at) => byte !== text[at])) {
    throw new Error("Sampul gagal menguji dirinya. Muat ulang halaman, lalu coba lagi.");
  }
}

export async function prepareBid(box, bidder, payload, replaces = null) {
  format.checkParameters(box);
  const parts = {}, envelopes = {}, ciphertexts = {};
  for (const part of box.open.body.parts) {
    const one = await sealPart(box, bidder, part, payload[part] ?? {});
    parts[part] = one.commitment;
    envelopes[part] = one.shares;
    ciphertexts[one.commitment.ct] = one.ciphertext;
  }
  const leaf = { v: 1, box: box.key, open: box.open.leaf_hash, bidder, replaces, parts, custodian: null };
  return { idem: format.digest(leaf), leaf, envelopes, ciphertexts };
}

// The receipt proves that exactly what we sent is in the signed log.
export function checkReceipt(receipt, leaf, verifier) {
  const ours = format.canonical(receipt.body.bid) === format.canonical(leaf);
  const { body, leaf_hash, index, path, checkpoint } = receipt;
  if (!ours || receipt.log !== verifier || !format.proven(body, leaf_hash, index, path, checkpoint, verifier)) {
    throw new Error("Tanda terima tidak terbukti. Simpan halaman ini dan laporkan kepada LPSE.");
  }
}

// ---- the form

async function fileData(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { name, type, size } = file;
  return { name, type, size, sha256: format.hash(bytes), base64: format.base64(bytes) };
}

// part -> name -> text, file, or a list of them where the field is `multiple` or the name comes twice
export async function collect(form, fallback) {
  const payload = {};
  for (const field of form.elements) {
    const name = field.dataset.name ?? field.name;
    const idle = !name || field.disabled || name === "csrfmiddlewaretoken";
    if (idle || ["submit", "button", "reset", "fieldset"].includes(field.type)) continue;
    if (["checkbox", "radio"].includes(field.type) && !field.checked) continue;
    let values = [field.value];
    if (field.type === "file") values = await Promise.all(Array.from(field.files, fileData));
    if (field.type === "select-multiple") values = Array.from(field.selectedOptions, (option) => option.value);
    const part = (payload[field.dataset.part ?? fallback] ??= {});
    const data = field.dataset.group ? (part[field.dataset.group] ??= {}) : part;
    const before = Object.hasOwn(data, name) ? [data[name]].flat() : [];
    const all = [...before, ...values];
    if (all.length) data[name] = field.multiple || all.length > 1 ? all : all[0];
  }
  return payload;
}

class Refused extends Error {}

async function answerOf(response) {
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const reasons = answer.why_not ?? answer.reasons ?? Object.values(answer.errors ?? {}).flat();
  throw new Refused(reasons.join(" ") || `Server menolak (${response.status}). Coba lagi sebentar lagi.`);
}

class SealedForm {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-seal-status]");
    this.token = form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    this.place = `sampul:${form.dataset.box}:${form.dataset.bidder}`;
    this.sealed = this.kept().idem && !this.kept().receipt ? this.kept() : null;
    if (this.sealed) this.say("Kiriman Anda yang terakhir belum dijawab. Tekan kirim untuk mencobanya lagi.");
    form.noValidate = true;
    form.addEventListener("input", () => (this.sealed = null));
  }

  submit() {
    if (this.sealed || this.form.reportValidity()) this.send();
  }

  say(text, tone = "wait") {
    if (!this.status) return;
    this.status.textContent = text;
    this.status.dataset.tone = tone;
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.place)) ?? {};
    } catch {
      return {};
    }
  }

  keep(what) {
    try {
      localStorage.setItem(this.place, JSON.stringify(what));
    } catch {
      // a full or forbidden storage costs only the comfort of a later retry
    }
  }

  async send() {
    const buttons = this.form.querySelectorAll("button, [type=submit]");
    buttons.forEach((button) => (button.disabled = true));
    try {
      const box = await answerOf(await fetch(this.form.dataset.box, { cache: "no-store" }));
      this.sealed ??= await this.seal(box);
      await this.upload(this.sealed.ciphertexts);
      const location = await this.commit(box, this.sealed);
      this.say("Tersegel dan tercatat. Tanda terima Anda sudah diperiksa di perangkat ini.", "good");
      if (location) window.location.assign(location);
    } catch (error) {
      const lost = error instanceof TypeError;
      const why = lost ? "Sambungan terputus. Isian Anda masih di sini; tekan kirim lagi." : error.message;
      this.say(why, "bad");
    } finally {
      buttons.forEach((button) => (button.disabled = false));
    }
  }

  async seal(box) {
    this.say("Menyegel di perangkat ini. Tidak ada yang dapat membacanya sebelum pembukaan.");
    const { parts } = box.open.body;
    const fallback = parts.includes("penawaran") ? "penawaran" : parts[0];
    const payload = await collect(this.form, fallback);
    const replaces = this.form.dataset.replaces ? Number(this.form.dataset.replaces) : null;
    const bid = await prepareBid(box, this.form.dataset.bidder, payload, replaces);
    if (Object.values(bid.ciphertexts).some((ciphertext) => ciphertext.length > box.max_bytes)) {
      throw new Refused(`Berkas terlalu besar. Satu sampul paling besar ${box.max_bytes >> 20} MB.`);
    }
    return bid;
  }

  async upload(ciphertexts) {
    const all = Object.entries(ciphertexts ?? {});
    for (const [at, [sha256, body]] of all.entries()) {
      this.say(`Mengirim sampul ${at + 1} dari ${all.length}.`);
      const headers = { "X-CSRFToken": this.token, "Content-Type": "application/octet-stream" };
      await answerOf(await fetch(`/sampul/ct/${sha256}`, { method: "PUT", headers, body }));
    }
  }

  async commit(box, { idem, leaf, envelopes }) {
    this.say("Mencatat penawaran Anda di log publik.");
    this.keep({ idem, leaf, envelopes });
    const response = await fetch(this.form.getAttribute("action") || window.location.href, {
      method: "POST",
      headers: { "X-CSRFToken": this.token, "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ idem, leaf, envelopes }),
    });
    if (response.status >= 400 && response.status < 500) this.keep({});
    const answer = await answerOf(response);
    const receipt = answer.receipt ?? answer;
    this.keep({ idem, receipt });
    checkReceipt(receipt, leaf, box.log);
    return answer.location;
  }
}

// One ear for the whole page: a form that htmx brings later is heard like one that was there from the start.
if (globalThis.document) {
  const known = new WeakMap();
  const sealed = (form) => known.get(form) ?? known.set(form, new SealedForm(form)).get(form);
  document.querySelectorAll("form[data-seal]").forEach(sealed);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-seal]")) return;
    event.preventDefault();
    sealed(event.target).submit();
  });
}
