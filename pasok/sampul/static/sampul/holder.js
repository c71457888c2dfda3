// A holder's device (a member of the Pokja, a custodian): makes a key, proves before the deadline that it works, and
// after the deadline checks the log and gives back its shares. No page is touched here. See docs/sampul-format.md 6.

import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient, webauthn } from "./age.js";
import * as format from "./format.js";
import { say } from "./words.js";

const WORK = 16; // scrypt, 64 MiB: a cheap phone manages it in about two seconds
const PASSKEY = "-> age-encryption.org/fido2prf "; // the line of an age file that a passkey opens

// ---- the key

async function made(lock) {
  const identity = await generateX25519Identity();
  const encrypter = new Encrypter();
  lock(encrypter);
  return { recipient: await identityToRecipient(identity), wrapped: format.base64(await encrypter.encrypt(identity)) };
}

export const makeKey = (passphrase) => made((encrypter) => {
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(WORK);
});

// `passkey`: what createPasskey answered before, on this device.
export const makeKeyByPasskey = (passkey) => made((encrypter) => {
  encrypter.addRecipient(new webauthn.WebAuthnRecipient({ identity: passkey }));
});

export const createPasskey = (name) => webauthn.createCredential({ keyName: name });

export function byPasskey(wrapped) {
  return new TextDecoder("latin1").decode(format.unbase64(wrapped).slice(0, 400)).includes(PASSKEY);
}

// `passphrase` is not asked for where the key is under a passkey.
export async function unwrapIdentity(wrapped, passphrase = "") {
  const decrypter = new Decrypter();
  if (byPasskey(wrapped)) decrypter.addIdentity(new webauthn.WebAuthnIdentity());
  else decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(format.unbase64(wrapped), "text");
  } catch {
    throw new Error(byPasskey(wrapped)
      ? say("Kunci sandi (passkey) tidak membuka kunci Anda. Coba lagi, di perangkat yang membuatnya.")
      : say("Kata sandi kunci salah. Coba lagi."));
  }
}

async function opened(identity, sealed, kind) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(format.unbase64(sealed), kind);
}

// ---- the trial: 32 bytes that only this key opens, in hex

export async function tried(identity, sealed) {
  try {
    return format.hex(await opened(identity, sealed));
  } catch {
    throw new Error(say("Kunci ini bukan kunci Anda untuk tender ini."));
  }
}

// ---- the opening

// What must be true before anything is released; `lines` is bagian.json, `wanted` {box, part, holder} as asked for.
export function checkLines(lines, wanted) {
  const { open, close, bids } = lines;
  const head = format.verifyNote(lines.checkpoint, lines.log);
  const asked = ["box", "part", "holder"].every((name) => lines[name] === wanted[name]);
  const ours = (one, kind) => one.body.kind === kind && one.body.box === wanted.box && format.stands(one, head);
  const listed = bids.every((bid) => {
    const { leaf, body, terms } = bid;
    const named = terms.leaf_hash === body.bid.terms && format.areTerms(terms, wanted.box, open);
    const inside = leaf < close.index && close.body.leaves.includes(leaf) && body.bid.box === wanted.box;
    return inside && named && ours({ ...bid, index: leaf }, "bid") && format.stands(terms, head);
  });
  const once = new Set(bids.map(({ leaf }) => leaf)).size === bids.length;
  if (!(lines.v === 2 && asked && ours(open, "open") && ours(close, "close") && listed && once && head.size > close.index)) {
    throw new Error(say("Server tidak membuktikan bahwa kotak ini sudah ditutup. Bagian kunci Anda tidak diberikan."));
  }
  const { keys, quorum } = open.body.witnesses;
  const seen = Object.keys(format.cosigned(lines.checkpoint, keys)).length;
  if (seen < quorum) {
    const parts = { n: seen, quorum };
    throw new Error(say("Penutupan baru disaksikan {n} dari {quorum} saksi. Tunggu sebentar, lalu coba lagi.", parts));
  }
}

// One share, or "" where the bidder dealt this holder no good one.
async function share(identity, { box, part, holder }, { body, terms, share: sealed }) {
  const { key, sc } = body.bid.parts[part];
  const expected = { ...format.context(box, terms.leaf_hash, body.bid.bidder, part), key };
  try {
    const { share: found, ...about } = JSON.parse(await opened(identity, sealed, "text"));
    const good = format.canonical(about) === format.canonical(expected);
    return good && format.hash(format.unhex(found)) === sc[holder] ? found : "";
  } catch {
    return "";
  }
}

// Nobody else can guess it, and this very key makes it again: a promise given on a lost phone can still be kept.
const nonce = (identity, wanted) => format.hash(format.utf8(`sampul/nonce/v2\n${identity}\n${format.canonical(wanted)}`));

// Everything this holder gives for one part: {v, box, part, holder, nonce, shares}. Its digest is the promise.
export async function release(lines, identity, wanted) {
  checkLines(lines, wanted);
  const recipient = await identityToRecipient(identity);
  const mine = ({ terms: { body: { terms } } }) =>
    [...terms.members, ...terms.custodians].some(({ id, recipient: own }) => id === wanted.holder && own === recipient);
  if (lines.bids.length && !lines.bids.some(mine)) throw new Error(say("Kunci ini bukan kunci Anda untuk tender ini."));
  const shares = {};
  for (const bid of lines.bids) shares[bid.leaf] = await share(identity, wanted, bid);
  const { box, part, holder } = wanted;
  return { v: 2, box, part, holder, nonce: nonce(identity, { box, part, holder }), shares };
}
