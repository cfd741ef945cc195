// A table of many rows: a hundred at a time, sorted by any column, narrowed by a search.
const ROWS = 100;

/**
 * Put a table into a box. Each column has a name, what to show and what to sort by;
 * `text` gives what the search looks through.
 */
const table = (box, { label, columns, rows, text, sort = 0, down = false }) => {
  let order = rows.slice();
  let from = 0;
  let by = sort;
  let falling = down;
  const body = el("tbody");
  const heads = columns.map((column, place) => {
    const head = el("th", column.number ? "n" : "");
    head.scope = "col";
    if (column.by) {
      head.append(button("sort", column.name, () => {
        falling = by === place ? !falling : Boolean(column.number);
        by = place;
        arrange();
      }));
    } else {
      head.append(column.name);
    }
    return head;
  });
  const state = el("span", "");
  state.setAttribute("role", "status");
  const back = button("", "Previous", () => turn(-ROWS));
  const on = button("", "Next", () => turn(ROWS));
  const search = el("input");
  search.type = "search";
  search.placeholder = "Title, address or section";
  search.autocomplete = "off";
  search.addEventListener("input", rested(() => arrange()));
  const field = el("label", "grow", `Search ${label.toLowerCase()}`, search);
  const region = el("div", "scroll", el("table", "", el("thead", "", el("tr", "", ...heads)), body));
  region.tabIndex = 0;
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", `Table: ${label}`);

  const turn = (step) => {
    from = Math.max(0, Math.min(from + step, order.length - 1));
    draw();
    box.scrollIntoView({ block: "start" });
  };
  const draw = () => {
    const to = Math.min(from + ROWS, order.length);
    body.replaceChildren(...order.slice(from, to).map((row) => el("tr", "", ...columns.map((column, place) => {
      const cell = el(place ? "td" : "th", column.number ? "n" : "", ...[column.show(row)].flat());
      if (!place) cell.scope = "row";
      return cell;
    }))));
    state.textContent = order.length ? `${number.format(from + 1)}–${number.format(to)} of ${number.format(order.length)}` : "None is like that";
    back.disabled = from === 0;
    on.disabled = to >= order.length;
  };
  const arrange = () => {
    const test = searcher(search.value);
    const key = columns[by].by;
    const sign = falling ? -1 : 1;
    order = test ? rows.filter((row) => test(text(row))) : rows.slice();
    order = order
      .map((row) => [key(row), row])
      .sort(([a, x], [b, y]) => sign * (typeof a === "number" ? a - b : collator.compare(a, b)) || x - y)
      .map(([, row]) => row);
    heads.forEach((head, place) => {
      if (place === by) head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    from = 0;
    draw();
  };
  const controls = el("form", "controls", field);
  controls.addEventListener("submit", (event) => event.preventDefault());
  const many = rows.length > ROWS;
  box.replaceChildren(...(rows.length > 12 ? [controls] : []), region, ...(many ? [el("div", "pager", back, on, state)] : []));
  arrange();
};
