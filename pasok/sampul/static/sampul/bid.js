// Seals one bid: from what a form says to a leaf, shares and ciphertexts. See docs/sampul-format.md.

import { combine, Decrypter, Encrypter, generateX25519Identity, identityToRecipient, split } from "./age.js";
import * as format from "./format.js";
import { say } from "./words.js";

const STEP = 4096;
const UNSEEN = ["csrfmiddlewaretoken", "once", "draft"]; // what a form carries that nobody typed

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
    throw new Error(say("Sampul gagal menguji dirinya. Muat ulang halaman, lalu coba lagi."));
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
    throw new Error(say("Tanda terima tidak terbukti. Simpan halaman ini dan laporkan kepada LPSE."));
  }
}

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
    const idle = !name || field.disabled || UNSEEN.includes(name);
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
