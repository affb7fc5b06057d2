// The queue by keys: a accepts, a number takes a candidate, x opens the field, s goes to the next.
const { choose, say, typing } = globalThis.reader;
const cards = () => [...document.querySelectorAll(".doubt-card")];
const current = () => document.querySelector(".doubt-card.chosen");
function next(from) {
  const all = cards();
  const after = all[all.indexOf(from) + 1];
  if (after) choose(after);
  else document.querySelector("a[rel=next]")?.click();
}
if (cards().length) choose(cards()[0]);
let then = null;
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const card = event.detail.target?.closest?.(".doubt-card");
  if (!card || event.detail.isError) return;
  const all = cards();
  then = all[all.indexOf(card) + 1] ?? all[all.indexOf(card) - 1] ?? null;
});
// What was decided is gone from the queue; no event of htmx comes from an element that is no longer there.
new MutationObserver(() => {
  if (current()) return;
  if (!cards().length) { location.reload(); return; }
  if (then) { choose(then); then = null; say("Kept"); }
}).observe(document.querySelector(".queue"), { childList: true });
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const card = current();
  if (!card) return;
  if (event.key === "s") { event.preventDefault(); next(card); return; }
  const one = card.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!one) return;
  event.preventDefault();
  one.click();
  if (event.key === "x") card.querySelector("textarea, .amend input[name=value]")?.focus();
});
