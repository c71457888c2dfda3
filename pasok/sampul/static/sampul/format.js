// The format of docs/sampul-format.md: canonical JSON, hashes, the log's proofs and signatures.
// The same as envelope.py, proof.py, tree.py and note.py, for the browser. No page is touched here.

import { ed25519, sha256 } from "./age.js";
import { say } from "./words.js";

export const utf8 = (text) => new TextEncoder().encode(text);
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (two) => parseInt(two, 16));
export const hash = (bytes) => hex(sha256(bytes));
// The same for a whole file: the browser's own is many times quicker, and only there where the page is a safe place.
export const hashLarge = async (bytes) =>
  globalThis.crypto?.subtle ? hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))) : hash(bytes);
export const digest = (value) => hash(utf8(canonical(value)));

const HOLE = "\0", [ZERO, EQUALS] = utf8("0=");
const LETTERS = utf8("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const lettered = (length) => Math.ceil(length / 3) * 4;

// Base64 into `whole` from there on; where it ends.
function letters(bytes, whole, at) {
  for (let from = 0; from < bytes.length; from += 3, at += 4) {
    const three = (bytes[from] << 16) | (bytes[from + 1] << 8) | bytes[from + 2];
    whole[at] = LETTERS[three >> 18];
    whole[at + 1] = LETTERS[(three >> 12) & 63];
    whole[at + 2] = LETTERS[(three >> 6) & 63];
    whole[at + 3] = LETTERS[three & 63];
  }
  whole.fill(EQUALS, at - ((3 - (bytes.length % 3)) % 3), at);
  return at;
}

export function base64(bytes) {
  const whole = new Uint8Array(lettered(bytes.length));
  letters(bytes, whole, 0);
  return new TextDecoder().decode(whole);
}

export const unbase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// Sorted keys, no spaces. Every hashed object has ASCII keys only, so the order of UTF-16 is that of Python.
// Where bytes stand in the value, `files` gets them and the text a HOLE, a sign that JSON never leaves as it is.
export function canonical(value, files = []) {
  if (value instanceof Uint8Array) return files.push(value) && `"${HOLE}"`;
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, files)).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key], files)}`);
  return `{${pairs.join(",")}}`;
}

// The canonical text with each file in base64 in its place, rounded up to whole steps by zeros before the last two
// signs. A text as long as a file is never made. Before it, in the same buffer, is as much room as `room` says.
export function padded(value, step, room = () => 0) {
  const files = [];
  const texts = canonical(value, files).split(HOLE).map(utf8);
  const length = [...texts.map((text) => text.length), ...files.map((file) => lettered(file.length))];
  const all = Math.ceil(length.reduce((sum, one) => sum + one) / step) * step;
  const whole = new Uint8Array(room(all) + all).subarray(room(all));
  let at = 0;
  texts.forEach((text, nth) => {
    whole.set(text, at);
    at += text.length;
    if (files[nth]) at = letters(files[nth], whole, at);
  });
  whole.copyWithin(whole.length - 2, at - 2, at);
  return whole.fill(ZERO, at - 2, whole.length - 2);
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const node = (left, right) => sha256(joined(Uint8Array.of(1), left, right));
const same = (a, b) => hex(a) === hex(b);

export const leafHash = (body) => sha256(joined(Uint8Array.of(0), utf8(`sampul/v2\n${canonical(body)}`)));

// RFC 9162 2.1.3.2. A log of 2^31 leaves is the limit of the shifts; ours says so before it gets there.
export function verifyInclusion(leaf, index, size, path, root) {
  if (!(index >= 0 && index < size && size < 2 ** 31)) return false;
  let fn = index, sn = size - 1, total = leaf;
  for (const step of path) {
    if (sn === 0) return false;
    if (fn & 1 || fn === sn) {
      total = node(step, total);
      while (fn && !(fn & 1)) [fn, sn] = [fn >> 1, sn >> 1];
    } else total = node(total, step);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return sn === 0 && same(total, root);
}

// `name+key id+base64(kind || public key)`: a log's key (kind 1) or a witness's (kind 4).
function parsedKey(verifier) {
  const [, name, id, key] = verifier.match(/^([^+]+)\+([0-9a-f]{8})\+(.+)$/);
  const kind = unbase64(key);
  const mark = sha256(joined(utf8(`${name}\n`), kind)).slice(0, 4);
  return { name, mark, kind: hex(mark) === id && kind.length === 33 ? kind[0] : 0, key: kind.slice(1) };
}

// The text of a note, and what stands in its signature lines under this name.
function signatures(note, name) {
  const gap = note.indexOf("\n\n") + 1;
  const lines = note.slice(gap + 1).split("\n").map((line) => line.split(" "));
  const ours = lines.filter(([dash, who, blob]) => dash === "—" && who === name && blob);
  return [note.slice(0, gap), ours.map((words) => unbase64(words[2]))];
}

// A C2SP checkpoint signed by this verifier key; {size, root}, or an error.
export function verifyNote(note, verifier) {
  const { name, mark, kind, key } = parsedKey(verifier);
  const [text, blobs] = signatures(note, name);
  const [origin, size, root] = text.split("\n");
  const good = blobs.some((blob) => same(blob.slice(0, 4), mark) && ed25519.verify(blob.slice(4), utf8(text), key));
  if (!good || kind !== 1 || origin !== name || !/^[1-9]\d*$/.test(size)) {
    throw new Error(say("Tanda tangan log tidak cocok."));
  }
  return { size: Number(size), root: unbase64(root) };
}

// witness -> second of its good cosignature under this note (C2SP tlog-cosignature), for these verifier keys.
export function cosigned(note, verifiers) {
  const found = {};
  for (const { name, mark, kind, key } of verifiers.map(parsedKey)) {
    const [text, blobs] = signatures(note, name);
    for (const blob of blobs) {
      if (kind !== 4 || blob.length !== 76 || !same(blob.slice(0, 4), mark)) continue;
      const time = new DataView(blob.buffer, 4, 8).getBigUint64(0);
      const signed = utf8(`cosignature/v1\ntime ${time}\n${text}`);
      if (ed25519.verify(blob.slice(12), signed, key)) found[name] = Number(time);
    }
  }
  return found;
}

// `one` = {index, leaf_hash, body, path}: it stands in the log whose head this is.
export function stands({ body, leaf_hash, index, path }, head) {
  const leaf = leafHash(body);
  return hex(leaf) === leaf_hash && verifyInclusion(leaf, index, head.size, path.map(unhex), head.root);
}

export const proven = (body, leaf_hash, index, path, note, verifier) =>
  stands({ body, leaf_hash, index, path }, verifyNote(note, verifier));

// A terms leaf says who can be dealt a share: the `open` of this box, or a later `rekey`.
export const areTerms = ({ body, leaf_hash }, box, open) =>
  body.box === box && (leaf_hash === open.leaf_hash || body.kind === "rekey");

// The holders' keys and the deadline must stand in the signed log, for this very box.
export function checkParameters(box) {
  const head = verifyNote(box.checkpoint, box.log);
  const { open, terms } = box;
  const ours = box.v === 2 && open.body.box === box.key && open.body.kind === "open" && areTerms(terms, box.key, open);
  if (!ours || !stands(open, head) || !stands(terms, head)) {
    throw new Error(say("Kunci panitia tidak terbukti ada di log publik. Jangan kirim; laporkan kepada LPSE."));
  }
}

// Whose envelope, for which part of which box: repeated inside every seal. `terms` is a leaf hash.
export const context = (box, terms, bidder, part) => ({ v: 2, box, terms, bidder, part });
