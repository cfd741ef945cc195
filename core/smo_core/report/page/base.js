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
/** Numbers that are written as letters, one each, large ones two. */
const numbers = (letters) => {
  const made = new Int32Array(letters.length);
  let count = 0;
  for (let place = 0; place < letters.length; place += 1, count += 1) {
    const code = letters.charCodeAt(place);
    if (code < 256) made[count] = code - 63;
    else if (code < 0xe000) made[count] = code - 256;
    else made[count] = (code - 0xe000) * 32768 + letters.charCodeAt((place += 1)) - 256;
  }
  return made.subarray(0, count);
};
/** The same for numbers of either sign. */
const signed = (letters) => numbers(letters).map((each) => (each >>> 1) ^ -(each & 1));
pages.rank = numbers(pages.rank);
pages.shared = numbers(pages.shared);
data.links.counts = numbers(data.links.counts);
data.related.counts = numbers(data.related.counts);
/** Put keys and titles together: of keys there is what they do not share with the one before; either may name the other. */
const unfold = ({ key: keys, title: titles, shared, short }) => {
  let before = "";
  for (let page = 0; page < size; page += 1) {
    before = before.slice(0, shared[page]) + keys[page];
    keys[page] = before;
    if (short[page] === "1") keys[page] = before.replace("\u0001", () => slug(titles[page]));
    if (short[page] === "2") titles[page] = titles[page].replace("\u0001", () => stem(before));
  }
};
unfold(pages);
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
const unpack = ({ counts, steps: letters }) => {
  const steps = signed(letters);
  let at = 0;
  return Array.from(counts, (length, page) => {
    const row = [];
    for (let last = page; row.length < length; at += 1) row.push((last += steps[at]));
    return row;
  });
};
/** What is made when somebody asks for it, and kept: the map is to be seen before. */
const lazily = (make) => {
  let made = null;
  return (page) => (made ??= make())[page];
};
const out = lazily(() => unpack(data.links));
const related = lazily(() => unpack(data.related));
const into = lazily(() => {
  const rows = Array.from({ length: size }, () => []);
  for (let page = 0; page < size; page += 1) for (const target of out(page)) rows[target].push(page);
  return rows;
});
// What is made once the map is seen.
const waiting = [];

const worst = new Int8Array(size).fill(-1);
/** Findings in columns, of which those with words have them. */
const columns = ({ page, runs, told, ...rest }) => {
  const steps = signed(page);
  const made = { ...rest, page: new Int32Array(steps.length), rule: new Int32Array(steps.length), level: new Int8Array(steps.length) };
  let [last, at] = [-1, 0];
  for (const [rule, level, many] of runs) {
    const end = at + many;
    made.rule.fill(rule, at, end);
    made.level.fill(level, at, end);
    for (; at < end; at += 1) {
      last += steps[at];
      made.page[at] = last;
      if (last >= 0 && last < size && level > worst[last]) worst[last] = level;
    }
  }
  for (const part of ["line", "message", "hint", "source", "at"]) {
    const values = rest[part] ?? [];
    made[part] = new Map();
    told.reduce((sum, step, place) => {
      made[part].set(sum + step, values[place] ?? 0);
      return sum + step;
    }, 0);
  }
  return made;
};
const found = columns(data.findings);
const foundOn = lazily(() => {
  const rows = Array.from({ length: size }, () => []);
  found.page.forEach((page, place) => {
    if (page >= 0 && page < size) rows[page].push(place);
  });
  return rows;
});
const worstOf = (places) => places.reduce((most, place) => Math.max(most, found.level[place]), 0);
const ruleOf = (place) => data.rules[found.rules[found.rule[place]]];
const words = (place, part) => data.texts[found[part].get(place) ?? 0];
/** Where a finding stands, for people: in the source where that is known, else the line of the page. */
const whereOf = (place) => {
  const source = words(place, "source");
  if (source) return el("small", "source", el("bdi", "", found.at.get(place) ? `${source}:${found.at.get(place)}` : source));
  return found.line.get(place) ? el("small", "", `line ${found.line.get(place)}`) : "";
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
