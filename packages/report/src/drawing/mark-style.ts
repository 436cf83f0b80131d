/** The style of marks: in a file for a light background; the page sets the variables for both. */
export const MARK_STYLE = `
text{font:12px system-ui,sans-serif;fill:var(--ink,#1b2430)}
.title{font-weight:600}
.axis{fill:none;stroke:var(--line,#6b7684)}
.band{fill:var(--band,#9cc3ea);opacity:.6}
.line{fill:none;stroke:var(--strong,#0b5cad);stroke-width:2}
.bar{fill:var(--strong,#0b5cad)}
.dim{fill:var(--faint,#c9d2dc)}
.wait{fill:var(--line,#6b7684);opacity:.6}
.done{fill:var(--done,#7fb2e5)}
.failed{fill:url(#hatch-failed)}
.missing{fill:url(#hatch-missing)}
.mixed{fill:url(#hatch-mixed)}
.absent{fill:url(#hatch-absent)}
.hatch-failed-back{fill:var(--failed,#f4a582)}.hatch-failed-front{stroke:#7a1e00;stroke-width:1.5}
.hatch-missing-back{fill:var(--missing,#e6e9ed)}.hatch-missing-front{fill:#3d4854}
.hatch-mixed-back{fill:var(--mixed,#d9c9ec)}.hatch-mixed-front{stroke:#57358a}
.hatch-absent-back{fill:var(--paper,#fff)}.hatch-absent-front{stroke:var(--line,#6b7684);opacity:.5}
.thread{fill:none;stroke:var(--strong,#0b5cad);opacity:.14}
.thread-failed{fill:none;stroke:#b3390b;stroke-dasharray:4 3;opacity:.5}
.letter{font-weight:700;fill:#10161d;pointer-events:none}
`;
