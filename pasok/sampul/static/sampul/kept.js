// The draft of a form that is sealed: as typed, on this device alone. It goes when the receipt comes, when its writer
// says so, or after a season.

import { say } from "./words.js";

const SEASON = 90 * 24 * 3600 * 1000;

export class Draft {
  constructor(form) {
    this.form = form;
    this.place = `sampul:isian:${form.dataset.box}:${form.dataset.bidder}`;
    this.line = form.querySelector("[data-device-draft]");
    this.line?.querySelector("button").addEventListener("click", () => this.discard());
    form.addEventListener("input", () => this.keep());
    form.addEventListener("change", () => this.guard());
    this.stay = (event) => event.preventDefault();
  }

  fields() {
    return Array.from(this.form.elements).filter((field) => field.dataset.name && field.type !== "file");
  }

  files() {
    const inputs = Array.from(this.form.elements).filter((field) => field.type === "file" && field.dataset.name);
    return inputs.flatMap((field) => Array.from(field.files, (file) => file.name));
  }

  // Chosen files cannot be kept as they are, so leaving the page is warned of until the queue has them, sealed.
  guard(safe = false) {
    const lose = !safe && this.files().length > 0;
    window[lose ? "addEventListener" : "removeEventListener"]("beforeunload", this.stay);
  }

  keep() {
    if (!this.fields().length) return;
    const value = (field) => (field.type === "checkbox" ? field.checked : field.value);
    const typed = this.fields().map((field) => [field.dataset.name, value(field)]);
    this.store({ at: Date.now(), typed, files: this.files() });
    this.show(say("Isian ini hanya tersimpan di perangkat ini, tidak di server."));
  }

  store(what) {
    try {
      if (what) localStorage.setItem(this.place, JSON.stringify(what));
      else localStorage.removeItem(this.place);
    } catch {
      // a full or forbidden storage costs only the draft
    }
  }

  restore() {
    let held = null;
    try {
      held = JSON.parse(localStorage.getItem(this.place));
    } catch {
      return;
    }
    if (!held) return;
    if (Date.now() - held.at > SEASON) return this.store(null);
    const values = new Map(held.typed);
    for (const field of this.fields()) {
      const value = values.get(field.dataset.name);
      if (field.type === "checkbox") field.checked = Boolean(value);
      else if (value !== undefined) field.value = value;
      field.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
    }
    const told = [say("Isian Anda dikembalikan dari perangkat ini. Server tidak menyimpannya.")];
    if (held.files.length) told.push(say("Pilih lagi berkas Anda: {files}.", { files: held.files.join(", ") }));
    this.show(told.join(" "));
  }

  show(text) {
    if (!this.line) return;
    this.line.hidden = false;
    this.line.querySelector("p").textContent = text;
  }

  hide() {
    if (this.line) this.line.hidden = true;
  }

  forget() {
    this.store(null);
    this.hide();
  }

  discard() {
    this.form.reset();
    this.forget();
    this.form.querySelectorAll("[data-sum]").forEach((hint) => (hint.hidden = true));
  }
}
