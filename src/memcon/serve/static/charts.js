// Charts: a mark that is pointed at says what it is, and years are drawn over. Without this file each mark is a
// link with a title of the browser's own.
import { brushX, select, selectAll } from "./vendor/d3.min.js";

const tip = select("body").append("div").attr("id", "tip").attr("role", "tooltip").attr("hidden", "");
let leaving, current = null;
export function hush() { clearTimeout(leaving); current = null; tip.attr("hidden", ""); }
export function tell(words, box) {
  clearTimeout(leaving);
  tip.text(words).attr("hidden", null);
  const own = tip.node().getBoundingClientRect();
  const left = Math.min(box.left + box.width / 2 - own.width / 2, innerWidth - own.width - 8);
  tip.style("left", `${Math.max(left, 8)}px`).style("top", `${box.top > own.height + 12 ? box.top - own.height - 6 : box.bottom + 6}px`);
}
// What the marks are called; the browser would show a title of its own beside ours.
const told = new WeakMap();
selectAll("figure svg title, .years-row title").each(function () {
  told.set(this.parentNode, this.textContent);
  this.remove();
});
function marked(target) {
  for (let one = target; one instanceof SVGElement; one = one.parentNode) if (told.has(one)) return one;
  return null;
}
function name(mark) {
  current = mark;
  tell(told.get(mark), (mark.querySelector(".reach, circle") ?? mark).getBoundingClientRect());
}
function show(event) { const mark = marked(event.target); if (mark) name(mark); }
select(document)
  .on("pointerover.tip focusin.tip", show)
  .on("pointerout.tip focusout.tip", (event) => { if (marked(event.target)) leaving = setTimeout(hush, 150); })
  .on("keydown.tip", (event) => { if (event.key === "Escape") hush(); });
tip.on("pointerenter", () => clearTimeout(leaving)).on("pointerleave", hush);
addEventListener("scroll", () => { if (current) name(current); }, { passive: true });

function go(query, from, to) {
  const parts = [query, `date:${from === to ? from : `${from}..${to}`}`].filter(Boolean);
  if (parts.length > 1 && / OR /.test(query)) parts[0] = `(${query})`;
  location.href = `/?q=${encodeURIComponent(parts.join(" "))}`;
}

function draw(svg) {
  const reach = [...svg.querySelectorAll("[data-year]")];
  const height = Number(reach[0].getAttribute("height"));
  const step = reach.length > 1 ? parseFloat(reach[1].getAttribute("x")) : 100; // the first begins at 0
  const at = (x) => reach[Math.min(Math.max(Math.floor((x / svg.clientWidth) * 100 / step), 0), reach.length - 1)].dataset.year;
  const edge = (n) => (n * step * svg.clientWidth) / 100;
  // The bars stand inside the brush, so that a stroke may begin on one, and each remains a link.
  const group = select(svg).append("g").attr("class", "brush");
  for (const one of [...svg.children].slice(0, -1)) group.append(() => one);
  group.selectAll("*").datum({ type: "overlay" });
  const brush = brushX()
    .extent(() => [[0, 0], [svg.clientWidth, height]])
    .on("brush", ({ selection }) => {
      if (!selection) return;
      const [a, b] = selection;
      const [from, to] = [at(a), at(b - 0.01)];
      const box = svg.getBoundingClientRect();
      tell(from === to ? from : `${from}–${to}`, { left: box.left + a, width: b - a, top: box.top, bottom: box.top + height });
    })
    .keyModifiers(false)
    .filter((event) => !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && !event.button)
    .on("end", ({ selection, sourceEvent }) => {
      if (!sourceEvent) return;
      if (selection) { go(svg.dataset.query, at(selection[0]), at(selection[1] - 0.01)); return; }
      // While the brush is at work no link below it is clicked.
      const x = (sourceEvent.changedTouches?.[0] ?? sourceEvent).clientX - svg.getBoundingClientRect().left;
      const link = reach.find((one) => one.dataset.year === at(x)).closest("a");
      if (link) location.href = link.href.baseVal;
    });
  const place = () => {
    group.call(brush).style("touch-action", "pan-y");
    group.selectAll(":scope > .selection, :scope > .overlay").lower();
  };
  place();
  addEventListener("resize", place);
  // Shift and the arrows draw from the year that has the focus, Enter goes there.
  let far = null;
  const clear = () => { if (far !== null) { far = null; group.call(brush.move, null); hush(); } };
  group.on("focusout", clear).on("keydown", (event) => {
    const near = reach.findIndex((one) => one.dataset.year === event.target.querySelector?.("[data-year]")?.dataset.year);
    if (near < 0) return;
    const way = event.shiftKey && { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (way) {
      event.preventDefault();
      far = Math.min(Math.max((far ?? near) + way, 0), reach.length - 1);
      const [a, b] = [Math.min(near, far), Math.max(near, far)];
      group.call(brush.move, [edge(a), edge(b + 1)]);
      globalThis.reader?.say(`${reach[a].dataset.year} to ${reach[b].dataset.year}`);
    } else if (event.key === "Enter" && far !== null) {
      event.preventDefault();
      const [a, b] = [near, far].sort((m, n) => m - n);
      go(svg.dataset.query, reach[a].dataset.year, reach[b].dataset.year);
    } else if (event.key === "Escape") clear();
  });
}
for (const svg of document.querySelectorAll("[data-histogram]")) draw(svg);
