/** The look of the report: one column, system fonts, colours for light and dark. */
export const css = `
:root { color-scheme: light dark; --ground: #f6f7f9; --card: #ffffff; --ink: #1f2328; --soft: #59636e; --rule: #d9dee4; --accent: #0b6bab;
  --hml-color-1: #0d6fb0; --hml-color-2: #c65300; --hml-color-3: #00835f; --hml-color-4: #b3508a; --hml-color-5: #6f52cf; --hml-color-6: #6e6965; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0f1216; --card: #171b21; --ink: #e6e8eb; --soft: #9aa5b1; --rule: #2d343d; --accent: #6cb6ff;
    --hml-color-1: #58a9e8; --hml-color-2: #f5893d; --hml-color-3: #35c39a; --hml-color-4: #e594c3; --hml-color-5: #ab97f5; --hml-color-6: #a9a29c; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
header, main { max-width: 860px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 40px; }
h1 { font-size: clamp(1.6rem, 5vw, 2.3rem); line-height: 1.2; margin: 0 0 8px; letter-spacing: -0.01em; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 12px; }
.lead { color: var(--soft); font-size: 1.08rem; margin: 0 0 20px; max-width: 60ch; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 8px 18px; padding: 0; margin: 0 0 20px; }
a { color: var(--accent); }
section, main > .table { background: var(--card); border: 1px solid var(--rule); border-radius: 12px; padding: 24px; margin: 0 0 24px; }
section p { max-width: 70ch; margin: 0 0 14px; }
figure { margin: 20px 0; }
figure svg { display: block; width: 100%; height: auto; }
figcaption { color: var(--soft); font-size: 0.92rem; margin-top: 8px; max-width: 70ch; }
.narrow { display: none; }
.table { overflow-x: auto; margin: 18px 0; }
table { border-collapse: collapse; min-width: 100%; font-size: 0.95rem; }
caption { text-align: left; font-weight: 600; padding-bottom: 8px; }
th, td { text-align: left; padding: 7px 18px 7px 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
tbody tr:last-child td { border-bottom: 0; }
th { color: var(--soft); font-weight: 500; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.88em; }
pre { overflow-x: auto; padding: 14px 16px; background: var(--ground); border-radius: 8px; line-height: 1.5; }
.command { color: var(--soft); margin-bottom: 0; font-size: 0.92rem; }
.command code { color: var(--ink); background: var(--ground); padding: 2px 6px; border-radius: 5px; overflow-wrap: anywhere; }
@media (max-width: 600px) {
  header, main { padding: 0 12px; } header { padding-top: 24px; }
  section, main > .table { padding: 16px 14px; border-radius: 10px; }
  th, td { padding-right: 10px; } table { font-size: 0.9rem; }
  .wide { display: none; } .narrow { display: block; }
}
@media print { body { background: none; } section { break-inside: avoid; border: 0; padding: 0; } }
`;
