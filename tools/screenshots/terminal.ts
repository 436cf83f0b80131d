/** A piece of text in one colour. Undefined is the default colour of the terminal. */
export interface Span {
  readonly text: string;
  readonly colour: Colour | undefined;
}

/** The colours that psy uses. */
export type Colour = 'red' | 'green' | 'yellow';

const COLOURS: Readonly<Record<string, Colour>> = { 31: 'red', 32: 'green', 33: 'yellow' };

/**
 * The control sequences that psy sends to a terminal: colours, and the removal of the rest of a
 * line.
 */
const PIECE = /\x1b\[(\d*)([mK])|[\r\n]|[^\x1b\r\n]+/g;

/** Returns the lines that a terminal of unlimited height shows after this output. */
export function screenOf(sent: string): Span[][] {
  const lines: { text: string; colour: Colour | undefined }[][] = [[]];
  let colour: Colour | undefined;
  let column = 0;
  for (const [piece, code, command] of sent.matchAll(PIECE)) {
    const line = lines.at(-1)!;
    if (command === 'm') colour = COLOURS[code!];
    else if (command === 'K') line.splice(column);
    else if (piece === '\r') column = 0;
    else if (piece === '\n') {
      lines.push([]);
      column = 0;
    } else {
      for (const text of piece) line[column++] = { text, colour };
    }
  }
  return lines.map(joined);
}

/** Joins neighbours of one colour. */
function joined(cells: readonly Span[]): Span[] {
  const spans: { text: string; colour: Colour | undefined }[] = [];
  for (const { text, colour } of cells) {
    const last = spans.at(-1);
    if (last?.colour === colour && last !== undefined) last.text += text;
    else spans.push({ text, colour });
  }
  return spans;
}
