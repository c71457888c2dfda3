// Adds up the bid form as it is typed: unit prices times quantities plus PPN, as a hint beside the total.
// Only a comfort: the total counts as typed, and the opening corrects it by the law (rules/prices.py).

const GROUPED = /^\d{1,3}(\.\d{3})+(,\d{1,2})?$/;
const BARE = /^\d+([.,]\d{1,2})?$/;

// Rupiah as typed, read as rules/offer.py reads it; null for nothing and for what is no amount.
export function amount(text) {
  const bare = text.replaceAll(" ", "").replace(/^Rp/, "").replace(/,-$/, "");
  if (GROUPED.test(bare)) return Number(bare.replaceAll(".", "").replace(",", "."));
  return BARE.test(bare) ? Number(bare.replace(",", ".")) : null;
}

export function sum(lines, vat) {
  const net = lines.reduce((all, [quantity, price]) => all + quantity * price, 0);
  return Math.round(net * (100 + vat)) / 100;
}

export const rupiah = (value) => value.toLocaleString("id-ID", { maximumFractionDigits: 2 });

function show(form) {
  const hint = form.querySelector("[data-sum]");
  const prices = Array.from(form.querySelectorAll("[data-quantity]"), (field) => [field, amount(field.value)]);
  const known = prices.every(([, price]) => price !== null);
  hint.hidden = !known || !prices.length;
  if (!known) return;
  const lines = prices.map(([field, price]) => [Number(field.dataset.quantity), price]);
  hint.querySelector("b").textContent = `Rp${rupiah(sum(lines, Number(hint.dataset.vat)))}`;
}

const NEAR = 1; // rupiah: a sum that is rounded otherwise is no other sum

// What a form lacks before it is sealed, by name. `typed`: prices [[quantity, text]], total and technical as text.
export function lacking({ prices, total, technical, most, vat }) {
  const lines = prices.map(([quantity, text]) => [quantity, amount(text)]);
  const whole = lines.every(([, price]) => price !== null);
  const all = amount(total);
  const wrong = {
    prices: !whole,
    total: all === null,
    sum: whole && lines.length > 0 && all !== null && Math.abs(sum(lines, vat) - all) > NEAR,
    most: all !== null && all > most,
    technical: !technical.trim(),
  };
  return Object.keys(wrong).filter((name) => wrong[name]);
}

function check(form) {
  const list = form.querySelector("[data-lacking]");
  if (!list) return;
  const value = (name) => form.querySelector(`[data-name=${name}]`)?.value ?? "";
  const lacks = lacking({
    prices: Array.from(form.querySelectorAll("[data-quantity]"), (one) => [Number(one.dataset.quantity), one.value]),
    total: value("total"),
    technical: value("technical"),
    most: Number(list.dataset.most),
    vat: Number(form.querySelector("[data-sum]")?.dataset.vat ?? 0),
  });
  list.hidden = false;
  for (const line of list.querySelectorAll("[data-lacks]")) line.hidden = !lacks.includes(line.dataset.lacks);
  list.querySelector("[data-whole]").hidden = lacks.length > 0;
}

if (globalThis.document) {
  const heard = (event) => {
    if (event.target.matches("[data-quantity]")) show(event.target.form);
    if (event.target.form?.querySelector("[data-lacking]")) check(event.target.form);
  };
  document.addEventListener("input", heard);
  document.addEventListener("filled", heard); // by a draft of this device
  document.addEventListener("click", (event) => {
    const hint = event.target.closest("[data-sum] button") && event.target.closest("[data-sum]");
    if (!hint) return;
    const total = event.target.form.querySelector("[data-name=total]");
    total.value = hint.querySelector("b").textContent.replace("Rp", "");
    total.dispatchEvent(new Event("input", { bubbles: true })); // a sealed offer is sealed anew
    total.focus();
  });
}
