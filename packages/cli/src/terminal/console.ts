import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';

/** The outputs of a command. Results go to `out`, everything else to `error`. */
export interface Console {
  /** Prints a line of a result. */
  readonly out: (line: string) => void;
  /** Prints a line that is no result. */
  readonly error: (line: string) => void;
  /** Rewrites the last line of a terminal; undefined where there is none. */
  readonly live: ((line: string) => void) | undefined;
  /** Width of the terminal in characters. */
  readonly width: number;
  /** Asks a question that is answered by yes or no; absent where nobody can answer. */
  readonly confirm?: (question: string) => Promise<boolean>;
}

/** The console of this process. */
export function processConsole(): Console {
  const { stdout, stderr } = process;
  // Who reads only the first lines (`psy run | head`) does not want the work to stop.
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe);
  let liveLine = false;
  const clear = (): void => {
    if (liveLine) stderr.write('\r\x1b[K');
    liveLine = false;
  };
  return {
    out: (line) => {
      clear();
      stdout.write(`${line}\n`);
    },
    error: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    live: stderr.isTTY
      ? (line) => {
          stderr.write(`\r${line}\x1b[K`);
          liveLine = true;
        }
      : undefined,
    width: stdout.columns ?? stderr.columns ?? 80,
    ...(process.stdin.isTTY && stderr.isTTY && { confirm: ask }),
  };
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

/** A word of warning or error in its colour; plain where colours are not wanted. */
export function coloured(colour: 'red' | 'yellow' | 'green', text: string): string {
  return styleText(colour, text, { stream: process.stderr });
}

/** A terminal that was closed answers with EIO. What is left to do is done all the same. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
}
