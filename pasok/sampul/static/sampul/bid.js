// Seals one bid: from what a form says to a leaf, shares and ciphertexts. See docs/sampul-format.md.

import { combine, generateX25519Identity, identityToRecipient, split } from "./age.js";
import * as format from "./format.js";
import { encrypt, heading, longer, sealed, spoiled } from "./stream.js";
import { say } from "./words.js";

const STEP = 4096;
const UNSEEN = ["csrfmiddlewaretoken", "once", "draft"]; // what a form carries that nobody typed

const xor = (a, b) => a.map((byte, at) => byte ^ b[at]);

// secret = s1 XOR s2. Members (any k) and, apart from them, the recovery group share s1; every custodian has s2.
async function dealt({ k, members, custodians, recovery }, secret) {
  const s2 = new Uint8Array(secret.length);
  if (custodians.length) crypto.getRandomValues(s2);
  const s1 = xor(secret, s2), deal = {};
  const groups = [[members, k], ...(recovery ? [[recovery.members, recovery.k]] : [])];
  for (const [group, least] of groups) {
    const shares = await split(s1, group.length, least);
    group.forEach(({ id }, at) => (deal[id] = shares[at]));
  }
  custodians.forEach(({ id }) => (deal[id] = s2));
  return deal;
}

// One part sealed: its ciphertext, what the leaf says of it, and what is sealed to each holder. Before the throw-away
// key is forgotten, each chunk has been opened with it, as the shares give it back.
export async function sealPart(box, bidder, part, data, told) {
  const { leaf_hash, body: { terms } } = box.terms;
  const identity = await generateX25519Identity();
  const key = await identityToRecipient(identity);
  const deal = await dealt(terms, format.utf8(identity));
  const about = format.context(box.key, leaf_hash, bidder, part);
  const nonce = format.hex(crypto.getRandomValues(new Uint8Array(32)));
  const written = Object.fromEntries(Object.entries(deal).map(([holder, share]) => [holder, format.hex(share)]));
  const header = await heading(key);
  const body = { ...about, nonce, deal: written, data, "~pad": "" };
  const text = format.padded(body, STEP, (length) => longer(header, length));
  const ciphertext = await sealed(text, header, identity, await regained(identity, terms, deal), told);
  const shares = {}, sc = {};
  for (const { id, recipient } of holders(terms)) {
    const own = format.canonical({ ...about, key, share: written[id] });
    shares[id] = format.base64(await encrypt(format.utf8(own), recipient));
    sc[id] = format.hash(deal[id]);
  }
  const commitment = {
    ct: await format.hashLarge(ciphertext), size: ciphertext.length, key, shares: format.digest(shares), sc,
  };
  return { ciphertext, commitment, shares };
}

const holders = ({ members, custodians, recovery }) => [...members, ...custodians, ...(recovery?.members ?? [])];

// The key as each group that can open gives it back.
async function regained(identity, { k, members, custodians, recovery }, deal) {
  const s2 = custodians.length ? deal[custodians[0].id] : new Uint8Array(identity.length);
  const again = async (group) => new TextDecoder().decode(xor(await combine(group.map(({ id }) => deal[id])), s2));
  const groups = [members.slice(0, k), members.slice(-k), ...(recovery ? [recovery.members.slice(-recovery.k)] : [])];
  const given = await Promise.all(groups.map(again));
  if (given.some((one) => one !== identity)) throw spoiled();
  return given[0];
}

// `told` hears how much of a long part is sealed, from 0 to 1.
export async function prepareBid(box, bidder, payload, replaces = null, told = () => null) {
  format.checkParameters(box);
  const { leaf_hash, body: { terms } } = box.terms;
  const parts = {}, envelopes = {}, ciphertexts = {};
  for (const part of terms.parts) {
    const one = await sealPart(box, bidder, part, payload[part] ?? {}, told);
    parts[part] = one.commitment;
    envelopes[part] = one.shares;
    ciphertexts[one.commitment.ct] = one.ciphertext;
  }
  const leaf = { v: 2, box: box.key, terms: leaf_hash, bidder, replaces, parts };
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
  return { name, type, size, sha256: await format.hashLarge(bytes), base64: bytes };
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
