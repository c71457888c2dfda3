// A sealed bid as one file, for a bid that was sealed away from the network: a line of JSON, then the ciphertexts.
// {v: 2, kind: "sealed", idem, leaf, envelopes, ciphertexts: [[sha256, size]]}

import * as format from "./format.js";
import { say } from "./words.js";

const LONGEST = 4 << 20; // bytes of the first line

export function pack({ idem, leaf, envelopes, ciphertexts }) {
  const all = Object.entries(ciphertexts);
  const sizes = all.map(([sha256, bytes]) => [sha256, bytes.length]);
  const line = JSON.stringify({ v: 2, kind: "sealed", idem, leaf, envelopes, ciphertexts: sizes });
  return new Blob([`${line}\n`, ...all.map(([, bytes]) => bytes)], { type: "application/octet-stream" });
}

// The same as prepareBid gives, with Blobs; an error where the file is not whole or not for this box and bidder.
export async function unpack(file, box, bidder) {
  const bad = new Error(say("Berkas ini bukan penawaran tersegel Anda untuk tender ini."));
  const head = new Uint8Array(await file.slice(0, LONGEST).arrayBuffer());
  const end = head.indexOf(10);
  let said = null;
  try {
    said = JSON.parse(new TextDecoder().decode(head.subarray(0, Math.max(end, 0))));
  } catch {
    throw bad;
  }
  const { v, kind, idem, leaf, envelopes } = said;
  if (v !== 2 || kind !== "sealed" || leaf.box !== box || leaf.bidder !== bidder || format.digest(leaf) !== idem) throw bad;
  const ciphertexts = {};
  let at = end + 1;
  for (const [sha256, size] of said.ciphertexts) {
    ciphertexts[sha256] = file.slice(at, at + size);
    at += size;
  }
  if (at !== file.size) throw bad;
  return { idem, leaf, envelopes, ciphertexts };
}
