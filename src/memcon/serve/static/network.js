// Point at a name: its lines alone, and whom they lead to.
const drawing = document.querySelector(".network svg");
function show(node) {
  drawing.classList.toggle("pointing", node !== undefined);
  for (const one of drawing.querySelectorAll(".near")) one.classList.remove("near");
  if (node === undefined) return;
  drawing.querySelector(`[data-node="${node}"]`).classList.add("near");
  for (const edge of drawing.querySelectorAll("[data-ends]")) {
    const ends = edge.dataset.ends.split(" ");
    if (!ends.includes(node)) continue;
    edge.classList.add("near");
    for (const end of ends) drawing.querySelector(`[data-node="${end}"]`).classList.add("near");
  }
}
for (const kind of ["pointerover", "focusin"]) drawing?.addEventListener(kind, (event) => show(event.target.closest("[data-node]")?.dataset.node));
drawing?.addEventListener("pointerleave", () => show(undefined));
