// The format of docs/sampul-format.md: canonical JSON, hashes, the log's proofs and signatures.
// The same as envelope.py, proof.py, tree.py and note.py, for the browser. No page is touched here.

import { ed25519, sha256 } from "./age.js";
import { say } from "./words.js";

export const utf8 = (text) => new TextEncoder().encode(text);
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (two) => parseInt(two, 16));
export const hash = (bytes) => hex(sha256(bytes));
export const digest = (value) => hash(utf8(canonical(value)));

export function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

export const unbase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// Sorted keys, no spaces. Every hashed object has ASCII keys only, so the order of UTF-16 is that of Python.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${pairs.join(",")}}`;
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

export const leafHash = (body) => sha256(joined(Uint8Array.of(0), utf8(`sampul/v1\n${canonical(body)}`)));

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

// A C2SP checkpoint signed by the verifier key `name+id+base64`; {size, root}, or an error.
export function verifyNote(note, verifier) {
  const [, name, id, key] = verifier.match(/^([^+]+)\+([0-9a-f]{8})\+(.+)$/);
  const kind = unbase64(key);
  const [text, signatures] = [note.slice(0, note.indexOf("\n\n") + 1), note.slice(note.indexOf("\n\n") + 2)];
  const mark = sha256(joined(utf8(`${name}\n`), kind)).slice(0, 4);
  const [origin, size, root] = text.split("\n");
  const ours = signatures.split("\n").filter((line) => line.startsWith(`— ${name} `));
  const good = ours.some((line) => {
    const blob = unbase64(line.split(" ")[2]);
    return same(blob.slice(0, 4), mark) && ed25519.verify(blob.slice(4), utf8(text), kind.slice(1));
  });
  if (!good || hex(mark) !== id || kind[0] !== 1 || origin !== name) throw new Error(say("Tanda tangan log tidak cocok."));
  return { size: Number(size), root: unbase64(root) };
}

export function proven(body, leaf_hash, index, path, note, verifier) {
  const head = verifyNote(note, verifier);
  const leaf = leafHash(body);
  return hex(leaf) === leaf_hash && verifyInclusion(leaf, index, head.size, path.map(unhex), head.root);
}

// The members' keys and the deadline must stand in the signed log, for this very box.
export function checkParameters(box) {
  const { body, leaf_hash, index, path } = box.open;
  if (body.box !== box.key || !proven(body, leaf_hash, index, path, box.checkpoint, box.log)) {
    throw new Error(say("Kunci panitia tidak terbukti ada di log publik. Jangan kirim; laporkan kepada LPSE."));
  }
}

export const context = (box, bidder, part) => ({
  v: 1, box: box.key, open: box.open.leaf_hash, bidder, part,
});
