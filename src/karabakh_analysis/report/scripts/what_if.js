// The formulas of metrics/survival.py and metrics/stocks.py, and below them the controls of a page that holds a table of scenarios.
const whatIf = (() => {
  const horizon = 1000;
  // Share left at an age in years; all of it where no survival is assumed.
  const survival = (shares, age) => {
    if (!shares) return 1;
    const [one, five] = shares.map(Math.log);
    return Math.exp(one * age ** (Math.log(five / one) / Math.log(5)));
  };
  // The stock at the start and at the end of every year. course: flow of the year before the start, growth in per cent, survival.
  function* ends(reached, { flow, growth = 0, survival: shares = null }) {
    const rates = [1];
    const left = [1];
    let total = 0;
    yield reached;
    for (let year = 1; year <= horizon; year += 1) {
      rates.push(rates[year - 1] * (1 + growth / 100));
      if (!shares) total += rates[year];
      else if (growth === 0) total += left[year - 1];
      else {
        total = 0;
        for (let opened = 1; opened <= year; opened += 1) total += rates[opened] * left[year - opened];
      }
      left.push(survival(shares, year));
      yield reached * left[year] + flow * total;
    }
  }
  const stock = (reached, course, years) => {
    const whole = Math.min(Math.floor(years), horizon - 1);
    let year = 0;
    let before = reached;
    for (const end of ends(reached, course)) {
      if (year === whole) before = end;
      if (year === whole + 1) return before + (end - before) * (years - whole);
      year += 1;
    }
    return NaN;
  };
  const toCome = ({ flow, growth = 0 }, year) => {
    if (flow === 0) return 0;
    return growth < 0 ? (flow * (1 + growth / 100) ** (year + 1) * 100) / -growth : Infinity;
  };
  // Years until the stock first reaches the target; null is never.
  const arrival = (target, reached, course) => {
    if (reached >= target) return 0;
    let year = 0;
    let before = reached;
    for (const after of ends(reached, course)) {
      if (after >= target) return year - 1 + (target - before) / (after - before);
      if (after + toCome(course, year) < target) return null;
      before = after;
      year += 1;
    }
    return null;
  };
  const requiredPace = (target, reached, years) => Math.max(target - reached, 0) / years;
  const calendarYear = (time) => Math.ceil(Number(time.toFixed(9))) - 1;
  return { survival, stock, arrival, requiredPace, calendarYear };
})();

for (const block of document.querySelectorAll("[data-what-if]")) {
  const given = JSON.parse(block.dataset.whatIf);
  const [least, most] = given.reached;
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const digits = (value, places = 0) => {
    const text = Math.abs(value).toLocaleString("en-GB", { minimumFractionDigits: places, maximumFractionDigits: places });
    return value < 0 ? `\u2212${text}` : text;
  };
  const range = (low, high, places) => {
    const [first, last] = [low, high].map((value) => digits(value, places));
    return first === last ? first : `${first} to ${last}`;
  };
  const words = { flow: (value) => `${digits(value)} jobs a year`, growth: (value) => `${digits(value)}\u202f% a year`, target: (value) => `${digits(value)} jobs` };
  const labels = { flow: "Jobs opened in the year before the start", growth: "Growth of that flow", target: "Target" };
  const sliders = {};
  const values = {};
  const control = (name) => {
    const { value, least: min, most: max, step } = given[name];
    const slider = element("input", { type: "range", min, max, step, id: `what-if-${name}` });
    slider.value = value;
    sliders[name] = slider;
    values[name] = element("output", {});
    values[name].htmlFor = slider.id;
    values[name].setAttribute("aria-live", "off");
    return element("div", { className: "slider" }, element("label", { htmlFor: slider.id, textContent: labels[name] }), values[name], slider);
  };
  const when = (course, target) => {
    const year = (time) => whatIf.calendarYear(given.start + time);
    const latest = whatIf.arrival(target, least, course);
    if (most === null) return latest === null ? "not confined" : `${year(latest)} at the latest`;
    const earliest = whatIf.arrival(target, most, course);
    if (earliest === null) return "never";
    if (earliest === 0) return latest === null ? "not confined" : `${year(latest)} at the latest`;
    if (latest === null) return `${year(earliest)} at the earliest, or never`;
    const [first, last] = [year(earliest), year(latest)];
    if (first === last) return `${first}`;
    return `${first} ${last - first === 1 ? "or" : "to"} ${last}`;
  };
  const pace = (target, flow) => {
    const high = whatIf.requiredPace(target, least, given.yearsLeft);
    const low = most === null ? null : whatIf.requiredPace(target, most, given.yearsLeft);
    const said = low === null ? `at most ${digits(high)}` : range(low, high);
    if (flow === 0) return `${said} jobs a year`;
    const times = low === null ? `at most ${digits(high / flow, 2)}` : range(low / flow, high / flow, 2);
    return `${said} jobs a year, ${times}-fold the flow above`;
  };
  const shares = given.survival.map((share) => Number((100 * share).toFixed(6)));
  const heads = ["Arrival if every opening counts", `Arrival with ${shares.join(" and ")} of 100 left after one and five years`, `Needed to ${given.deadline} on a straight line, without growth`];
  const results = heads.map(() => element("dd", {}));
  const said = element("p", { className: "vh" });
  said.setAttribute("aria-live", "polite");
  const show = () => {
    const [flow, growth, target] = ["flow", "growth", "target"].map((name) => Number(sliders[name].value));
    for (const [name, slider] of Object.entries(sliders)) {
      values[name].textContent = words[name](Number(slider.value));
      slider.setAttribute("aria-valuetext", values[name].textContent);
    }
    const texts = [when({ flow, growth }, target), when({ flow, growth, survival: given.survival }, target), pace(target, flow)];
    texts.forEach((text, place) => { results[place].textContent = text; });
    reset.hidden = Object.entries(sliders).every(([name, slider]) => Number(slider.value) === given[name].value);
  };
  // A screen reader hears the results once, when the sliders have come to rest.
  const rest = 700;
  let waiting;
  const announce = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { said.textContent = results.map((result, place) => `${heads[place]}: ${result.textContent}`).join(". "); }, rest);
  };
  const reset = element("button", { type: "button", textContent: "Back to the values of this page", hidden: true });
  reset.addEventListener("click", () => {
    for (const [name, slider] of Object.entries(sliders)) slider.value = given[name].value;
    sliders.flow.focus();
    show();
    announce();
  });
  const list = element("dl", {}, ...heads.map((head, place) => element("div", {}, element("dt", { textContent: head }), results[place])));
  const controls = element("div", { className: "controls" }, ...["flow", "growth", "target"].map(control), reset, list, said);
  controls.setAttribute("role", "group");
  controls.setAttribute("aria-label", block.dataset.title);
  for (const slider of Object.values(sliders)) {
    slider.addEventListener("input", () => { show(); announce(); });
  }
  block.prepend(controls);
  show();
}
