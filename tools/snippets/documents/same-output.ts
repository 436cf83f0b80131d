/**
 * True if a command printed what a document shows. `…` matches anything within a line, and any
 * number of lines if it is the whole line. Blanks at the ends of lines are ignored.
 */
export function sameOutput(shown: string, printed: string): boolean {
  const pattern = tidy(shown)
    .split('\n')
    .map((line) => (line.trim() === '…' ? '(?:.*\n)*' : `${anythingForDots(line)}\n`))
    .join('');
  return new RegExp(`^${pattern}$`).test(`${tidy(printed)}\n`);
}

function tidy(text: string): string {
  return text.replace(/[ \t\r]+$/gm, '').replace(/^\n+|\n+$/g, '');
}

function anythingForDots(line: string): string {
  return line
    .split('…')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('.*');
}
