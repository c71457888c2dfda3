// What is sealed and not yet arrived: kept on this device (ciphertexts only), sent in pieces, taken up again where it
// stopped, after a reload or a lost line. The other side is tus.py.

import * as format from "./format.js";
import { say } from "./words.js";

const START = "/sampul/kirim";
const [SMALL, LARGE] = [128 * 1024, 4 * 1024 * 1024]; // bytes of a piece
const [QUICK, SLOW] = [1000, 5000]; // milliseconds: shorter pieces grow, longer ones shrink
const LONGEST = 20000; // milliseconds between two tries
const AGAIN = [409, 423, 460]; // the two sides disagree: ask how far it came

export class Refused extends Error {}
export class Stopped extends Error {}

// ---- the shelf: one sealed bid per box and bidder, in IndexedDB

const promised = (request) => new Promise((good, bad) => {
  request.onsuccess = () => good(request.result);
  request.onerror = () => bad(request.error);
});

async function shelf(mode) {
  const opening = indexedDB.open("sampul", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("bids");
  return (await promised(opening)).transaction("bids", mode).objectStore("bids");
}

// {sealed: {idem, leaf, envelopes, ciphertexts: {sha256: Blob}}, action, paused, offsets: {sha256: bytes}}
export const held = async (place) => promised((await shelf("readonly")).get(place)).catch(() => null);
export const hold = async (place, bid) => promised((await shelf("readwrite")).put(bid, place));
export const letGo = async (place) => promised((await shelf("readwrite")).delete(place));

// ---- the line

function pause(milliseconds, signal) {
  return new Promise((done, stop) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      signal.removeEventListener("abort", leave);
      done();
    };
    const leave = () => stop(new Stopped());
    const timer = setTimeout(end, milliseconds);
    window.addEventListener("online", end);
    signal.addEventListener("abort", leave);
  });
}

// Try until there is an answer. Only a lost line and a server in trouble are tried again.
export async function lasting(work, signal, waiting) {
  for (let wait = 1000; ; wait = Math.min(wait * 2, LONGEST)) {
    if (signal.aborted) throw new Stopped();
    try {
      const answer = await work();
      if (answer.status < 500 || answer.status === 507) return answer;
    } catch (error) {
      if (signal.aborted) throw new Stopped();
      if (!(error instanceof TypeError)) throw error;
    }
    waiting();
    await pause(wait, signal);
  }
}

export class Line {
  constructor(token, signal, waiting) {
    Object.assign(this, { token, signal, waiting, size: SMALL });
  }

  async ask(method, way, headers = {}, body = undefined) {
    const own = { "Tus-Resumable": "1.0.0", Accept: "application/json", "X-CSRFToken": this.token(), ...headers };
    return lasting(() => fetch(way, { method, headers: own, body, signal: this.signal }), this.signal, this.waiting);
  }

  async refuse(answer) {
    const told = await answer.json().catch(() => ({}));
    const why = (told.reasons ?? told.why_not ?? []).join(" ");
    throw new Refused(why || say("Server menolak ({status}). Coba lagi sebentar lagi.", { status: answer.status }));
  }

  // One ciphertext, from where it stopped; `moved(offset)` after each piece.
  async send(sha256, blob, moved) {
    const known = { "Upload-Length": blob.size, "Upload-Metadata": `sha256 ${btoa(sha256)}` };
    for (let lost = 0; ; lost += 1) {
      const begun = await this.ask("POST", START, known);
      if (!begun.ok) await this.refuse(begun);
      const way = begun.headers.get("Location");
      const answer = await this.pieces(way, blob, Number(begun.headers.get("Upload-Offset")), moved);
      if (answer.ok) return;
      if (answer.status !== 404 || lost > 2) await this.refuse(answer); // 404: thrown away meanwhile
    }
  }

  async pieces(way, blob, offset, moved) {
    let answer = { ok: true };
    moved(offset);
    for (let wrong = 0; offset < blob.size && wrong < 5; moved(offset)) {
      const began = performance.now();
      answer = await this.piece(way, blob.slice(offset, offset + this.size), offset);
      if (answer.ok) this.pace(performance.now() - began);
      else if (!AGAIN.includes(answer.status)) return answer;
      else {
        wrong += 1;
        await pause(300 * wrong, this.signal);
        const head = await this.ask("HEAD", way);
        if (!head.ok) return head;
        offset = Number(head.headers.get("Upload-Offset"));
        continue;
      }
      offset = Number(answer.headers.get("Upload-Offset"));
    }
    return offset < blob.size ? answer : { ok: true };
  }

  async piece(way, blob, offset) {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const sum = format.base64(format.unhex(format.hash(bytes)));
    const headers = { "Upload-Offset": offset, "Upload-Checksum": `sha256 ${sum}` };
    return this.ask("PATCH", way, { ...headers, "Content-Type": "application/offset+octet-stream" }, bytes);
  }

  pace(took) {
    if (took < QUICK) this.size = Math.min(this.size * 2, LARGE);
    if (took > SLOW) this.size = Math.max(this.size / 2, SMALL);
  }
}

// ---- what the person sees: components/upload.html

const megabytes = (bytes) => (bytes / 1048576).toLocaleString(document.documentElement.lang || "id", {
  minimumFractionDigits: 1, maximumFractionDigits: 1,
});

export class Panel {
  constructor(root) {
    this.root = root;
    this.lines = new Map();
  }

  part(name) {
    return this.root?.querySelector(`[data-${name}]`);
  }

  list(ciphertexts, offsets = {}) {
    if (!this.root || !Object.keys(ciphertexts).length) return;
    const rows = Object.entries(ciphertexts).map(([sha256, blob], at, all) => {
      const row = this.part("line").content.firstElementChild.cloneNode(true);
      const name = row.querySelector("[data-name]");
      name.textContent = say("Sampul {at} dari {n}", { at: at + 1, n: all.length });
      name.id = `upload-${at}`;
      const bar = row.querySelector("progress");
      bar.max = blob.size;
      bar.setAttribute("aria-labelledby", name.id);
      this.lines.set(sha256, row);
      return row;
    });
    this.part("list").replaceChildren(...rows);
    Object.entries(ciphertexts).forEach(([sha256, blob]) => this.move(sha256, offsets[sha256] ?? 0, blob.size));
    this.root.hidden = false;
  }

  move(sha256, offset, size) {
    const row = this.lines.get(sha256);
    if (!row) return;
    row.querySelector("progress").value = offset;
    const parts = { done: megabytes(offset), all: megabytes(size) };
    row.querySelector("[data-done]").textContent = say("{done} dari {all} MB", parts);
  }

  // "sending": may be paused and given up; "paused": may go on or be given up; "": nothing of it
  mode(name) {
    if (!this.root) return;
    this.part("pause").hidden = name !== "sending";
    this.part("continue").hidden = name !== "paused";
    this.part("cancel").hidden = !name;
  }

  close() {
    if (this.root) this.root.hidden = true;
  }
}
