import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';
import { visibleJson, visibleLine } from './visible-text.ts';

/** A coloured word before a line. */
export interface Mark {
  readonly word: string;
  readonly colour: 'red' | 'yellow';
}

/** Marks a line that says what may be wrong. */
export const WARNING: Mark = { word: 'Warning:', colour: 'yellow' };
/** Marks a line that says what could not be done. */
export const ERROR: Mark = { word: 'psy: error:', colour: 'red' };
/** Marks a line that says that rows are not done. */
export const INCOMPLETE: Mark = { word: 'Incomplete:', colour: 'red' };
/** Marks a line that says that a result is not that of the present task. */
export const OUTDATED: Mark = { word: 'Outdated:', colour: 'red' };

/**
 * The outputs of a command. Results go to `out`, everything else to `error`.
 *
 * Whatever a string contains, one call of `out` or `error` prints one line that a terminal does not obey:
 * {@link visibleLine}. Commands write in no other way.
 */
export interface Console {
  /** Prints a line of a result. */
  readonly out: (line: string) => void;
  /** Prints a result as a line of JSON. All characters of the data are kept. */
  readonly json: (json: string) => void;
  /** Prints a line that is no result. */
  readonly error: (line: string, mark?: Mark) => void;
  /** Rewrites the last line of a terminal; undefined where there is none. */
  readonly live: ((line: string) => void) | undefined;
  /** Width of the terminal in characters. */
  readonly width: number;
  /** Asks a question that is answered by yes or no; absent where nobody can answer. */
  readonly confirm?: (question: string) => Promise<boolean>;
}

/** The streams of a {@link Console}. */
export interface Outputs {
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** True if the last line of `writeError` can be rewritten. */
  readonly isLive: boolean;
  /** Width in characters. */
  readonly width: number;
  /** Asks a question; absent where nobody can answer. */
  readonly ask?: (question: string) => Promise<boolean>;
}

/** Returns the console of some outputs. */
export function consoleOf({ writeOut, writeError, isLive, width, ask }: Outputs): Console {
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
    out: (line) => print(visibleLine(line)),
    json: (json) => print(visibleJson(json)),
    error: (line, mark) => {
      clear();
      writeError(`${mark === undefined ? '' : `${coloured(mark)} `}${visibleLine(line)}\n`);
    },
    live: isLive
      ? (line) => {
          writeError(`\r${visibleLine(line)}\x1b[K`);
          liveLine = true;
        }
      : undefined,
    width,
    ...(ask && { confirm: (question) => ask(visibleLine(question)) }),
  };
}

/** Returns the console of this process. */
export function processConsole(): Console {
  const { stdin, stdout, stderr } = process;
  // Who reads only the first lines (`psy run | head`) does not want the work to stop.
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe);
  return consoleOf({
    writeOut: (text) => stdout.write(text),
    writeError: (text) => stderr.write(text),
    isLive: stderr.isTTY,
    width: stdout.columns ?? stderr.columns ?? 80,
    ...(stdin.isTTY && stderr.isTTY && { ask }),
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

/** A word in its colour; plain where colours are not wanted. */
function coloured({ word, colour }: Mark): string {
  return styleText(colour, word, { stream: process.stderr });
}

/** A terminal that was closed answers with EIO. What is left to do is done all the same. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
}
