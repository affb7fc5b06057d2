"""The sheet's own style: readable on paper and in the dark, and without any script."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark;
  --paper: light-dark(#fdfcf9, #17181a); --ink: light-dark(#1d1d1f, #e6e4df);
  --faint: light-dark(#6a6a70, #9b9a96); --rule: light-dark(#dedad0, #35363a);
  --panel: light-dark(#f4f1e9, #1f2023);
  --opened: light-dark(#ffe58a, #6b5300); --closed: light-dark(#f6c3bd, #6d2a24);
  --changed: light-dark(#cfe0ff, #25406e); --missing: light-dark(#dcd3ea, #453757);
  --gap: light-dark(#2b2b2f, #c9c7c1); --gap-ink: light-dark(#f4f1e9, #17181a); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 Georgia, "Times New Roman", serif; }
main { max-width: 84rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; font-weight: 600; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p.sub { margin: 0 0 1rem; color: var(--faint); }
table.facts { border-collapse: collapse; font-size: .95rem; margin: .5rem 0 1rem; }
table.facts th, table.facts td { text-align: left; padding: .2rem 1.4rem .2rem 0; vertical-align: top;
  border-bottom: 1px solid var(--rule); font-weight: normal; }
table.facts thead th { color: var(--ink); font-weight: 600; }
table.facts th { color: var(--faint); }
.tables { display: flex; flex-wrap: wrap; gap: 0 2.5rem; align-items: flex-start; }
.bar { display: inline-block; width: 7rem; height: .65rem; background: var(--rule); border-radius: .2rem; }
.bar > span { display: block; height: 100%; background: var(--gap); border-radius: .2rem; }
ul.tally { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem .6rem; padding: 0; margin: .5rem 0; }
ul.tally li { padding: .1rem .6rem; border-radius: .3rem; }
ul.tally li:not([class]) { background: var(--panel); }
ol.list { padding-left: 1.4rem; margin: .3rem 0; }
ol.list li { margin: .25rem 0; }
a { color: inherit; }
small, .where { color: var(--faint); font-size: .85rem; }
fieldset { border: 0; margin: 1.5rem 0 .5rem; padding: 0; }
.pair { display: grid; grid-template-columns: 1fr 1fr; column-gap: 2.2rem;
  border-top: 1px solid var(--rule); padding: .55rem 0; }
.pair > .who { grid-column: 1 / -1; font-size: .85rem; color: var(--faint); margin-bottom: .1rem; }
.pair p { margin: 0; overflow-wrap: anywhere; }
.pair.empty-a > p:first-of-type, .pair.empty-b > p:last-of-type { color: var(--faint); }
.heads { position: sticky; top: 0; background: var(--paper); z-index: 1; font-weight: 600; }
:target { outline: 2px solid var(--faint); outline-offset: .3rem; border-radius: .2rem; }
mark { color: inherit; border-radius: .18rem; padding: .04em .14em; box-decoration-break: clone;
  -webkit-box-decoration-break: clone; background: none; }
.opened { background: var(--opened); } .closed { background: var(--closed); }
.changed { background: var(--changed); } .missing { background: var(--missing); }
mark.unclear { border-bottom: 2px dotted var(--faint); border-radius: 0; }
.gap { background: var(--gap); color: var(--gap-ink); border-radius: .18rem; padding: .06em .45em;
  font: .78rem/1.5 system-ui, sans-serif; white-space: normal; }
sup.w { font: .68rem/1 system-ui, sans-serif; color: var(--faint); padding-left: .1em; }
body:has(#only:checked) .pair.same { display: none; }
@media (max-width: 44rem) { .pair { grid-template-columns: 1fr; row-gap: .4rem; }
  .pair p + p { border-left: 3px solid var(--rule); padding-left: .7rem; } }
@media print { :root { color-scheme: light; } fieldset { display: none; } .heads { position: static; }
  .pair { break-inside: avoid; } mark, .gap, ul.tally li { print-color-adjust: exact; } }
"""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def sheet(title: str, body: str) -> str:
    """A whole page, that loads nothing and runs nothing."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body><main>\n{body}\n</main></body></html>\n"
    )
