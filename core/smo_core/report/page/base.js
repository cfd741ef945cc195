// What every part uses.
const pages = data.pages;
const size = pages.key.length;
const slug = (title) => title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
/** The name of a page's file without its ending, of an index that of its folder. */
const stem = (key) => {
  const steps = key.split("/");
  const name = steps.at(-1);
  if (steps.length > 1 && name.startsWith("index.")) return steps.at(-2);
  return name.slice(0, Math.max(name.lastIndexOf("."), 0)) || name;
};
// Of keys there is what they do not share with the one before; key or title may name the other.
let before = "";
pages.key = pages.key.map((rest, page) => (before = before.slice(0, pages.shared[page]) + rest));
for (let page = 0; page < size; page++) {
  const [key, title] = [pages.key[page], pages.title[page]];
  if (pages.short[page] === "1") pages.key[page] = key.replace("\u0001", () => slug(title));
  if (pages.short[page] === "2") pages.title[page] = title.replace("\u0001", () => stem(key));
}
const number = new Intl.NumberFormat("en");
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const levels = [["info", "Note"], ["warning", "Warning"], ["error", "Error"]];

const button = (name, label, act) => {
  const made = el("button", name, label);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};
const count = (value, noun) => `${number.format(value)} ${noun}${value === 1 ? "" : "s"}`;
// A finding may be about a file that is no page of the map, or about the site.
const keyOf = (page) => (page < 0 ? "" : page < size ? pages.key[page] : data.findings.others[page - size]);
const titleOf = (page) => (page < 0 ? "The site as a whole" : pages.title[page] || keyOf(page));
const sectionOf = (page) => pages.sections[pages.section[page]];
const hrefOf = (page) => data.base + keyOf(page).split("/").map(encodeURIComponent).join("/");
/** A link to a page, or its title where pages cannot be opened from here. */
const linkTo = (page) => {
  if (data.base === null || page < 0) return said("span", "", titleOf(page));
  const made = said("a", "", titleOf(page));
  made.href = hrefOf(page);
  return made;
};

/** Rows of pages from counts and steps, as they were packed. */
const unpack = ({ counts, steps }) => {
  let at = 0;
  return counts.map((length, page) => {
    const row = [];
    for (let last = page; row.length < length; at += 1) row.push((last += steps[at]));
    return row;
  });
};
const out = unpack(data.links);
const related = unpack(data.related);
const into = Array.from({ length: size }, () => []);
out.forEach((targets, page) => targets.forEach((target) => into[target].push(page)));

const found = { ...data.findings, rule: [], level: [], line: [], message: [], hint: [], source: [], at: [] };
found.runs.forEach(([rule, level, many]) => {
  for (let place = 0; place < many; place += 1) {
    found.rule.push(rule);
    found.level.push(level);
  }
});
let sum = -1;
found.page = found.page.map((step) => (sum += step));
sum = 0;
found.told.forEach((step, place) => {
  sum += step;
  for (const part of ["line", "message", "hint", "source", "at"]) found[part][sum] = data.findings[part]?.[place] || 0;
});
const foundOn = Array.from({ length: size }, () => []);
const worst = new Int8Array(size).fill(-1);
found.page.forEach((page, place) => {
  if (page < 0 || page >= size) return;
  foundOn[page].push(place);
  if (found.level[place] > worst[page]) worst[page] = found.level[place];
});
const ruleOf = (place) => data.rules[found.rules[found.rule[place]]];
const words = (place, part) => data.texts[found[part][place] || 0];
/** Where a finding stands, for people: in the source where that is known, else the line of the page. */
const whereOf = (place) => {
  const source = words(place, "source");
  if (source) return el("small", "source", el("bdi", "", found.at[place] ? `${source}:${found.at[place]}` : source));
  return found.line[place] ? el("small", "", `line ${found.line[place]}`) : "";
};
const badge = (level) => el("span", `badge ${levels[level][0]}`, levels[level][1]);

/** Call a function once the input has rested. */
const rested = (act, pause = 120) => {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, pause);
  };
};
/** A test for texts by the words of a search field: all must be in it. */
const searcher = (typed) => {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return words.length ? (text) => words.every((word) => text.includes(word)) : null;
};
let haystacks = null;
const haystack = (page) => {
  haystacks ??= pages.title.map((title, place) => `${title} ${pages.key[place]}`.toLowerCase());
  return haystacks[page] ?? keyOf(page).toLowerCase();
};
