// Comfort only: every number, fold and link works without this.
const opened = () => document.querySelectorAll("details.num[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const number of opened()) {
    number.open = false;
    number.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const number of opened()) if (!number.contains(event.target)) number.open = false;
});
// What a number in a table rests on is said while it is pointed at or in focus, as the list of rows at the end of the page says it.
const say = ({ target }) => {
  const number = target.closest?.("a.q:not([data-said], [data-of])");
  const row = number && document.querySelector(`.rows a[href="${number.getAttribute("href")}"]`)?.closest("tr");
  if (!row) return;
  const printedIn = row.parentNode.rows[0].querySelector("span").firstChild.data.trim();
  const flags = row.querySelector(".flag");
  number.dataset.said = `${row.querySelector("th").textContent}, ${printedIn}${flags ? `; ${flags.textContent}` : ""}`;
};
for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, say);
// What a number in a table says can be sent away with Escape, and comes back at the next number.
document.addEventListener("keydown", (event) => document.body.classList.toggle("quiet", event.key === "Escape"));
for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, () => document.body.classList.remove("quiet"));
// The contents list marks where the reader is: the style sheet does it where the browser can, this does it elsewhere.
const entries = [...document.querySelectorAll(".toc a")];
const mark = () => {
  const passed = entries.filter((entry) => document.getElementById(entry.hash.slice(1)).getBoundingClientRect().top < innerHeight / 3);
  for (const entry of entries) entry.toggleAttribute("data-here", entry === (passed.at(-1) ?? entries[0]));
};
if (entries.length && !CSS.supports("scroll-target-group", "auto")) {
  addEventListener("scroll", mark, { passive: true });
  mark();
}
const button = document.querySelector(".all-code");
const folds = document.querySelectorAll("details.code");
if (button && folds.length) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const show = ![...folds].every((fold) => fold.open);
    for (const fold of folds) fold.open = show;
    button.textContent = show ? "Hide all code" : "Show all code";
  });
}
// A table wider than its place scrolls, and only then the keyboard has to reach it. Where the window has no second column one that is
// too wide, or whose text would stand in tall columns, becomes its rows below each other; roles keep it a table for those who hear it.
const narrow = matchMedia("(max-width: 67.99rem)");
const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell", "th[scope=col]": "columnheader", "th[scope^=row]": "rowheader" };
const TALL = 130, SPARE = 1.1, LONG = 24;
const label = (table) => {
  if (table.role) return;
  table.role = roles.table;
  for (const [name, role] of Object.entries(roles)) for (const part of table.querySelectorAll(name)) part.role = role;
  const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
  for (const cell of table.querySelectorAll("tbody td")) cell.dataset.label = heads[cell.cellIndex];
};
const isTall = (row) => row.offsetHeight > TALL;
// Words that are cut at an edge are not read; numbers are, when they are moved along.
const isWordy = (table) => table.matches(".prose") || [...table.querySelectorAll("tbody td.l")].some((cell) => cell.textContent.length > LONG);
const isCramped = (table, over) => over > (isWordy(table) ? 1 : SPARE) || (table.tHead.rows[0].cells.length > 3 && [...table.tBodies].some((body) => [...body.rows].some(isTall)));
const widths = new Map();
const fit = (scroll) => {
  const table = scroll.querySelector("table"), width = scroll.clientWidth;
  if (!width || widths.get(scroll) === width) return;
  widths.set(scroll, width);
  table.classList.remove("stacked");
  const stack = narrow.matches && isCramped(table, table.offsetWidth / width);
  if (stack) label(table);
  table.classList.toggle("stacked", stack);
  const scrolls = scroll.scrollWidth > width;
  if (scrolls && !narrow.matches) scroll.parentNode.classList.add("wide"); // beside the contents there is room to the right
  scroll.toggleAttribute("tabindex", scrolls);
  if (scrolls) scroll.tabIndex = 0;
  scroll.role = scrolls ? "region" : null;
};
const resized = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));
document.querySelectorAll(".scroll").forEach((scroll) => resized.observe(scroll));
const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};
const chooser = (place, rows) => {
  const texts = rows.flatMap((row) => row.values[place]);
  const options = [...new Set(texts)].sort((a, b) => a.localeCompare(b, "en")).map((text) => {
    const number = texts.filter((each) => each === text).length;
    return make("option", { value: text, textContent: `${text} (${number})` });
  });
  return make("select", {}, make("option", { value: "", textContent: "All" }), ...options);
};
const rowsOf = (table) => {
  const columns = table.dataset.columns.split(" ");
  const rows = [...table.querySelectorAll("tbody tr")].filter((row) => row.querySelector("td"));
  return rows.map((row) => ({ row, values: columns.map((column) => row.cells[column].textContent.split("; ")) }));
};
// A page that asks for more than choices passes its own rows and controls, whether a row fits them, whether they ask for anything,
// how they are emptied, and what is said when rows were shown.
const filterable = (table, { rows = rowsOf(table), controls = [], fits = () => true, asks = () => false, empty = () => {}, says = (counted) => counted } = {}) => {
  const heads = JSON.parse(table.dataset.filters);
  const choices = heads.map((_, place) => chooser(place, rows));
  const said = make("p", { className: "small" });
  said.setAttribute("aria-live", "polite");
  const reset = make("button", { type: "button", textContent: "Show all rows", hidden: true });
  const show = () => {
    const chosen = ({ values }) => choices.every((choice, place) => !choice.value || values[place].includes(choice.value));
    for (const each of rows) each.row.hidden = !(chosen(each) && fits(each));
    const shown = rows.filter((each) => !each.row.hidden);
    const bodies = new Set(shown.map((each) => each.row.parentNode));
    for (const body of table.querySelectorAll("tbody")) body.hidden = !bodies.has(body);
    const all = rows.length.toLocaleString("en");
    const counted = shown.length ? `${shown.length.toLocaleString("en")} of ${all} rows shown` : `No row fits this choice; there are ${all}.`;
    reset.hidden = !asks() && choices.every((choice) => !choice.value);
    said.textContent = says(counted, shown, choices);
  };
  reset.addEventListener("click", () => {
    for (const choice of choices) choice.value = "";
    empty();
    bar.querySelector("input, select").focus();
    show();
  });
  for (const choice of choices) choice.addEventListener("change", show);
  const labels = heads.map((head, place) => make("label", {}, make("span", { textContent: head }), choices[place]));
  const bar = make("div", { className: "filters" }, ...controls, ...labels, reset, said);
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", `Filter the table “${table.querySelector("caption b").textContent}”`);
  table.prepend(bar);
  show();
  return { choices, show };
};
document.querySelectorAll(".tab[data-filters]").forEach((table) => filterable(table));
