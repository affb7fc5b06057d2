// Two papers and their texts: what one side shows at its top comes to the top of the others.
const panes = [...document.querySelectorAll(".pane")];
const rows = [...document.querySelectorAll(".texts tbody tr")];
const own = (pane, row) => row.dataset[pane.dataset.side]?.split(" ").map(Number);

let lit = [];
function light(number) {
  for (const one of lit) one.classList.remove("lit");
  lit = number === undefined ? [] : [...document.querySelectorAll(`[data-passage="${number}"]`)];
  for (const one of lit) one.classList.add("lit");
}
document.querySelector(".compare").addEventListener("pointerover", (event) => light(event.target.closest("[data-passage]")?.dataset.passage));

// How far down a pane a row's passage begins, in pixels of its scrolled contents.
function depth(pane, row) {
  const [page, y] = own(pane, row) ?? [];
  const over = page && pane.querySelector(`.sheet[data-page="${page}"] .over`);
  if (!over) return null;
  const box = over.getBoundingClientRect(), view = over.viewBox.baseVal;
  return box.top - pane.getBoundingClientRect().top + pane.scrollTop + (y / view.height) * box.height;
}
const AT = 0.3;
let leader = null, quiet;
function lead(side) { leader = side; clearTimeout(quiet); quiet = setTimeout(() => { leader = null; }, 180); }
const sticky = (pane) => getComputedStyle(pane).position === "sticky";
function show(pane, row) {
  const down = depth(pane, row);
  if (down !== null) pane.scrollTop = down - pane.clientHeight * AT;
}
// The text's own window: below the panes where they stand above it.
function ceiling() {
  const pane = panes[0].getBoundingClientRect(), middle = document.querySelector(".middle").getBoundingClientRect();
  return sticky(panes[0]) && pane.left <= middle.left && pane.right > middle.left ? pane.bottom : 0;
}
window.addEventListener("scroll", () => {
  if (leader && leader !== "text" || !sticky(panes[0])) return;
  const top = ceiling() + (innerHeight - ceiling()) * 0.12;
  const row = rows.find((one) => one.getBoundingClientRect().bottom > top);
  if (!row) return;
  lead("text");
  for (const pane of panes) show(pane, row);
}, { passive: true });
for (const pane of panes) {
  pane.addEventListener("scroll", () => {
    if (leader && leader !== pane) return;
    const line = pane.scrollTop + pane.clientHeight * AT;
    const row = rows.findLast((one) => { const down = depth(pane, one); return down !== null && down <= line + 2; });
    if (!row) return;
    lead(pane);
    for (const other of panes) if (other !== pane) show(other, row);
    if (sticky(pane)) window.scrollBy(0, row.getBoundingClientRect().top - ceiling() - 12);
  }, { passive: true });
}
document.querySelector(".compare").addEventListener("click", (event) => {
  const one = event.target.closest(".pane [data-passage], .texts tr[data-passage]");
  if (!one || event.target.closest(".texts a") || !getSelection().isCollapsed) return;
  const row = document.getElementById(`passage-${one.dataset.passage}`);
  event.preventDefault();
  lead("click");
  for (const pane of panes) show(pane, row);
  if (one !== row) window.scrollBy(0, row.getBoundingClientRect().top - ceiling() - 12);
  light(one.dataset.passage);
});

// n and p go to the next and the previous difference.
const differing = rows.filter((row) => !["same", "withheld"].some((name) => row.classList.contains(name)));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || globalThis.reader.typing(event.target) || !"np".includes(event.key)) return;
  const at = differing.indexOf(document.querySelector(".texts tr.chosen"));
  const row = differing[event.key === "n" ? at + 1 : Math.max(at - 1, 0)];
  if (!row) return;
  lead("click");
  globalThis.reader.choose(row);
  // Beside the panes, which go when all of the text has gone by, a row that is in sight stays where it is.
  if (ceiling()) window.scrollBy(0, row.getBoundingClientRect().top - ceiling() - innerHeight * 0.1);
  for (const pane of panes) show(pane, row);
  light(row.dataset.passage);
});
