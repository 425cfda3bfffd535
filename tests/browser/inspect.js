// What a page must be like on the screen (screens §2, §7.3-4 and §7.10-13). Runs in the page, beside axe.
"use strict";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const CONTROLS = "button, input:not([type=hidden]), select, textarea, summary, a.btn, nav a, th a, .actions a, .form-buttons a";

function shown(element) {
  const box = element.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest(".visually-hidden, .skip-link");
}

function described(element) {
  return `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") || ""}"> ${element.textContent.trim().slice(0, 60)}`;
}

// The smaller side of what can be pressed; the label of a box belongs to it.
function target(element) {
  const box = element.getBoundingClientRect();
  const label = ["checkbox", "radio"].includes(element.type) && element.labels[0];
  const more = label ? label.getBoundingClientRect() : box;
  return Math.min(Math.max(box.width, more.width), Math.max(box.height, more.height));
}

// A link that is no part of a sentence: nothing but links stands in its cell, item or line.
function alone(link) {
  const place = link.closest("td, th, li, dd, dt, p, small, summary, div, section");
  const links = [...place.querySelectorAll("a")].filter(shown);
  const words = (text) => text.replace(/[\s·,|]/g, "").length;
  return words(place.innerText) === links.reduce((sum, each) => sum + words(each.innerText), 0);
}

function structure() {
  const found = [];
  const heads = [...document.querySelectorAll("h1")].filter(shown);
  if (heads.length !== 1) found.push(`${heads.length} h1`);
  const filled = [...document.querySelectorAll(".btn-primary, .btn-danger")].filter(shown);
  if (filled.length > 1) found.push(`${filled.length} filled buttons: ${filled.map(described).join(" | ")}`);
  return found;
}

function sizes() {
  const found = [];
  for (const element of document.querySelectorAll(CONTROLS)) {
    if (shown(element) && target(element) < 23.9) found.push(`target of ${target(element)} px: ${described(element)}`);
  }
  for (const link of document.querySelectorAll("main a[href]")) {
    if (!link.matches(CONTROLS) && shown(link) && alone(link) && target(link) < 23.9) found.push(`target of ${target(link)} px: ${described(link)}`);
  }
  const seen = new Set();
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    if (seen.has(element) || !words.currentNode.data.trim() || !shown(element)) continue;
    seen.add(element);
    const style = getComputedStyle(element);
    const drawing = element.closest("svg");
    const size = parseFloat(style.fontSize) * (drawing ? drawing.getScreenCTM().a : 1);
    if (size < 13.9) found.push(`text of ${size} px: ${described(element)}`);
    // Ệ and Ỗ reach higher than any letter of other languages.
    if (element.matches("h1, h2, h3, h4, .state span") && parseFloat(style.lineHeight) < 1.29 * size) found.push(`clips marks: ${described(element)}`);
  }
  return found;
}

function sideways() {
  const found = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter((e) => shown(e) && e.getBoundingClientRect().right > page.clientWidth + 1);
    found.push(`the page scrolls sideways to ${page.scrollWidth} px: ${wide.slice(0, 3).map(described).join(" | ")}`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    const scrolls = ["auto", "scroll"].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth;
    if (!scrolls || element.matches("textarea, input, select")) continue;
    const named = element.matches("[role=region][aria-label]") && element.tabIndex === 0;
    if (!named) found.push(`scrolls sideways without a name: ${described(element)}`);
  }
  return found;
}

globalThis.inspection = {
  look: () => [...structure(), ...sizes(), ...sideways()],
  sideways,

  // How far down the one filled button ends; null where the page has none.
  verbEndsAt() {
    const verb = [...document.querySelectorAll("main :is(.btn-primary, .btn-danger)")].find(shown);
    return verb ? verb.getBoundingClientRect().bottom : null;
  },

  // What the page is made of: kinds of elements inside kinds of elements.
  make() {
    const kind = (e) => `${e.tagName}.${[...e.classList].sort().join(".")}[${[...e.attributes].map((a) => a.name).sort()}]`;
    return [...new Set([...document.body.querySelectorAll("*")].map((e) => `${kind(e.parentElement)}>${kind(e)}`))];
  },

  // Why the focus cannot be seen where it is; "" when it can.
  focus() {
    const element = document.activeElement;
    if (element === document.body) return "";
    const style = getComputedStyle(element);
    if (style.outlineStyle !== "solid" || parseFloat(style.outlineWidth) < 3) return `no ring: ${described(element)}`;
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 12)];
    if (y < 0 || y > innerHeight) return `outside the window: ${described(element)}`;
    const top = document.elementFromPoint(x, y);
    const seen = top && (element.contains(top) || top.contains(element));
    return seen ? "" : `covered by ${top && described(top)}: ${described(element)}`;
  },

  async violations(contrast) {
    const rules = contrast ? {} : { "color-contrast": { enabled: false } };
    const result = await axe.run(document, { runOnly: TAGS, rules, resultTypes: ["violations"] });
    return result.violations.map((v) => `axe ${v.id}, ${v.nodes.length}×: ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary}`);
  },
};
