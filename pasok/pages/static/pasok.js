// What every page does with forms: keeps what is typed, sends once, warns before the login ends. Without this
// script every page still works. Words come from the data attributes of its own element (components/script.html).
(() => {
  "use strict";
  const own = document.currentScript, words = own.dataset;
  const PAUSE = 1200, SECRET = "[type=password], [type=file], [data-secret]";
  const ITS_OWN = "[data-seal], [data-member-key], [data-prove], [data-promise], [data-release], [data-paper]"; // forms that their own script sends
  const states = new WeakMap(); // form -> {changed, failed, secret, sending, timer, stop}
  const open = new Set(); // forms somebody has typed into
  const find = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const fill = (text, n) => text.replace("{n}", n);

  function state(form) {
    if (!states.has(form)) states.set(form, {});
    open.add(form);
    return states.get(form);
  }

  const token = () => decodeURIComponent(document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "");

  // ---- what was typed

  function typed(form) {
    const data = new FormData(form);
    all(SECRET, form).forEach((field) => data.delete(field.name));
    return new URLSearchParams(Array.from(data).filter(([, value]) => typeof value === "string"));
  }

  function say(form, text) {
    let line = find("[data-kept]", form);
    if (!line && text) {
      line = Object.assign(document.createElement("p"), { className: "small kept" });
      line.setAttribute("role", "status");
      line.dataset.kept = "";
      form.append(line);
    }
    if (line) line.textContent = text;
  }

  async function keep(form) {
    const now = state(form);
    clearTimeout(now.timer);
    if (!now.changed || now.sending || !form.isConnected) return;
    now.changed = false;
    now.stop?.abort();
    now.stop = new AbortController();
    const body = typed(form);
    body.set("way", form.getAttribute("action") || location.pathname);
    const headers = { "X-CSRFToken": token(), Accept: "application/json" };
    const keepalive = body.toString().length < 60000; // browsers carry no more past the end of a page
    const { signal } = now.stop;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body, headers, keepalive, signal });
      if (answer.status === 401) ended();
      const told = answer.ok ? await answer.json() : {};
      now.failed = !told.kept;
      if (told.kept) say(form, told.words);
      else stash(form);
    } catch (error) {
      if (error.name === "AbortError") return;
      now.failed = now.changed = true;
      say(form, words.unkept);
      stash(form);
    }
    guard();
  }

  function heard(event) {
    const form = event.target.form;
    if (!form?.dataset.keep) return;
    const now = state(form);
    if (event.target.matches(SECRET)) now.secret = all(SECRET, form).some((field) => field.value);
    else {
      now.changed = true;
      clearTimeout(now.timer);
      now.timer = setTimeout(keep, PAUSE, form);
    }
    guard();
  }

  const keepAll = () => open.forEach((form) => form.dataset.keep && keep(form));

  // Only what is neither kept nor sent holds anybody back.
  function stay(event) {
    event.preventDefault();
  }

  function guard() {
    const lose = Array.from(open).some((form) => {
      const { failed, secret, sending } = state(form);
      return form.isConnected && !sending && (failed || secret);
    });
    window[lose ? "addEventListener" : "removeEventListener"]("beforeunload", stay);
  }

  // ---- a copy on this device, in this tab, for a sending that does not arrive. The form's token tells whose it is.

  const place = (form) => `pasok:${form.getAttribute("action") || location.pathname}`;
  const mark = (form) => find("[name=once]", form)?.value;

  function stash(form) {
    try {
      sessionStorage.setItem(place(form), JSON.stringify({ once: mark(form), typed: Array.from(typed(form)) }));
    } catch {
      // no room on the device costs only this second safety
    }
  }

  function put(form, pairs) {
    const values = {};
    pairs.forEach(([name, value]) => (values[name] ??= []).push(value));
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.matches(SECRET)) continue;
      const given = values[field.name] ?? [];
      if (["checkbox", "radio"].includes(field.type)) field.checked = given.includes(field.value);
      else if (field.multiple) Array.from(field.options).forEach((one) => (one.selected = given.includes(one.value)));
      else if (given.length) field.value = given.shift();
    }
  }

  function restore(form) {
    const text = sessionStorage.getItem(place(form));
    if (!text) return;
    sessionStorage.removeItem(place(form));
    const held = JSON.parse(text);
    if (held.once !== mark(form) || find("[role=alert]", form)) return;
    put(form, held.typed);
    reveal(form.elements[0]);
    state(form).changed = true;
    keep(form).then(() => say(form, words.restored));
  }

  // ---- sending: once, and with buttons that say so

  function busy(form, yes) {
    const now = state(form);
    now.sending = yes;
    all("button", form).forEach((button) => {
      if (yes && !button.disabled) button.dataset.busy = "";
      if ("busy" in button.dataset) button.disabled = yes;
      if (!yes) delete button.dataset.busy;
    });
    if (yes) form.setAttribute("aria-busy", "true");
    else form.removeAttribute("aria-busy");
  }

  function send(event) {
    const form = event.target;
    if (form.method !== "post" || form.matches(ITS_OWN)) return;
    const now = state(form);
    if (now.sending) {
      event.preventDefault();
      return event.stopImmediatePropagation();
    }
    const field = find("[name=csrfmiddlewaretoken]", form); // a login in another tab has changed it
    if (field && token()) field.value = token();
    now.sending = true;
    clearTimeout(now.timer);
    now.stop?.abort();
    if (form.dataset.keep) stash(form);
    setTimeout(() => busy(form, true)); // later: the pressed button is part of what is sent
    guard();
  }

  function arrived(event) {
    const { sourceElement: form, response } = event.detail.ctx;
    if (form?.tagName !== "FORM") return;
    setTimeout(() => {
      busy(form, false);
      if (response?.status < 400 && !response.raw.headers.has("HX-Redirect")) sessionStorage.removeItem(place(form));
      if (!response) {
        state(form).failed = Boolean(form.dataset.keep);
        say(form, words.lost);
      }
      guard();
    });
  }

  // ---- errors: seen first, and each leads to its field

  function reveal(element) {
    for (let at = element?.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  }

  function focusAlert(from) {
    const first = find("[role=alert]", from);
    if (!first) return;
    first.tabIndex = -1;
    first.focus();
  }

  function follow(event) {
    const link = event.target.closest('[role=alert] a[href^="#"]');
    const goal = link && document.getElementById(link.hash.slice(1));
    if (!goal) return;
    event.preventDefault();
    reveal(goal);
    const control = goal.matches("input, select, textarea") ? goal : find("input, select, textarea", goal) ?? goal;
    control.focus();
    control.scrollIntoView({ block: "center" });
  }

  // ---- dialogs

  function dialogs(event) {
    const opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    if (event.target.closest("[data-stay]")) extend();
  }

  // ---- the end of the login

  const box = find("#session");
  let end = Date.now() + Number(words.left) * 1000, clock, spoken;

  async function ask(method) {
    const headers = { "X-CSRFToken": token(), Accept: "application/json" };
    const answer = await fetch(words.session, { method, headers, cache: "no-store" });
    if (answer.status === 401) return ended();
    const { left } = await answer.json();
    end = Date.now() + left * 1000;
    if (method === "POST") box.close();
    watch();
  }

  const extend = () => ask("POST").catch(() => {});

  function watch() {
    clearTimeout(clock);
    const rest = end - Date.now() - Number(words.warn) * 1000;
    if (rest > 0) {
      if (box.open) box.close(); // another tab has gone on
      clock = setTimeout(() => ask("GET").catch(warn), rest);
    } else warn();
  }

  function warn() {
    clearTimeout(clock);
    const left = Math.round((end - Date.now()) / 1000);
    if (left <= 0) return ask("GET").catch(ended);
    if (!box.open) {
      keepAll();
      box.showModal();
    }
    find("[data-clock]", box).textContent = `${Math.floor(left / 60)}.${String(left % 60).padStart(2, "0")}`;
    const now = left > 60 ? fill(words.minutes, Math.ceil(left / 60)) : fill(words.seconds, Math.ceil(left / 20) * 20);
    if (now !== spoken) find("[data-said]", box).textContent = spoken = now;
    clock = setTimeout(warn, 1000);
  }

  function ended() {
    if (!box || find("[data-stay]", box).hidden) return;
    clearTimeout(clock);
    open.forEach((form) => form.dataset.keep && form.isConnected && stash(form));
    all("[data-text]", box).forEach((part) => (part.textContent = part.dataset.text));
    ["[data-stay]", "[data-clock]"].forEach((part) => (find(part, box).hidden = true));
    const link = find("[data-login]", box);
    link.hidden = false;
    link.href = `${link.pathname}?next=${encodeURIComponent(location.pathname + location.search)}`;
    window.removeEventListener("beforeunload", stay);
    if (!box.open) box.showModal();
    link.focus();
  }

  // ---- ears for the whole page: what htmx brings later is heard like what was there from the start

  document.addEventListener("input", heard);
  document.addEventListener("change", heard);
  document.addEventListener("focusout", (event) => event.target.form?.dataset.keep && keep(event.target.form));
  document.addEventListener("submit", send, true);
  document.addEventListener("click", follow);
  document.addEventListener("click", dialogs);
  document.addEventListener("htmx:finally:request", arrived);
  document.addEventListener("htmx:after:swap", () => setTimeout(focusAlert, 0, find("#live") ?? document));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keepAll();
    else if (box && end - Date.now() < Number(words.warn) * 1000) ask("GET").catch(() => {});
  });
  window.addEventListener("pagehide", keepAll);
  window.addEventListener("online", keepAll);
  window.addEventListener("pageshow", (event) => event.persisted && open.forEach((form) => busy(form, false)));
  all("form[data-keep]").forEach(restore);
  if (performance.getEntriesByType("navigation")[0]?.responseStatus >= 400) focusAlert(find("main"));
  if (box) watch();
})();
