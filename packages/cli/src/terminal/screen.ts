/** The size of a terminal, in characters. */
export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** Handlers of the events of a screen. */
export interface ScreenEvents {
  /** A key was pressed. Ctrl-C is `\u0003`. */
  readonly onKey: (key: string) => void;
  /** The terminal has another size, and the screen has to be drawn again. */
  readonly onResize: () => void;
}

/** The whole terminal, on which lines are drawn. What was there comes back when it is closed. */
export interface Screen {
  readonly size: () => ScreenSize;
  /** Draws lines from the top. They must fit. */
  readonly draw: (lines: readonly string[]) => void;
  readonly close: () => void;
}

/** The streams of a terminal. */
export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

const OPEN = '\x1b[?1049h\x1b[?25l';
const CLOSE = '\x1b[?25h\x1b[?1049l';

/**
 * Takes the whole terminal: the other screen, no cursor, keys without Enter. The terminal is as before
 * when the screen is closed, and when the process ends in any way but SIGKILL.
 */
export function openScreen({ input, output }: Terminal, { onKey, onResize }: ScreenEvents): Screen {
  const onData = (data: Buffer): void => {
    for (const key of data.toString('latin1')) onKey(key);
  };
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    process.off('exit', close);
    output.off('resize', onResize);
    input.off('data', onData);
    input.setRawMode(false);
    input.pause();
    output.write(CLOSE);
  };
  process.once('exit', close);
  output.on('resize', onResize);
  input.setRawMode(true);
  input.on('data', onData);
  input.resume();
  output.write(OPEN);
  return {
    size: () => ({ columns: output.columns, rows: output.rows }),
    draw: (lines) => {
      if (isOpen) output.write(`\x1b[H${lines.map((line) => `${line}\x1b[K`).join('\r\n')}\x1b[J`);
    },
    close,
  };
}
