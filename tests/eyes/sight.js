// What is wrong with the page as it stands, in words. Run by the tests in Chromium; never part of the product.
() => {
  const wrong = [], seen = (box) => box.width > 0 && box.height > 0;
  const name = (node) => `${node.tagName.toLowerCase()} "${(node.innerText || node.value || node.name || node.id).trim().slice(0, 40)}"`;
  const shown = (node) => seen(node.getBoundingClientRect()) && node.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) {
    const out = [...document.body.querySelectorAll("*")].filter((node) => shown(node) && node.getBoundingClientRect().right > innerWidth + 1);
    wrong.push(`sticks out by ${wide} px: ${out.slice(-1).map(name)}`);
  }

  // A finger needs 44 px, save for a link inside a sentence (WCAG 2.5.5).
  const inSentence = (node) => node.tagName === "A" && getComputedStyle(node).display === "inline" &&
    [...node.parentNode.childNodes].some((near) => near !== node && near.nodeType === 3 && /\w/.test(near.data));
  const target = (node) => {
    if (/^(checkbox|radio)$/.test(node.type)) return node.closest("label") || node.labels[0] || node;
    if (node.matches(".pkg h3 a, .work h3 a")) return node.closest("li, .pkg");
    return node;
  };
  for (const node of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    if (!shown(node) || node.closest(".hidden, .skip") || node.matches(".skip, .hidden") || inSentence(node)) continue;
    const box = target(node).getBoundingClientRect();
    if (box.height < 43.5 || box.width < 43.5) wrong.push(`small target ${Math.round(box.width)}x${Math.round(box.height)}: ${name(node)}`);
  }

  for (const node of document.querySelectorAll("[tabindex]")) if (node.tabIndex > 0) wrong.push(`tabindex ${node.tabIndex}: ${name(node)}`);
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length) wrong.push(`ids given twice: ${twice}`);
  if (document.querySelectorAll("h1").length !== 1) wrong.push(`${document.querySelectorAll("h1").length} main headings`);
  return wrong;
}
