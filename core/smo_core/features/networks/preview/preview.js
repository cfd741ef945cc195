const weights = { error: 3, warning: 2, info: 1 };
// What cards share is kept once; a card of the data holds places in that list.
const open = (card) => {
  const made = { ...card };
  for (const part of ["parts", "title", "description", "site", "host", "url", "dropped", "refused", "won"]) {
    made[part] = data.texts[card[part]];
  }
  return made;
};
let current = -1;

const worst = (page) => page.noted.reduce((most, note) => Math.max(most, weights[data.rules[note[0]].severity]), 0);
const level = (number) => ["good", "info", "warning", "error"][number];

/** A text with what is cut marked: an ellipsis, and behind it what nobody sees. */
const text = (card, part) => {
  const whole = card[part];
  const cut = card.cut[part];
  if (!cut) return [whole];
  // Offsets are counted in code points, as Python counts them.
  const points = Array.from(whole);
  const kept = points.slice(0, cut[0]).join("");
  const mark = el("mark", "cut", "…");
  mark.title = `Cut: ${cut[1]}`;
  const gone = el("del", "gone", points.slice(cut[0]).join(""));
  return [kept, mark, gone];
};

const picture = (card) => {
  const [src, label] = data.images[card.image] || ["", ""];
  const box = el("div", "picture");
  if (src) {
    const img = el("img");
    img.alt = "";
    img.loading = "lazy";
    img.decoding = "async";
    img.src = src;
    img.title = label;
    img.addEventListener("error", () => box.replaceChildren(el("span", "blank", "Image cannot be shown")));
    box.append(img);
  } else {
    box.append(el("span", "blank", label));
  }
  return box;
};

const draw = (network, card) => {
  const mock = el("div", `mock ${network.id}`);
  mock.dataset.card = card.card;
  if (card.card === "none") {
    mock.append(el("span", "bare", el("bdi", "", card.url || "the link")));
    return mock;
  }
  let body = null;
  for (const part of card.parts) {
    if (part === "image") {
      mock.append(picture(card));
      body = null;
      continue;
    }
    if (!body) mock.append((body = el("div", "words")));
    body.append(
      part === "host"
        ? el("div", "host", el("bdi", "", network.id === "google" ? card.url : card.host))
        : said("div", part, ...(part === "site" ? [card.site] : text(card, part))),
    );
  }
  return mock;
};

const why = (card) => {
  const list = el("dl", "why");
  for (const [part, source, line] of card.won) {
    list.append(el("dt", "", part), el("dd", "", source, line ? ` (line ${line})` : ""));
  }
  return el("details", "", el("summary", "", "Where from"), list);
};

const figure = (network, page, place) => {
  const card = open(page.variants[page.cards[place]]);
  const notes = el("ul", "notes");
  if (card.refused) notes.append(el("li", "error", `No card: ${card.refused}.`));
  if (card.dropped) notes.append(el("li", "error", `No image: ${card.dropped}.`));
  for (const [part, [, how]] of Object.entries(card.cut)) notes.append(el("li", "info", `${part}: ${how} shown`));
  const caption = el("figcaption", "", network.label);
  const made = el("figure", "network", caption, draw(network, card), notes.children.length ? notes : "", why(card));
  return made;
};

const problems = (page, only) => {
  const list = el("ul", "problems");
  for (const [rule, message, line, networks] of page.noted) {
    if (only && networks.length && !networks.includes(only)) continue;
    const known = data.rules[rule];
    const item = el("li", known.severity, el("strong", "", known.title), " ", said("span", "", message));
    if (line) item.append(` (line ${line})`);
    item.append(" ", el("span", "fix", known.fix));
    list.append(item);
  }
  return list.children.length ? list : "";
};

/** Fill a page's section with its cards; called when it comes near the window. */
const fill = (section) => {
  if (section.dataset.full) return;
  section.dataset.full = "1";
  const page = data.pages[section.dataset.page];
  const only = $("network").value;
  const cards = el("div", "cards");
  data.networks.forEach((network, place) => {
    if (!only || network.id === only) cards.append(figure(network, page, place));
  });
  section.append(problems(page, only), cards);
};
const watch = new IntersectionObserver(
  (entries) => entries.forEach((entry) => entry.isIntersecting && fill(entry.target)),
  { rootMargin: "1200px 0px" },
);

const shell = (page, place) => {
  const heading = said("h2", "", page.title || page.key);
  heading.tabIndex = -1;
  heading.id = `h${place}`;
  const address = el("p", "address", el("bdi", "", page.address || page.key));
  if (page.link) {
    const link = el("a", "", "Open the page");
    link.href = page.link;
    address.append(" ", link);
  }
  // No region each: a thousand landmarks would be none.
  const section = el("article", "page", heading, address);
  section.id = `p${place}`;
  section.dataset.page = place;
  section.setAttribute("aria-labelledby", heading.id);
  return section;
};

const matching = () => {
  const words = $("search").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const [kind, wanted] = $("rule").value.split(":");
  const only = $("network").value;
  const minds = (note) => !only || !note[3].length || note[3].includes(only);
  return data.pages
    .map((page, place) => [page, place])
    .filter(([page]) => {
      const text = `${page.title} ${page.key} ${page.address}`.toLowerCase();
      if (!words.every((word) => text.includes(word))) return false;
      if (kind === "rule") return page.noted.some((note) => note[0] === wanted && minds(note));
      if (kind === "level") {
        return page.noted.some((note) => weights[data.rules[note[0]].severity] >= Number(wanted) && minds(note));
      }
      if (kind === "cut") return page.variants.some((card) => Object.keys(card.cut).length);
      return kind === "good" ? worst(page) < 2 : true;
    });
};

const show = () => {
  const found = matching();
  const only = $("network").value;
  watch.disconnect();
  current = -1;
  document.body.classList.toggle("single", Boolean(only));
  const sections = found.map(([page, place]) => shell(page, place));
  $("pages").replaceChildren(...sections);
  sections.forEach((section) => watch.observe(section));
  $("index").replaceChildren(
    ...found.map(([page, place]) => {
      const link = said("a", level(worst(page)), el("span", "", page.title || page.key));
      link.href = `#p${place}`;
      link.title = page.key;
      const state = { error: "errors", warning: "warnings" }[level(worst(page))];
      if (state) link.append(el("i", "hidden", ` (${state})`));
      return el("li", "", link);
    }),
  );
  const all = data.pages.length;
  $("status").textContent = found.length
    ? found.length === all ? "" : `${found.length} of ${all} pages`
    : "No page is like that. Clear the search or choose other pages.";
};

/** Go to the next (+1) or previous (−1) page shown. */
const step = (by) => {
  const sections = $("pages").children;
  if (!sections.length) return;
  current = Math.min(Math.max(current + by, 0), sections.length - 1);
  fill(sections[current]);
  sections[current].scrollIntoView({ block: "start" });
  sections[current].firstElementChild.focus({ preventScroll: true });
};

const option = (value, label) => {
  const made = el("option", "", label);
  made.value = value;
  return made;
};
const count = (test) => data.pages.filter(test).length;
data.networks.forEach((network) => $("network").append(option(network.id, network.label)));
const levels = [
  ["level:3", "With errors", count((page) => worst(page) === 3)],
  ["level:2", "With errors or warnings", count((page) => worst(page) >= 2)],
  ["good:", "Without either", count((page) => worst(page) < 2)],
  ["cut:", "With something cut", count((page) => page.variants.some((card) => Object.keys(card.cut).length))],
];
levels.forEach(([value, label, pages]) => pages && $("rule").append(option(value, `${label} (${pages})`)));
const group = el("optgroup");
group.label = "By problem";
Object.entries(data.rules)
  .sort(([, a], [, b]) => weights[b.severity] - weights[a.severity] || b.pages - a.pages)
  .forEach(([id, rule]) => group.append(option(`rule:${id}`, `${rule.title} (${rule.pages})`)));
if (group.children.length) $("rule").append(group);

let pause = 0;
$("search").addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(show, 120);
});
$("network").addEventListener("change", show);
$("rule").addEventListener("change", show);
$("theme").addEventListener("change", (event) => {
  document.documentElement.dataset.theme = event.target.value;
});
$("cuts").addEventListener("change", (event) => document.body.classList.toggle("with-cuts", event.target.checked));
$("controls").addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input[type=search], select");
  if (event.key === "Escape" && event.target === $("search")) {
    $("search").value = "";
    $("search").blur();
    show();
  } else if (typing) {
    return;
  } else if (event.key === "/") {
    event.preventDefault();
    $("search").focus();
  } else if (event.key === "j") {
    step(1);
  } else if (event.key === "k") {
    step(-1);
  } else if (event.key === "c") {
    $("cuts").click();
  }
});
$("controls").hidden = false;
document.querySelector(".index").hidden = false;
show();
