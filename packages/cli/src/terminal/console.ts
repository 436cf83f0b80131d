import { createInterface } from 'node:readline/promises';
import type { Line, Meaning } from './line.ts';
import { paintFor, type Paint } from './paint.ts';
import { openScreen, type Screen, type ScreenEvents, type Terminal } from './screen.ts';
import { visibleJson, visibleLine } from './visible-text.ts';

/** A word before a line that says how the line is meant. */
export interface Mark {
  readonly word: string;
  readonly meaning: Meaning;
}

/** Marks a line that says what may be wrong. */
export const WARNING: Mark = { word: 'Warning:', meaning: 'doubtful' };
/** Marks a line that says what could not be done. */
export const ERROR: Mark = { word: 'psy: error:', meaning: 'bad' };
/** Marks a line that says that rows are not done. */
export const INCOMPLETE: Mark = { word: 'Incomplete:', meaning: 'bad' };
/** Marks a line that says that a result is not that of the present task. */
export const OUTDATED: Mark = { word: 'Outdated:', meaning: 'bad' };

/**
 * The outputs of a command. Results go to `out`, everything else to `error`.
 *
 * Whatever a string contains, one call of `out` or `error` prints one line that a terminal does not obey:
 * {@link visibleLine}. Commands write in no other way.
 */
export interface Console {
  /** Prints a line of a result. */
  readonly out: (line: Line) => void;
  /** Prints a result as a line of JSON. All characters of the data are kept. */
  readonly json: (json: string) => void;
  /** Prints a line that is no result. */
  readonly error: (line: Line, mark?: Mark) => void;
  /** Rewrites the last line of a terminal; undefined where there is none. */
  readonly live: ((line: Line) => void) | undefined;
  /** Width of the terminal in characters. */
  readonly width: number;
  /** Asks a question that is answered by yes or no; absent where nobody can answer. */
  readonly confirm?: (question: string) => Promise<boolean>;
  /** Takes the whole terminal; absent where there is none. */
  readonly openScreen?: (events: ScreenEvents) => LineScreen;
}

/** A screen of lines. */
export interface LineScreen extends Pick<Screen, 'size' | 'close'> {
  readonly draw: (lines: readonly Line[]) => void;
}

/** The streams of a {@link Console}. */
export interface Outputs {
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Paint text that goes to `writeOut` and `writeError`. Without them, there are no colours. */
  readonly paintOut?: Paint;
  readonly paintError?: Paint;
  /** True if the last line of `writeError` can be rewritten. */
  readonly isLive: boolean;
  /** Width in characters. */
  readonly width: number;
  /** Asks a question; absent where nobody can answer. */
  readonly ask?: (question: string) => Promise<boolean>;
  /** The terminal; absent where there is none. */
  readonly terminal?: Terminal;
}

/** Returns the console of some outputs. */
export function consoleOf(outputs: Outputs): Console {
  const { writeOut, writeError, paintOut, paintError, isLive, width, ask, terminal } = outputs;
  let liveLine = false;
  const clear = (): void => {
    if (liveLine) writeError('\r\x1b[K');
    liveLine = false;
  };
  const print = (line: string): void => {
    clear();
    writeOut(`${line}\n`);
  };
  return {
    out: (line) => print(shown(line, paintOut)),
    json: (json) => print(visibleJson(json)),
    error: (line, mark) => {
      clear();
      const { word, meaning } = mark ?? {};
      const before =
        word === undefined ? '' : `${shown([{ text: word, meaning: meaning! }], paintError)} `;
      writeError(`${before}${shown(line, paintError)}\n`);
    },
    live: isLive
      ? (line) => {
          writeError(`\r${shown(line, paintError)}\x1b[K`);
          liveLine = true;
        }
      : undefined,
    width,
    ...(ask && { confirm: (question) => ask(visibleLine(question)) }),
    ...(terminal && { openScreen: (events) => lineScreen(openScreen(terminal, events), paintOut) }),
  };
}

function lineScreen({ draw, ...others }: Screen, paint?: Paint): LineScreen {
  return { ...others, draw: (lines) => draw(lines.map((line) => shown(line, paint))) };
}

/** Returns the console of this process. */
export function processConsole(): Console {
  const { stdin, stdout, stderr } = process;
  // Who reads only the first lines (`psy run | head`) does not want the work to stop.
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe);
  return consoleOf({
    writeOut: (text) => stdout.write(text),
    writeError: (text) => stderr.write(text),
    paintOut: paintFor(stdout),
    paintError: paintFor(stderr),
    isLive: stderr.isTTY,
    width: stdout.columns ?? stderr.columns ?? 80,
    ...(stdin.isTTY && stderr.isTTY && { ask }),
    ...(stdin.isTTY && stdout.isTTY && { terminal: { input: stdin, output: stdout } }),
  });
}

/** Anything but yes is no. */
async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

/** Returns a line as it is sent: each part as one that a terminal does not obey, then painted. */
function shown(line: Line, paint: Paint = (text) => text): string {
  if (typeof line === 'string') return visibleLine(line);
  return line
    .map((part) =>
      typeof part === 'string' ? visibleLine(part) : paint(visibleLine(part.text), part.meaning),
    )
    .join('');
}

/** A terminal that was closed answers with EIO. What is left to do is done all the same. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
}
