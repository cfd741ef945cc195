// Findings, by rule or by page; a group is filled when it is opened.
const GROUPS = 60;
const LINES = 100;

const findingRow = (place, byRule) => {
  const page = found.page[place];
  const [message, hint] = [words(place, "message"), words(place, "hint")];
  const [title, , fix] = ruleOf(place);
  const row = el("li");
  if (byRule) {
    row.append(linkTo(page));
    if (page >= 0) row.append(" ", el("small", "", el("bdi", "", keyOf(page))), " ", whereOf(place));
    if (page >= 0 && page < size) row.append(button("spot", "On the map", () => showOnMap(page)));
    if (message) row.append(said("span", "hint", message, hint && hint !== fix ? ` ${hint}` : ""));
  } else {
    row.append(badge(found.level[place]), title, " ", whereOf(place), said("span", "hint", [message, hint || fix].filter(Boolean).join(" ")));
  }
  return row;
};
const fill = (body, places, byRule) => {
  const list = el("ul", "rows");
  const more = button("more", "", () => add());
  let shown = 0;
  const add = () => {
    list.append(...places.slice(shown, shown + LINES).map((place) => findingRow(place, byRule)));
    shown = Math.min(shown + LINES, places.length);
    more.textContent = `Show more (${number.format(places.length - shown)} left)`;
    more.hidden = shown >= places.length;
  };
  body.append(list, more);
  add();
};
const group = (key, places, byRule) => {
  const level = worstOf(places);
  const body = el("div", "body");
  const summary = el("summary", "", badge(level));
  if (byRule) {
    const id = found.rules[key];
    const [title, why, fix] = data.rules[id];
    summary.append(el("span", "name", title, el("small", "", id)));
    if (why) body.append(el("p", "", why));
    if (fix) body.append(el("p", "", el("strong", "", "What to do: "), fix));
  } else {
    summary.append(said("span", "name", titleOf(key), key < 0 ? "" : el("small", "", el("bdi", "", keyOf(key)))));
    if (key >= 0 && key < size) body.append(el("p", "", data.base === null ? "" : "Page: ", data.base === null ? "" : linkTo(key), button("spot", "On the map", () => showOnMap(key))));
  }
  summary.append(el("span", "n", number.format(places.length)));
  const made = el("details", "group", summary, body);
  made.addEventListener("toggle", () => {
    if (made.open && !made.dataset.full) {
      made.dataset.full = "1";
      fill(body, places, byRule);
    }
  });
  return [made, level, places.length];
};
let listed = null;
const listFindings = () => {
  const byRule = document.querySelector("input[name=by]:checked").value === "rule";
  const least = Number($("level").value);
  // The same list made again would close what a reader has opened.
  const asked = `${byRule} ${least} ${$("findings-search").value}`;
  if (asked === listed) return;
  listed = asked;
  const test = searcher($("findings-search").value);
  const groups = new Map();
  let all = 0;
  found.rule.forEach((rule, place) => {
    const page = found.page[place];
    if (found.level[place] < least) return;
    if (test && !test(`${haystack(page)} ${found.rules[rule]} ${ruleOf(place)[0]} ${words(place, "message")}`.toLowerCase())) return;
    all += 1;
    const key = byRule ? rule : page;
    if (groups.has(key)) groups.get(key).push(place);
    else groups.set(key, [place]);
  });
  const made = [...groups].map(([key, places]) => [key, places, worstOf(places)]).sort(([, a, x], [, b, y]) => y - x || b.length - a.length);
  let shown = 0;
  const list = $("findings-list");
  const more = button("more", "", () => add());
  const add = () => {
    more.before(...made.slice(shown, shown + GROUPS).map(([key, places]) => group(key, places, byRule)[0]));
    shown = Math.min(shown + GROUPS, made.length);
    more.textContent = `Show more (${number.format(made.length - shown)} left)`;
    more.hidden = shown >= made.length;
  };
  list.replaceChildren(more);
  add();
  $("findings-count").textContent = all ? `${count(all, "finding")} ${byRule ? `of ${count(made.length, "rule")}` : `on ${count(made.length, "page")}`}` : "No finding is like that. Clear the search or choose another severity.";
};
if ($("findings-controls")) {
  $("findings-controls").hidden = false;
  $("findings-controls").addEventListener("submit", (event) => event.preventDefault());
  $("findings-controls").addEventListener("change", listFindings);
  $("findings-search").addEventListener("input", rested(listFindings));
  waiting.push(listFindings);
}
