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
