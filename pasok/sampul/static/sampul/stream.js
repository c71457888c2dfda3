// A text as an age v1 file, in its own place: chunk by chunk it is sealed, opened again and compared. The header is
// age.js's; the chunks are STREAM of https://age-encryption.org/v1, so that no second copy of a long text is made.

import { Decrypter, Encrypter, hkdf, sha256 } from "./age.js";
import { cipher, same } from "./chacha.js";
import { utf8 } from "./format.js";
import { say } from "./words.js";

const [CHUNK, TAG, NONCE] = [65536, 16, 16]; // bytes
const BREATH = 32; // chunks from one look at the page to the next

const count = (length) => Math.max(1, Math.ceil(length / CHUNK));

export const spoiled = () => new Error(say("Sampul gagal menguji dirinya. Muat ulang halaman, lalu coba lagi."));

export async function encrypt(bytes, recipient) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

// age.js makes no header alone: this is that of an empty file, whose payload is thrown away.
export async function heading(recipient) {
  const empty = await encrypt(new Uint8Array(), recipient);
  return empty.subarray(0, empty.length - NONCE - TAG);
}

// How many bytes the file has more than its text.
export const longer = (header, length) => header.length + NONCE + count(length) * TAG;

// (nth chunk, whether it is the last) -> its cipher, as this identity reads them.
async function stream(make, header, nonce, identity) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const key = hkdf(sha256, await decrypter.decryptHeader(header), nonce, utf8("payload"), 32);
  return (nth, last) => {
    const counter = new DataView(new ArrayBuffer(12));
    counter.setUint32(7, nth);
    counter.setUint8(11, last);
    return make(key, new Uint8Array(counter.buffer));
  };
}

// `text` has longer(…) bytes of its buffer before it; the whole buffer becomes the file. What is sealed with `identity`
// must open with `again`, from the very bytes that will be sent.
export async function sealed(text, header, identity, again, told) {
  const file = new Uint8Array(text.buffer), begin = header.length + NONCE, all = count(text.length);
  file.set(header);
  crypto.getRandomValues(file.subarray(header.length, begin));
  const made = await cipher();
  const [sealing, opening] = await Promise.all([identity, again].map((one) =>
    stream(made, file.slice(0, header.length), file.slice(header.length, begin), one)));
  const chunk = new Uint8Array(CHUNK);
  for (let nth = 0, to = begin; nth < all; nth += 1) {
    const from = nth * CHUNK, last = nth === all - 1;
    const plain = chunk.subarray(0, Math.min(CHUNK, text.length - from));
    plain.set(text.subarray(from, from + plain.length));
    file.set(sealing(nth, last).encrypt(plain), to); // never beyond what is read already
    const lies = file.subarray(to, (to += plain.length + TAG));
    if (!same(opened(opening(nth, last), lies), plain)) throw spoiled();
    if (nth % BREATH === BREATH - 1) await breath(told, nth / all);
  }
  return file;
}

function opened(key, bytes) {
  try {
    return key.decrypt(bytes);
  } catch {
    throw spoiled();
  }
}

// The page may say how far it is.
function breath(told, part) {
  told(part);
  return new Promise((done) => setTimeout(done));
}
