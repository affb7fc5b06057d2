// A record: light a line, a word, a turn on the other side; scroll both together; zoom, turn, lens.
const { choose } = globalThis.reader;

const desk = document.querySelector(".desk");
const pages = document.querySelector(".pages");
const text = document.querySelector(".text");
const all = (line) => document.querySelectorAll(`[data-line~="${line}"]`);

// Light what belongs together.
let lit = [];
function light(lines) {
  for (const one of lit) one.classList.remove("lit");
  lit = lines.flatMap((line) => [...all(line)]);
  for (const one of lit) one.classList.add("lit");
}
function lightGap(number) {
  for (const one of lit) one.classList.remove("lit");
  lit = [...document.querySelectorAll(`[data-gap="${number}"]`)];
  for (const one of lit) one.classList.add("lit");
}
const linesOf = (one) => (one?.dataset.line ?? "").split(" ").filter(Boolean);
desk.addEventListener("pointerover", (event) => {
  const gap = event.target.closest("[data-gap]");
  if (gap) return lightGap(gap.dataset.gap);
  const speaker = event.target.closest(".speaker");
  if (speaker) return light([...speaker.parentElement.querySelectorAll("[data-line]")].flatMap(linesOf));
  const one = event.target.closest("[data-line]");
  light(linesOf(one));
});
desk.addEventListener("focusin", (event) => light(linesOf(event.target.closest("[data-line]"))));

// Words: where they stand is fetched for a page when it is first pointed at.
const known = new Map();
async function words(page) {
  if (!known.has(page)) {
    known.set(page, fetch(`/records/${desk.dataset.record}/pages/${page}/words`, { headers: { accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : []))
      .then((lines) => new Map(lines.map((one) => [String(one.line), one.words]))));
  }
  return known.get(page);
}
function boxed(page, word) {
  for (const one of document.querySelectorAll(".over .word")) one.setAttribute("width", 0);
  const rect = document.querySelector(`.sheet[data-page="${page}"] .word`);
  if (!rect || !word) return;
  const [, , left, top, right, bottom] = word;
  for (const [name, value] of [["x", left - 2], ["y", top - 2], ["width", right - left + 4], ["height", bottom - top + 4]]) rect.setAttribute(name, value);
}
function caret(event) {
  if (document.caretPositionFromPoint) {
    const spot = document.caretPositionFromPoint(event.clientX, event.clientY);
    return spot && { node: spot.offsetNode, offset: spot.offset };
  }
  const range = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  return range && { node: range.startContainer, offset: range.startOffset };
}
// The characters of a line before its piece on this side: pieces quote the line, so they are found in it.
function wordAt(piece, spot, list) {
  const before = document.createRange();
  before.selectNodeContents(piece);
  before.setEnd(spot.node, spot.offset);
  const at = before.toString().length;
  const content = piece.textContent;
  let end = content.slice(at).search(/\s/); end = end < 0 ? content.length : at + end;
  const start = content.slice(0, at).search(/\S+$/); const begin = start < 0 ? at : start;
  const nth = content.slice(0, begin).split(/\s+/).filter(Boolean).length;
  const wanted = content.slice(begin, end);
  const sheetLine = document.querySelector(`.sheet a[data-line="${piece.dataset.line}"]`);
  return { nth, wanted, begin, end, sheetLine };
}
async function pointWord(event) {
  const piece = event.target.closest(".l");
  if (!piece) return;
  const sheet = document.querySelector(`.sheet a[data-line="${piece.dataset.line}"]`)?.closest(".sheet");
  const spot = caret(event);
  if (!sheet || !spot || !piece.contains(spot.node)) return;
  const list = (await words(sheet.dataset.page)).get(piece.dataset.line) ?? [];
  const found = wordAt(piece, spot, list);
  // The piece may be the end of its line, so words are counted from behind where it is short.
  const count = piece.textContent.split(/\s+/).filter(Boolean).length;
  const skipped = piece.dataset.skip ? Number(piece.dataset.skip) : Math.max(list.length - count, 0);
  boxed(sheet.dataset.page, list[skipped + found.nth]);
}
let waiting = 0;
text.addEventListener("pointermove", (event) => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(() => pointWord(event)); });
pages.addEventListener("pointermove", async (event) => {
  const link = event.target.closest("a[data-line]");
  if (!link || !window.Highlight) return;
  const sheet = link.closest(".sheet"), over = link.closest("svg");
  const box = over.getBoundingClientRect(), view = over.viewBox.baseVal;
  const x = ((event.clientX - box.left) / box.width) * view.width;
  const list = (await words(sheet.dataset.page)).get(link.dataset.line) ?? [];
  const nth = list.findIndex(([, , left, , right]) => left <= x && x <= right);
  boxed(sheet.dataset.page, list[nth]);
  const piece = document.querySelector(`.text .l[data-line="${link.dataset.line}"]`);
  CSS.highlights.delete("pointed");
  if (!piece || nth < 0) return;
  const count = piece.textContent.split(/\s+/).filter(Boolean).length;
  const at = nth - Math.max(list.length - count, 0);
  const range = at >= 0 && rangeOfWord(piece, at);
  if (range) CSS.highlights.set("pointed", new Highlight(range));
});
function rangeOfWord(piece, nth) {
  const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
  const match = [...piece.textContent.matchAll(/\S+/g)][nth];
  if (!match) return null;
  const range = document.createRange();
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const end = at + node.length;
    if (match.index >= at && match.index < end) range.setStart(node, match.index - at);
    if (match.index + match[0].length <= end) { range.setEnd(node, match.index + match[0].length - at); return range; }
    at = end;
  }
  return null;
}

// Scroll together: the line at the top of one side comes to the top of the other.
const follow = document.querySelector("[data-do=follow]");
let leader = null, quiet;
function lead(side) { leader = side; clearTimeout(quiet); quiet = setTimeout(() => { leader = null; }, 180); }
const wide = () => getComputedStyle(pages).position === "sticky";
function place(line) {
  const link = document.querySelector(`.sheet a[data-line="${line}"]`);
  if (!link) return;
  const y = link.getBoundingClientRect().top - pages.getBoundingClientRect().top;
  pages.scrollTop += y - pages.clientHeight * 0.25;
}
window.addEventListener("scroll", () => {
  if (leader === "pages" || !wide() || follow.getAttribute("aria-pressed") !== "true") return;
  lead("text");
  const height = innerHeight * 0.25;
  const piece = [...text.querySelectorAll(".body .l")].find((one) => one.getBoundingClientRect().bottom > height);
  if (piece) place(piece.dataset.line);
}, { passive: true });
pages.addEventListener("scroll", () => {
  if (leader === "text" || !wide() || follow.getAttribute("aria-pressed") !== "true") return;
  lead("pages");
  const top = pages.getBoundingClientRect().top + pages.clientHeight * 0.25;
  const link = [...pages.querySelectorAll("a[data-line]")].find((one) => one.getBoundingClientRect().top > top && document.querySelector(`.body .l[data-line="${one.dataset.line}"]`));
  const piece = link && document.querySelector(`.body .l[data-line="${link.dataset.line}"]`);
  if (piece) window.scrollBy(0, piece.getBoundingClientRect().top - innerHeight * 0.25);
}, { passive: true });

// A click on a line of the picture goes to its text, and the other way round, without moving the side clicked.
pages.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-line]");
  if (!link) return;
  event.preventDefault();
  const piece = document.querySelector(`.body .l[data-line="${link.dataset.line}"]`);
  if (piece) { lead("pages"); piece.scrollIntoView({ block: "center" }); light([link.dataset.line]); }
});
text.addEventListener("click", (event) => {
  const piece = event.target.closest(".l");
  if (piece && !event.target.closest("a, button, form") && getSelection().isCollapsed) { lead("text"); place(piece.dataset.line); light([piece.dataset.line]); }
});

// The picture: size, turn, lens.
let size = 100, angle = 0;
const sheets = document.querySelector(".sheets");
const step = [40, 50, 60, 75, 90, 100, 125, 150, 200, 250, 300];
function resize(next) {
  const share = pages.scrollTop / Math.max(pages.scrollHeight, 1);
  size = next;
  sheets.className = `sheets size-${size} turned-${angle}`;
  pages.scrollTop = share * pages.scrollHeight;
}
const deeds = {
  in: () => resize(step.find((one) => one > size) ?? size),
  out: () => resize(step.findLast((one) => one < size) ?? size),
  fit: () => { angle = 0; resize(100); },
  turn: () => { angle = (angle + 90) % 360; resize(size); },
  lens: () => { const on = toggle("lens"); if (!on) lens?.remove(); },
  follow: () => toggle("follow"),
};
function toggle(name) {
  const button = document.querySelector(`[data-do=${name}]`);
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  return on;
}
document.querySelector(".handles").addEventListener("click", (event) => { deeds[event.target.dataset.do]?.(); });
let lens;
pages.addEventListener("pointermove", (event) => {
  const image = event.target.closest(".paper")?.querySelector("img");
  if (document.querySelector("[data-do=lens]").getAttribute("aria-pressed") !== "true" || !image) { lens?.remove(); return; }
  if (!lens) { lens = document.createElement("div"); lens.className = "lens"; lens.append(document.createElement("canvas")); lens.firstChild.width = lens.firstChild.height = 240; }
  document.body.append(lens);
  lens.style.left = `${event.clientX - 120}px`; lens.style.top = `${event.clientY - 120}px`;
  const box = image.getBoundingClientRect(), scale = image.naturalWidth / box.width, wide = (240 / 2.5) * scale;
  const brush = lens.firstChild.getContext("2d");
  brush.fillStyle = "#fff"; brush.fillRect(0, 0, 240, 240);
  brush.drawImage(image, (event.clientX - box.left) * scale - wide / 2, (event.clientY - box.top) * scale - wide / 2, wide, wide, 0, 0, 240, 240);
});
pages.addEventListener("pointerleave", () => lens?.remove());

// Text or facsimile.
function view(name) {
  text.classList.toggle("as-facsimile", name === "facsimile");
  for (const one of text.querySelectorAll("[data-view]")) one.toggleAttribute("aria-current", one.dataset.view === name);
}
text.querySelector(".ways").addEventListener("click", (event) => {
  const name = event.target.dataset?.view;
  if (name) { event.preventDefault(); view(name); }
});

const keys = {
  "+": deeds.in, "=": deeds.in, "-": deeds.out, "0": deeds.fit, r: deeds.turn, l: deeds.lens, t: deeds.follow,
  f: () => view(text.classList.contains("as-facsimile") ? "words" : "facsimile"),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog[open]")) return;
  const deed = keys[event.key];
  if (deed) { event.preventDefault(); deed(); }
});

// A hit: its passage stands in the middle of both sides.
function arrive() {
  const name = decodeURIComponent(location.hash.slice(1));
  const passage = name.startsWith("at-") && document.getElementById(name);
  const found = document.querySelector(".body mark");
  if (passage) {
    lead("text");
    const y = passage.getBoundingClientRect().top - pages.getBoundingClientRect().top;
    pages.scrollTop += y - pages.clientHeight * 0.3;
    const part = document.getElementById(passage.dataset.part ?? "") ?? found;
    part?.scrollIntoView({ block: "center" });
    const turn = part?.closest(".block");
    if (turn) { lead("text"); choose(turn); }
  } else if (name) {
    const line = document.getElementById(name)?.querySelector?.("[data-line]")?.dataset.line;
    if (line) { lead("text"); place(line); }
  }
}
window.addEventListener("hashchange", arrive);
arrive();
