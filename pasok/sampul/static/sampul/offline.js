// The page segel.html: seals a bid on a machine without a network. It reads the file that the tender's page gives
// ({v, kind: "to-seal", box: parameters, bidder, replaces, title, lines}), and writes one that the tender's page takes.

import { collect, prepareBid } from "./bid.js";
import { pack } from "./carried.js";
import * as format from "./format.js";
import { say } from "./words.js";

const form = document.querySelector("form");
const status = document.querySelector("[role=status]");
let given = null;

const tell = (text, tone = "") => Object.assign(status, { textContent: text, className: tone });
const shown = (name, text) => (document.querySelector(`[data-${name}]`).textContent = text);

function priceField({ number, description, quantity, unit }) {
  const field = document.querySelector("template").content.firstElementChild.cloneNode(true);
  const [label, help, input] = ["label", "small", "input"].map((tag) => field.querySelector(tag));
  input.id = label.htmlFor = input.dataset.name = `unit_price_${number}`;
  label.textContent = description;
  help.textContent = say("Harga satuan tanpa PPN, untuk {quantity} {unit}", { quantity, unit });
  return field;
}

async function read(file) {
  try {
    given = JSON.parse(await file.text());
    if (given.v !== 2 || given.kind !== "to-seal") throw new TypeError();
    format.checkParameters(given.box);
  } catch (error) {
    given = null;
    form.hidden = true;
    const plain = error instanceof TypeError || error instanceof SyntaxError;
    return tell(plain ? say("Berkas ini bukan berkas tender untuk disegel.") : error.message, "bad");
  }
  const { terms } = given.box.terms.body;
  shown("title", given.title);
  shown("deadline", new Date(given.box.closes_at).toLocaleString("id-ID", { dateStyle: "full", timeStyle: "long" }));
  shown("holders", terms.members.map(({ name }) => name).join(", "));
  shown("terms", given.box.terms.leaf_hash);
  document.querySelector("[data-lines]").replaceChildren(...given.lines.map(priceField));
  form.hidden = false;
  return tell(say("Berkas tender terbaca dan terbukti ada di log publik."), "good");
}

async function seal() {
  tell(say("Menyegel di perangkat ini. Tidak ada yang dapat membacanya sebelum pembukaan."));
  await new Promise((done) => setTimeout(done, 30));
  const payload = await collect(form, given.box.terms.body.terms.parts[0]);
  const told = (part) => tell(say("Menyegel di perangkat ini: {n}%.", { n: Math.floor(part * 100) }));
  const made = await prepareBid(given.box, given.bidder, payload, given.replaces, told);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(pack(made));
  link.download = `${given.box.key.replace(/\W+/g, "-")}.sampul`;
  link.click();
  tell(say("Tersegel. Unggah berkas {name} di halaman penawaran Anda sebelum batas akhir.", { name: link.download }), "good");
}

document.querySelector("[data-parameters]").addEventListener("change", (event) => read(event.target.files[0]));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  seal().catch((error) => tell(error.message, "bad"));
});
