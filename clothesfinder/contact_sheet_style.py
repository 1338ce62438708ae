"""How a contact sheet looks: on a screen, light or dark, and on A4."""

STYLE = """
:root { color-scheme: light dark; --back: #fff; --text: #1b1c1e; --quiet: #5d6168; --tile: #f1f2f4;
  --line: #d9dce0; --found: #17673a; --perhaps: #80540a; --not: #8c2b26; }
@media (prefers-color-scheme: dark) { :root { --back: #1d1f22; --text: #eceef0; --quiet: #a5abb3;
  --tile: #292c30; --line: #3b3f45; --found: #74d29a; --perhaps: #e9b960; --not: #f09a92; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 76rem; background: var(--back);
  color: var(--text); font: 14px/1.4 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
p { margin: 0; overflow-wrap: anywhere; }
header p, footer p, .path { color: var(--quiet); }
header { margin-bottom: 1rem; }
.note { margin-top: .5rem; }
footer { margin-top: 1.5rem; }
figure { margin: 0; }
.finding { display: grid; grid-template-columns: 11rem 1fr; gap: 1.25rem; padding: 1rem 0;
  border-top: 1px solid var(--line); }
.matches { display: grid; grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr)); gap: 1rem;
  margin: 0; padding: 0; list-style: none; }
.tile { display: flex; align-items: center; justify-content: center; height: 9rem; padding: .375rem;
  margin-bottom: .375rem; border-radius: .5rem; background: var(--tile); color: var(--quiet);
  text-align: center; overflow: hidden; overflow-wrap: anywhere; }
.query { align-self: start; }
.query .tile { height: 11rem; }
.query .tile, .look-up li:first-child .tile { outline: 2px solid var(--line);
  outline-offset: -2px; }
.words { font-size: 1.1rem; color: var(--text); }
img { max-width: 100%; max-height: 100%; width: auto; height: auto; border-radius: .25rem; }
figcaption { font-size: .8125rem; }
.path { font-size: .6875rem; }
a { color: inherit; }
.verdict { display: inline-block; margin: .25rem 0; padding: 0 .5rem; border: 1px solid;
  border-radius: 1rem; font-weight: 600; }
.found { color: var(--found); }
.perhaps { color: var(--perhaps); }
.not_found, .failed { color: var(--not); }
.not_judged { color: var(--quiet); }
.weak img { opacity: .55; }
.reason { align-self: center; }
@media screen and (min-width: 36rem) { .search .query { position: sticky; top: 1rem; } }
@media screen { .look-up .finding { content-visibility: auto;
  contain-intrinsic-size: auto 18rem; } }
@media (max-width: 36rem) { .finding { grid-template-columns: 1fr; } }
@page { size: A4; margin: 12mm; }
@media print {
  :root { color-scheme: light; --back: #fff; --text: #000; --quiet: #444; --tile: #f1f2f4;
    --line: #bbb; --found: #17673a; --perhaps: #80540a; --not: #8c2b26; }
  body { max-width: none; padding: 0; font-size: 10pt; print-color-adjust: exact;
    -webkit-print-color-adjust: exact; }
  .finding { grid-template-columns: 34mm 1fr; gap: 4mm; padding: 3mm 0; }
  .matches { grid-template-columns: repeat(auto-fill, minmax(26mm, 1fr)); gap: 3mm; }
  .tile { height: 26mm; padding: 1mm; margin-bottom: 1mm; }
  .query .tile { height: 30mm; }
  h2 { font-size: 9pt; }
  figcaption { font-size: 7pt; line-height: 1.25; }
  .path { font-size: 5.5pt; }
  a { text-decoration: none; }
  .look-up .finding, figure { break-inside: avoid; }
  h1, header { break-after: avoid; }
}
"""
