// The bidder's device: seals what the form says before it leaves the page. See docs/sampul-format.md.
//
//   <form data-seal data-box="/sampul/kotak/….json" data-bidder="12" action="…" method="post">
//     inputs (data-part="…" where there is more than one part), <p data-seal-status aria-live="polite">,
//     components/upload.html (what is on its way), [data-device-draft] (what is kept of the form on this device)
//
// What must never be sent bare has `data-name` instead of `name`: no browser submits it, with or without this script.
// `data-group="fields"` puts a field one level deeper: {fields: {total: …}}.

import { checkReceipt, collect, prepareBid } from "./bid.js";
import { unpack } from "./carried.js";
import { Draft } from "./kept.js";
import { held, hold, lasting, letGo, Line, Panel, Refused, Stopped } from "./queue.js";
import { say } from "./words.js";

async function answerOf(response) {
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const reasons = answer.why_not ?? answer.reasons ?? Object.values(answer.errors ?? {}).flat();
  const status = { status: response.status };
  throw new Refused(reasons.join(" ") || say("Server menolak ({status}). Coba lagi sebentar lagi.", status));
}

class SealedForm {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-seal-status]");
    this.place = `sampul:${form.dataset.box}:${form.dataset.bidder}`;
    this.panel = new Panel(form.querySelector("[data-upload]"));
    this.offsets = {}; // how far each ciphertext came
    this.draft = new Draft(form);
    this.draft.restore();
    form.noValidate = true;
    form.addEventListener("input", () => (this.sealed = null));
    form.querySelector("[data-carried]")?.addEventListener("change", (event) => this.carry(event.target));
    this.panel.part("pause")?.addEventListener("click", () => this.pause());
    this.panel.part("continue")?.addEventListener("click", () => this.send());
    this.panel.part("cancel")?.addEventListener("click", () => this.cancel());
    this.resume();
  }

  submit() {
    if (this.sealed || this.form.reportValidity()) this.send();
  }

  token() {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    return cookie ?? this.form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
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

  // What was on its way when the page was left goes on by itself, to the same receipt.
  async resume() {
    const bid = await held(this.place).catch(() => null);
    const { idem, receipt } = this.kept();
    if (bid && receipt && idem === bid.sealed.idem) return this.finish();
    if (bid) {
      this.sealed = bid.sealed;
      this.action = bid.action;
      this.offsets = bid.offsets;
      this.draft.guard(true);
      this.draft.hide(); // what is sealed has its files, too
      if (!bid.paused) return this.send();
      this.lock(true);
      this.panel.list(bid.sealed.ciphertexts, bid.offsets);
      return this.rest();
    }
    if (!idem || receipt) return undefined;
    this.sealed = this.kept();
    return this.say(say("Kiriman Anda yang terakhir belum dijawab. Tekan kirim untuk mencobanya lagi."));
  }

  // While something is on its way its fields are locked: what arrives is what is seen.
  lock(yes) {
    for (const field of this.form.elements) {
      if (field.closest("[data-upload]")) continue;
      if (field.type === "submit") field.disabled = yes;
      else (field.closest(".field") ?? field).inert = yes;
    }
  }

  waiting() {
    this.say(say("Sambungan terputus. Kami lanjutkan sendiri begitu tersambung."), "bad");
  }

  async send() {
    this.stop = new AbortController();
    this.lock(true);
    try {
      const asked = () => fetch(this.form.dataset.box, { cache: "no-store" });
      const box = await answerOf(await (this.sealed ? this.lasting(asked) : asked()));
      this.sealed ??= await this.seal(box);
      await this.hold(false);
      await this.upload(this.sealed.ciphertexts);
      const location = await this.commit(box, this.sealed);
      await this.finish();
      this.say(say("Tersegel dan tercatat. Tanda terima Anda sudah diperiksa di perangkat ini."), "good");
      if (location) window.location.assign(location);
    } catch (error) {
      this.failed(error);
    }
  }

  lasting(work) {
    return lasting(work, this.stop.signal, () => this.waiting());
  }

  failed(error) {
    if (error instanceof Stopped) return;
    const lost = error instanceof TypeError;
    this.say(lost ? say("Sambungan terputus. Isian Anda masih di sini; tekan kirim lagi.") : error.message, "bad");
    if (this.queued) this.panel.mode("paused");
    else this.unlock();
  }

  unlock() {
    this.lock(false);
    this.panel.close();
  }

  // Before a file is read: a phone would seal it for a while, for nothing.
  weigh(most) {
    const fields = Array.from(this.form.elements).filter((field) => field.dataset.name ?? field.name);
    const chosen = fields.flatMap((field) => Array.from(field.files ?? []));
    const large = chosen.find((file) => file.size > most);
    const words = { name: large?.name, n: most >> 20 };
    if (large) throw new Refused(say("Berkas {name} terlalu besar. Satu berkas paling besar {n} MB.", words));
  }

  async seal(box) {
    this.say(say("Menyegel di perangkat ini. Tidak ada yang dapat membacanya sebelum pembukaan."));
    this.weigh(box.max_file_bytes);
    const payload = await collect(this.form, box.terms.body.terms.parts[0]);
    const replaces = this.form.dataset.replaces ? Number(this.form.dataset.replaces) : null;
    const told = (part) => this.say(say("Menyegel di perangkat ini: {n}%.", { n: Math.floor(part * 100) }));
    const bid = await prepareBid(box, this.form.dataset.bidder, payload, replaces, told);
    if (Object.values(bid.ciphertexts).some((ciphertext) => ciphertext.length > box.max_bytes)) {
      const largest = { n: box.max_bytes >> 20 };
      throw new Refused(say("Berkas terlalu besar. Satu sampul paling besar {n} MB.", largest));
    }
    const blobs = Object.entries(bid.ciphertexts).map(([sha256, bytes]) => [sha256, new Blob([bytes])]);
    return { ...bid, ciphertexts: Object.fromEntries(blobs) };
  }

  // Sealed elsewhere, without a network: nothing is left but to send it.
  async carry(input) {
    try {
      const { key } = await answerOf(await fetch(this.form.dataset.box, { cache: "no-store" }));
      this.sealed = await unpack(input.files[0], key, this.form.dataset.bidder);
      input.value = "";
      this.send();
    } catch (error) {
      input.value = "";
      this.failed(error);
    }
  }

  // Only what is sealed is put on the shelf. Without room there the sending works, but does not outlive the page.
  async hold(paused) {
    this.action ??= this.form.getAttribute("action") || window.location.pathname;
    const bid = { sealed: this.sealed, action: this.action, paused, offsets: this.offsets };
    this.draft.guard(await hold(this.place, bid).then(() => true, () => false));
  }

  async upload(ciphertexts = {}) {
    this.queued = true;
    this.panel.list(ciphertexts, this.offsets);
    this.panel.mode("sending");
    const line = new Line(() => this.token(), this.stop.signal, () => this.waiting());
    const all = Object.entries(ciphertexts);
    for (const [at, [sha256, blob]] of all.entries()) {
      const told = say("Mengirim sampul {at} dari {n}.", { at: at + 1, n: all.length });
      this.say(told);
      await line.send(sha256, blob, (offset) => {
        this.offsets[sha256] = offset;
        this.panel.move(sha256, offset, blob.size);
        this.say(told);
      });
      this.panel.move(sha256, blob.size, blob.size);
    }
  }

  async commit(box, { idem, leaf, envelopes }) {
    this.panel.mode("");
    this.say(say("Mencatat penawaran Anda di log publik."));
    this.keep({ idem, leaf, envelopes });
    const response = await this.lasting(() => fetch(this.action, {
      method: "POST",
      headers: { "X-CSRFToken": this.token(), "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ idem, leaf, envelopes }),
    }));
    if (response.status >= 400 && response.status !== 401) await this.giveBack();
    const answer = await answerOf(response);
    const receipt = answer.receipt ?? answer;
    checkReceipt(receipt, leaf, box.log);
    this.keep({ idem, receipt });
    return answer.location;
  }

  // The house has said no: the form is open again, as it was typed.
  async giveBack() {
    this.keep({});
    this.queued = false;
    this.action = null;
    await letGo(this.place).catch(() => null);
  }

  async finish() {
    this.queued = false;
    await letGo(this.place).catch(() => null);
    this.draft.forget();
    this.draft.guard(true);
    this.panel.close();
  }

  pause() {
    this.stop.abort();
    this.hold(true);
    this.rest();
  }

  rest() {
    this.panel.mode("paused");
    this.say(say("Dijeda. Yang sudah sampai tidak hilang. Penawaran belum tercatat."));
  }

  async cancel() {
    this.stop?.abort();
    await this.giveBack();
    this.sealed = null;
    this.unlock();
    this.draft.guard();
    this.say(say("Kiriman dibatalkan. Penawaran belum tercatat; isian Anda masih di sini."));
  }
}

// One ear for the whole page: a form that htmx brings later is heard like one that was there from the start.
if (globalThis.document) {
  const known = new WeakMap();
  const sealed = (form) => known.get(form) ?? known.set(form, new SealedForm(form)).get(form);
  const wake = () => document.querySelectorAll("form[data-seal]").forEach(sealed);
  wake();
  document.addEventListener("htmx:after:swap", wake);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-seal]")) return;
    event.preventDefault();
    sealed(event.target).submit();
  });
}
