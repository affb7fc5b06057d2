// The people: looked at closer, moved about, and as a map in which those who met stand near each other. Without
// this file they are a ring of links.
import { drag, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, select, zoom, zoomIdentity, zoomTransform } from "./vendor/d3.min.js";
import { hush } from "./charts.js";

const figure = select(".network");
const svg = figure.select("svg");
const view = svg.select("g.view");
const middle = Number(svg.attr("data-size")) / 2;
const nodes = view.selectAll("a[data-node]").nodes().map((element) => {
  const name = select(element).select("text");
  return {
    element, name, x: Number(element.dataset.x), y: Number(element.dataset.y), count: Number(element.dataset.count),
    ring: { x: Number(element.dataset.x), y: Number(element.dataset.y), turn: name.attr("transform"), dx: name.attr("dx"), anchor: name.attr("text-anchor") },
    radius: Number(select(element).select("circle").attr("r")), wide: name.node().getComputedTextLength(),
  };
});
const links = view.selectAll("path.edge").nodes().map((element) => {
  const [source, target] = element.dataset.ends.split(" ").map(Number);
  return { element, source, target, count: Number(element.dataset.count), bow: element.getAttribute("d") };
});
const size = Number(svg.attr("data-type"));
let map = false;

// A name stands below its point on the map, where nothing more important has taken the room.
function label() {
  const scale = zoomTransform(svg.node()).k;
  const dots = svg.node().viewBox.baseVal.width / svg.node().clientWidth;
  const type = map ? Math.max(12 * dots, 14) / scale : size;
  const taken = [];
  for (const one of [...nodes].sort((a, b) => b.count - a.count)) {
    const half = (one.wide * type) / size / 2 + 2 / scale;
    const box = { left: one.x - half, right: one.x + half, top: one.y + one.radius, bottom: one.y + one.radius + type * 1.3 };
    const free = !map || taken.every((other) => box.right < other.left || other.right < box.left || box.bottom < other.top || other.bottom < box.top);
    if (free) taken.push(box);
    one.name.classed("crowded", !free).attr("font-size", type)
      .attr("transform", map ? null : one.ring.turn).attr("text-anchor", map ? "middle" : one.ring.anchor)
      .attr("dx", map ? 0 : one.ring.dx).attr("dy", map ? one.radius + type : "0.32em");
  }
}
function place() {
  for (const one of nodes) one.element.setAttribute("transform", `translate(${one.x} ${one.y})`);
  for (const { element, source, target, bow } of links) element.setAttribute("d", map ? `M${source.x} ${source.y}L${target.x} ${target.y}` : bow);
  label();
}
const most = Math.max(...links.map((one) => one.count), 1);
const simulation = forceSimulation(nodes)
  .force("link", forceLink(links).distance((one) => 150 - 90 * Math.sqrt(one.count / most)).strength((one) => 0.05 + 0.4 * (one.count / most)))
  .force("apart", forceManyBody().strength(-260).distanceMax(500))
  .force("room", forceCollide((one) => Math.min(one.wide * 0.42, 52) + 4))
  .force("x", forceX(middle).strength(0.045)).force("y", forceY(middle).strength(0.06))
  .on("tick", () => { if (map) place(); }).stop();

const closer = zoom().scaleExtent([0.3, 12])
  // The wheel scrolls the page, and so does one finger: Ctrl and the wheel, or two fingers, look closer.
  .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : event.touches ? event.touches.length > 1 : !event.button))
  .on("zoom", ({ transform }) => { hush(); view.attr("transform", transform); if (map) label(); });
svg.call(closer).on("dblclick.zoom", null).style("touch-action", "pan-x pan-y");

function fit() {
  const room = svg.node().viewBox.baseVal;
  const [left, right, top, bottom] = [Math.min(...nodes.map((n) => n.x)), Math.max(...nodes.map((n) => n.x)), Math.min(...nodes.map((n) => n.y)), Math.max(...nodes.map((n) => n.y))];
  const scale = Math.min(room.width / (right - left + 160), room.height / (bottom - top + 100), 2);
  svg.call(closer.transform, map
    ? zoomIdentity.translate(room.x + room.width / 2, room.y + room.height / 2).scale(scale).translate(-(left + right) / 2, -(top + bottom) / 2)
    : zoomIdentity);
}
const laid = new Map();
function arrange(as) {
  map = as === "map";
  figure.classed("as-map", map).selectAll("[data-as]").attr("aria-pressed", function () { return String(this.dataset.as === as); });
  if (map && !laid.size) {
    simulation.alpha(1).tick(300);
    for (const one of nodes) laid.set(one, { x: one.x, y: one.y });
  }
  simulation.stop();
  for (const one of nodes) Object.assign(one, map ? laid.get(one) : { x: one.ring.x, y: one.ring.y });
  place();
  fit();
}
svg.selectAll("a[data-node]").data(nodes).call(
  drag().filter((event) => map && !event.ctrlKey && !event.button)
    .on("start", (event, one) => { simulation.alphaTarget(0.2).restart(); one.fx = one.x; one.fy = one.y; })
    .on("drag", (event, one) => { one.fx = event.x; one.fy = event.y; })
    .on("end", (event, one) => { simulation.alphaTarget(0); one.fx = one.fy = null; for (const n of nodes) laid.set(n, n); }),
);
const deeds = { closer: () => svg.call(closer.scaleBy, 1.5), further: () => svg.call(closer.scaleBy, 1 / 1.5), fit };
figure.select(".handles").on("click", (event) => {
  const { as, deed } = event.target.dataset;
  if (as) arrange(as);
  if (deed) deeds[deed]();
});
const keys = { "+": "closer", "=": "closer", "-": "further", "0": "fit" };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog[open]")) return;
  if (keys[event.key]) { event.preventDefault(); deeds[keys[event.key]](); }
});

// Point at a name: its lines alone, and whom they lead to. One that is reached by keys comes into sight.
function near(event) {
  const element = event.target.closest?.("a[data-node]");
  const one = nodes.find((other) => other.element === element);
  svg.classed("pointing", Boolean(one)).selectAll(".near").classed("near", false);
  if (!one) return;
  const met = links.filter(({ source, target }) => source === one || target === one);
  for (const link of met) for (const some of [link.element, link.source.element, link.target.element]) some.classList.add("near");
  one.element.classList.add("near");
  if (event.type !== "focusin" || !element.matches(":focus-visible")) return;
  const [box, frame] = [element.getBoundingClientRect(), svg.node().getBoundingClientRect()];
  if (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom) svg.call(closer.translateTo, one.x, one.y);
}
svg.on("pointerover.near focusin.near", near).on("pointerleave.near", near);
figure.classed("live", true);
// A telephone is too narrow for the names of a ring.
if (svg.node().clientWidth < 600) arrange("map");
