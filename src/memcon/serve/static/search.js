// The histogram's brush, completion, saved searches. Without this file every year is a link and the form works.
const hundredths = (one, name) => parseFloat(one.getAttribute(name));
function brush(chart) {
  const reach = [...chart.querySelectorAll("[data-year]")];
  const band = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  band.setAttribute("class", "brush");
  band.setAttribute("height", reach[0].getAttribute("height"));
  chart.prepend(band);
  let from = null, to = null, drawn = false;
  const under = (event) => {
    const box = chart.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * 100;
    return reach.reduce((best, one) => (hundredths(one, "x") <= x ? one : best), reach[0]);
  };
  const paint = () => {
    const [a, b] = [from, to].sort((m, n) => m.dataset.year - n.dataset.year);
    band.setAttribute("x", a.getAttribute("x"));
    band.setAttribute("width", `${hundredths(b, "x") + hundredths(b, "width") - hundredths(a, "x")}%`);
  };
  chart.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    from = to = under(event); drawn = false;
    event.preventDefault();
  });
  window.addEventListener("pointermove", (event) => {
    if (!from) return;
    const now = under(event);
    if (now !== to) { to = now; drawn = true; paint(); }
  });
  window.addEventListener("pointerup", () => {
    if (!from) return;
    const years = [from.dataset.year, to.dataset.year].sort();
    from = null;
    if (!drawn) return;
    const query = [chart.dataset.query, `date:${years[0]}..${years[1]}`].filter(Boolean);
    if (/ OR /.test(query[0]) && query.length > 1) query[0] = `(${query[0]})`;
    chart.addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
    location.href = `/?q=${encodeURIComponent(query.join(" "))}`;
  });
}
for (const chart of document.querySelectorAll("[data-histogram]")) brush(chart);

const field = document.getElementById("q");
const list = document.getElementById("completions");
let options = [], at = -1, asked = 0, waiting;
function close() { list.hidden = true; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); at = -1; }
function take(option) { field.value = option.query; close(); field.focus(); complete(); }
function mark(next) {
  list.children[at]?.setAttribute("aria-selected", "false");
  at = (next + options.length) % options.length;
  list.children[at].setAttribute("aria-selected", "true");
  field.setAttribute("aria-activedescendant", list.children[at].id);
}
async function complete() {
  const mine = ++asked;
  const text = field.value.slice(0, field.selectionStart ?? undefined);
  const answer = await fetch(`/complete?q=${encodeURIComponent(text)}`, { headers: { accept: "application/json" } });
  if (mine !== asked || !answer.ok) return;
  options = await answer.json();
  list.replaceChildren(...options.map((option, n) => {
    const item = document.createElement("li");
    item.id = `completion-${n}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const what = document.createElement("span");
    what.textContent = option.what + (option.count ? ` · ${option.count}` : "");
    item.append(option.text, what);
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(option); });
    return item;
  }));
  at = -1;
  if (options.length && document.activeElement === field) { list.hidden = false; field.setAttribute("aria-expanded", "true"); } else close();
}
field?.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(complete, 120); });
field?.addEventListener("blur", close);
field?.addEventListener("keydown", (event) => {
  if (list.hidden) return;
  if (event.key === "ArrowDown") { event.preventDefault(); mark(at + 1); }
  else if (event.key === "ArrowUp") { event.preventDefault(); mark(at - 1); }
  else if (event.key === "Escape") { event.preventDefault(); close(); }
  else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) { event.preventDefault(); take(options[at]); }
});
