// The search page: looks through the index as the reader types, and shows what is found.

import { h, write } from "../shared/dom.js";
import { capital, counted } from "../shared/words.js";
import { Finder } from "./finding.js";
import { context, marked } from "./words.js";

/** @typedef {import("./finding.js").Entry} Entry */
/** @typedef {import("./finding.js").Found} Found */

/** In the order in which they are shown; sections stand with the chapters. */
const GROUPS = [
  { kinds: ["term"], one: "term", many: "terms" },
  { kinds: ["act"], one: "act", many: "acts" },
  { kinds: ["claim"], one: "claim", many: "claims" },
  { kinds: ["chapter", "section"], one: "place in the chapters", many: "places in the chapters" },
  { kinds: ["source"], one: "source", many: "sources" },
];

/** How many of a kind are shown before one asks for all. */
const AT_FIRST = 5;

/** How long typing rests before the outcome is said aloud, in milliseconds. */
const REST = 500;

/** @param {string} text @param {ReadonlySet<string>} roots */
function runs(text, roots) {
  return marked(text, roots).map(({ text: said, isHit }) => (isHit ? h("mark", {}, said) : said));
}

/** @param {Entry} entry @param {ReadonlySet<string>} roots */
function hit(entry, roots) {
  const isPart = entry.title !== entry.chapter;
  return h(
    "li",
    {},
    h("a", { href: entry.at }, ...runs(entry.title, roots)),
    isPart ? h("span", { class: "search-where" }, ` in ${entry.chapter}`) : null,
    entry.text ? h("p", {}, ...runs(context(entry.text, roots), roots)) : null,
  );
}

/** @param {typeof GROUPS[number]} group @param {Entry[]} entries @param {ReadonlySet<string>} roots */
function section(group, entries, roots) {
  const list = h("ul", {}, ...entries.slice(0, AT_FIRST).map((entry) => hit(entry, roots)));
  const rest = entries.slice(AT_FIRST);
  const all = h(
    "button",
    {
      type: "button",
      click: () => {
        all.remove();
        const more = rest.map((entry) => hit(entry, roots));
        list.append(...more);
        more[0].querySelector("a").focus();
      },
    },
    `Show all ${entries.length} ${group.many}`,
  );
  const name = capital(counted(entries.length, group.one, group.many));
  return h("section", {}, h("h2", {}, name), list, rest.length > 0 ? all : null);
}

/** @param {string} query @param {Found} found */
function told(query, { entries, near, isEach }) {
  if (query.trim() === "") return "";
  if (entries.length === 0) {
    return `Nothing in the book reads like “${query.trim()}”. Try another word, or look in the glossary.`;
  }
  const kinds = GROUPS.map((group) => {
    const count = entries.filter(({ kind }) => group.kinds.includes(kind)).length;
    return count > 0 ? counted(count, group.one, group.many) : "";
  }).filter(Boolean);
  const sentences = [
    ...near.map(
      ({ said, read }) => `The book has no “${said}”; this is what it has for “${read}”.`,
    ),
    ...(isEach ? [] : ["No place has all of these words; these have some of them."]),
    `Found: ${kinds.join(", ")}.`,
  ];
  return sentences.join(" ");
}

/** @param {HTMLInputElement} field @param {HTMLElement} results @param {HTMLElement} status */
function start(field, results, status) {
  const finder = new Finder(
    /** @type {{hedgelabSearchIndex?: Entry[]}} */ (globalThis).hedgelabSearchIndex ?? [],
  );
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  const look = () => {
    const found = finder.find(field.value);
    const parts = GROUPS.map((group) => ({
      group,
      entries: found.entries.filter(({ kind }) => group.kinds.includes(kind)),
    }));
    results.replaceChildren(
      ...parts
        .filter(({ entries }) => entries.length > 0)
        .map(({ group, entries }) => section(group, entries, found.roots)),
    );
    clearTimeout(resting);
    resting = setTimeout(() => write(status, told(field.value, found)), REST);
  };
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.addEventListener("input", look);
  look();
  field.focus();
  field.select();
}

const field = document.querySelector(".bd-search-container input");
const results = document.getElementById("search-results");
const status = document.getElementById("search-status");
if (field instanceof HTMLInputElement && results && status) start(field, results, status);
