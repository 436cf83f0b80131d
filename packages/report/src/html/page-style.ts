import { MARK_STYLE } from '../drawing/mark-style.ts';

/** The style sheet of the page. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#1b2430;--paper:#fff;--soft:#f2f4f7;--line:#6b7684;--strong:#0b5cad;--band:#9cc3ea;--faint:#c9d2dc;--done:#7fb2e5;--failed:#f4a582;--missing:#e6e9ed;--mixed:#d9c9ec}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf1;--paper:#12171d;--soft:#1e252e;--line:#98a3b0;--strong:#7db8f5;--band:#2f5f8f;--faint:#3b4652;--done:#4b8fd0;--failed:#e58a60;--missing:#9aa5b1;--mixed:#b194d6}}
*{box-sizing:border-box}
body{margin:0;font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
header,main,footer{max-width:1060px;margin:0 auto;padding:0 20px}
h1{font-size:22px;margin:18px 0 4px}h2{font-size:17px;margin:16px 0 6px}p{margin:6px 0}
.bar-of-tabs{display:flex;flex-wrap:wrap;gap:4px;margin:14px 0 10px;border-bottom:1px solid var(--line)}
.bar-of-tabs button{border:0;border-bottom:3px solid transparent;background:none;padding:7px 11px}
.bar-of-tabs button[aria-selected=true]{border-color:var(--strong);font-weight:700}
button,select,input{font:inherit;color:var(--ink);background:var(--soft);border:1px solid var(--line);border-radius:4px;padding:3px 8px}
input[type=range]{padding:0;vertical-align:middle}
:focus-visible{outline:3px solid var(--strong);outline-offset:2px}
label{margin-right:14px;white-space:nowrap}
.chosen{display:flex;flex-wrap:wrap;gap:6px;align-items:center;background:var(--soft);padding:6px 10px;border-radius:6px}
figure{margin:0}svg{max-width:100%;height:auto;display:block;margin:8px 0}.cursor{fill:none;stroke:var(--ink);stroke-width:3;pointer-events:none}.readout{min-height:1.5em}h3{font-size:15px;margin:18px 0 4px}footer{padding-top:14px;padding-bottom:20px}.sliders label{display:inline-block;min-width:300px}[data-choice]{cursor:pointer}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{text-align:left;padding:3px 12px 3px 0;border-bottom:1px solid var(--faint);vertical-align:top}
.rows{height:420px;overflow:auto;border:1px solid var(--line);position:relative}.rows table{width:100%}.rows th,.rows th button{white-space:nowrap}.rows th{position:sticky;top:0;background:var(--soft)}.rows td{white-space:nowrap;height:26px;padding:1px 10px}.rows th button{border:0;background:none;font-weight:700}
code,pre{font:13px ui-monospace,monospace;background:var(--soft);padding:1px 4px;border-radius:3px}pre{padding:8px;overflow:auto;max-height:220px;white-space:pre-wrap}
.problem{border-left:4px solid #c2410c;padding-left:10px}.note{font-size:13.5px}
${MARK_STYLE}`;
