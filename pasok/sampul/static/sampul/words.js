// Sentences in the reader's language. They are Indonesian here; a page in another language brings a table of them.

let table = null;

function known() {
  table ??= JSON.parse(globalThis.document?.getElementById("sampul-words")?.textContent ?? "{}");
  return table;
}

export function say(text, parts = {}) {
  const told = known()[text] ?? text;
  return Object.entries(parts).reduce((words, [name, value]) => words.replace(`{${name}}`, value), told);
}
