"use strict";
/* The object in which the page's parts meet, and the only way in which they make elements: text is always text. */
const Ledger = {};

(() => {
  /* Characters that reorder or hide text are shown by their number, so that nothing can pose as something else. */
  const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]/g;

  Ledger.visible = (text) =>
    String(text).replace(HIDDEN, (c) => (c === "\ufeff" ? "" : `⟨U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`));

  /* el("p.muted", {id: "x", onclick: f}, "text", node, null): strings become text nodes, null is left out. */
  Ledger.el = (shape, attributes, ...children) => {
    const [name, ...classes] = shape.split(".");
    const node = document.createElement(name || "div");
    if (classes.length) node.className = classes.join(" ");
    return Ledger.fill(Ledger.set(node, attributes), children);
  };

  Ledger.svg = (shape, attributes, ...children) => {
    const [name, ...classes] = shape.split(".");
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    if (classes.length) node.setAttribute("class", classes.join(" "));
    return Ledger.fill(Ledger.set(node, attributes), children);
  };

  Ledger.set = (node, attributes) => {
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (key === "value" || key === "checked") node[key] = value;
      else node.setAttribute(key, value === true ? "" : Ledger.visible(value));
    }
    return node;
  };

  Ledger.fill = (node, children) => {
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false) continue;
      node.append(child instanceof Node ? child : document.createTextNode(Ledger.visible(child)));
    }
    return node;
  };

  Ledger.empty = (node) => {
    node.textContent = "";
    return node;
  };

  /* Text that came out of a document: it keeps its own direction and cannot turn that of its surroundings. */
  Ledger.said = (text) => Ledger.el("bdi.isolate", { dir: "auto" }, text);

  Ledger.byId = (id) => document.getElementById(id);
  Ledger.read = (id) => JSON.parse(Ledger.byId(id).textContent);

  Ledger.later = (work) => {
    let frame = 0;
    return () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(work);
    };
  };
})();
