import { WriteStream } from 'node:tty';
import type { Meaning } from './line.ts';

/** Returns text in the colour of a meaning. */
export type Paint = (text: string, meaning: Meaning) => string;

/** The numbers of green, yellow and red in an escape sequence. */
const COLOURS = { good: 32, doubtful: 33, bad: 31 } as const;

/** A stream, as far as its colours are concerned. */
type Coloured = Pick<NodeJS.WriteStream, 'isTTY'> &
  Partial<Pick<NodeJS.WriteStream, 'getColorDepth'>>;

/**
 * Returns the function that paints text for a stream. It leaves text plain where the stream is no
 * terminal, and obeys `NO_COLOR` and `FORCE_COLOR`.
 *
 * Node's own `styleText` does this from Node 20.18 on.
 *
 * @example
 * ```ts
 * const paint = paintFor(process.stdout);
 * paint('complete', 'good').includes('complete'); // => true
 * ```
 */
export function paintFor(stream: Coloured): Paint {
  return (text, meaning) =>
    isColoured(stream) ? `\x1b[${COLOURS[meaning]}m${text}\x1b[39m` : text;
}

function isColoured(stream: Coloured): boolean {
  // Node's rules for the variables and the kinds of terminals; they do not depend on the stream.
  const depth = () => WriteStream.prototype.getColorDepth.call(stream as WriteStream, process.env);
  if (process.env['FORCE_COLOR'] !== undefined) return depth() > 2;
  return stream.isTTY && depth() > 2;
}
