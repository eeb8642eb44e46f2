// The search: all words must occur, in whatever case, with or without the marks of their letters. Without this everything is read.
const letters = new Map();
const plainLetter = (letter) => {
  if (!letters.has(letter)) {
    const bare = letter.toLowerCase().replace("ə", "e").replace("ı", "i").normalize("NFD").replace(/\p{M}/gu, "");
    letters.set(letter, /^[\p{L}\p{N}]*$/u.test(bare) ? bare : " ");
  }
  return letters.get(letter);
};
const isDigit = (letter) => letter >= "0" && letter <= "9";
// What stands between two digits: nothing between groups of thousands (2,575 and 150 000), a point before decimals (43,3 as 43.3).
const between = (text, place) => {
  const [, after] = /^(\d+)/.exec(text.slice(place + 1));
  const groups = after.length === 3 && /(?<!\d)\d{1,3}$/.test(text.slice(Math.max(place - 4, 0), place));
  if (groups && /[\s,]/.test(text[place])) return "";
  return /[.,]/.test(text[place]) ? "." : " ";
};
// A text as it is compared: words after one space each, 2,575 as 2575. `places` tells where in the text each letter stands.
const fold = (text) => {
  let folded = " ";
  const places = [0];
  for (let place = 0; place < text.length; place += 1) {
    let bare = plainLetter(text[place]);
    if (bare === " " && isDigit(text[place - 1]) && isDigit(text[place + 1])) {
      bare = between(text, place);
    }
    if (bare === " " && folded.endsWith(" ")) continue;
    folded += bare;
    for (let letter = 0; letter < bare.length; letter += 1) places.push(place);
  }
  return { folded, places };
};
const marked = [];
const clearMarks = () => {
  for (const [text, pieces] of marked.splice(0)) {
    pieces[0].before(text);
    for (const piece of pieces) piece.remove();
  }
};
// From where to where a word of the search stands at the beginning of a word of the text, in order and apart.
const spans = ({ folded, places }, words) => {
  const found = [];
  for (const word of words) {
    for (let at = folded.indexOf(` ${word}`); at >= 0; at = folded.indexOf(` ${word}`, at + 1)) {
      found.push([places[at + 1], places[at + word.length] + 1]);
    }
  }
  return found.sort(([a, b], [c, d]) => a - c || d - b).reduce((kept, span) => (kept.length && span[0] < kept.at(-1)[1] ? kept : [...kept, span]), []);
};
const known = new WeakMap();
const markText = (text, words) => {
  if (!known.has(text)) known.set(text, fold(text.data));
  const pieces = [];
  let from = 0;
  for (const [start, end] of spans(known.get(text), words)) {
    pieces.push(text.data.slice(from, start), make("mark", { textContent: text.data.slice(start, end) }));
    from = end;
  }
  if (!pieces.length) return;
  const nodes = [...pieces, text.data.slice(from)].filter((piece) => piece !== "").map((piece) => (piece instanceof Node ? piece : new Text(piece)));
  text.replaceWith(...nodes);
  marked.push([text, nodes]);
};
const markIn = (element, words) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) markText(text, words);
};

const whole = document.querySelector(".find");
const names = new Map([...whole.querySelectorAll(".names li")].map((item) => [...item.children].map((child) => child.textContent)));
const years = (period) => {
  const printed = (period.match(/\d{4}/g) ?? []).map(Number);
  const first = Math.min(...printed);
  return printed.length ? Array.from({ length: Math.max(...printed) - first + 1 }, (_, after) => String(first + after)) : ["no date"];
};
const figures = [...whole.querySelectorAll("tbody")].flatMap((body) => {
  const [head, ...rows] = body.rows;
  const indicator = head.textContent;
  return rows.map((row) => {
    const texts = [...row.cells].map((cell) => cell.textContent);
    const [, , kind, place, period, publisher] = texts;
    const { folded } = fold([indicator, ...texts, names.get(place) ?? "", row.querySelector("a").hash].join(" \u00b7 "));
    return { row, folded, head, values: [[indicator], [place], years(period), [publisher], [kind]] };
  });
});
const leaves = [...whole.querySelectorAll(".leaf")].map((leaf) => {
  const heads = [...leaf.querySelectorAll("h3, .asks")];
  const about = heads.map((head) => head.textContent).join(" \u00b7 ");
  const lines = [...leaf.querySelectorAll("li")].map((line) => ({ line, folded: fold(`${about} \u00b7 ${line.textContent}`).folded }));
  return { leaf, heads, lines, folded: fold(about).folded };
});
const wordsOf = () => fold(search.value).folded.split(" ").filter(Boolean);
const fitsWords = ({ folded }) => asked.every((word) => folded.includes(` ${word}`));
const ADVICE = "Nothing has all of this. Try fewer words, the beginning of a word, a number without its unit, or fewer choices.";
let asked = [];
let settled = false;

const showLeaves = (chosen) => {
  const fits = (each) => (asked.length ? fitsWords(each) : !chosen);
  for (const each of leaves) {
    for (const { line, ...text } of each.lines) line.hidden = !fits(text);
    each.leaf.hidden = !fits(each) && each.lines.every(({ line }) => line.hidden);
    for (const list of each.leaf.querySelectorAll("ul")) {
      list.hidden = !list.querySelector("li:not([hidden])");
      if (list.previousElementSibling?.matches(".kicker")) list.previousElementSibling.hidden = list.hidden;
    }
  }
  for (const area of whole.querySelectorAll("section")) area.hidden = !area.querySelector(".leaf:not([hidden]), tbody:not([hidden])");
};
const markAll = (shown) => {
  clearMarks();
  // A letter alone would be marked everywhere.
  const words = asked.filter((word) => word.length > 1 || isDigit(word));
  if (!words.length) return;
  for (const element of new Set(shown.flatMap(({ head, row }) => [head, row]))) markIn(element, words);
  for (const { heads, lines } of leaves.filter(({ leaf }) => !leaf.hidden)) {
    for (const element of [...heads, ...lines.map(({ line }) => line)]) if (!element.hidden) markIn(element, words);
  }
};
// The state stands in the address, so that a search can be kept and sent: #q=words&place=Aghdam.
const fields = (choices) => [["q", search], ...JSON.parse(whole.dataset.filters).map((head, place) => [head.toLowerCase(), choices[place]])];
const isState = (state) => ["q", ...JSON.parse(whole.dataset.filters)].some((name) => state.has(name.toLowerCase()));
const stated = () => new URLSearchParams(location.hash.slice(1));
const keep = (choices) => {
  const state = new URLSearchParams(fields(choices).filter(([, field]) => field.value.trim()).map(([name, field]) => [name, field.value.trim()]));
  if (String(state) === String(stated()) || !(isState(state) || isState(stated()))) return;
  history.replaceState(null, "", location.href.split("#")[0] + (isState(state) ? `#${state}` : ""));
};
const search = make("input", { type: "search", autocomplete: "off", spellcheck: false });
const field = make("label", { className: "words" }, make("span", { textContent: "Words" }), search);
const { choices, show } = filterable(whole, {
  rows: figures,
  controls: [field],
  fits: fitsWords,
  asks: () => Boolean(search.value),
  empty: () => {
    search.value = "";
    asked = [];
  },
  says: (counted, shown, choices) => {
    showLeaves(choices.some((choice) => choice.value));
    markAll(shown);
    if (settled) keep(choices);
    const lines = leaves.flatMap((each) => each.lines);
    const found = lines.filter(({ line }) => !line.hidden).length;
    if (shown.length) return `${counted} \u00b7 ${found} of ${lines.length} lines of the pages`;
    return found ? `No figure, ${found} ${found === 1 ? "line" : "lines"} of the pages` : ADVICE;
  },
});
const bar = search.closest(".filters");
bar.setAttribute("role", "search");
bar.setAttribute("aria-label", "Pages and figures");
const ask = () => {
  asked = wordsOf();
  show();
};
const restore = () => {
  const state = stated();
  if (settled && !isState(state)) return;
  for (const [name, field] of fields(choices)) {
    field.value = state.get(name) ?? "";
    if (field.selectedIndex < 0) field.value = "";
  }
  ask();
};
search.addEventListener("input", ask);
search.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault();
  search.value = "";
  ask();
});
addEventListener("hashchange", restore);
restore();
settled = true;
