import { cutText, errorText, type Row } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';

/** Most characters that the log of a job has of failed rows, but for the last one. */
const MOST = 1 << 20;
/** The maximum number of characters of parameters, a message or a stack. */
const LONGEST = 10_000;

/** A row that failed. */
export interface FailedRow {
  readonly index: number;
  /** The parameters. */
  readonly row: Row;
  readonly error: RowError;
  readonly willRetry: boolean;
}

/**
 * Tells the failed rows of a job in its log: the first ones, with about 1 Mi characters together, so that 10⁶
 * failures do not fill the disk. The journal has all of them.
 *
 * @example
 * ```ts
 * let text = '';
 * const log = new FailureLog((part) => (text += part), 'circle', 1);
 * const error = { name: 'Error', message: 'no room', reason: 'threw' } as const;
 * for (const index of [0, 1, 2]) log.tell({ index, row: { x: 5 }, error, willRetry: false });
 * text;
 * // => 'Row 0 failed with these parameters:\n{"x":5}\nError: no room\n(Further failed rows are left out here: psy failures circle shows them.)\n'
 * ```
 */
export class FailureLog {
  readonly #log: (text: string) => void;
  readonly #task: string;
  /** Number of characters that are left; negative if that has been told. */
  #left: number;

  /** `task` is the name of the task, and `most` a number of characters. */
  constructor(log: (text: string) => void, task: string, most: number = MOST) {
    this.#log = log;
    this.#task = task;
    this.#left = most;
  }

  /** Tells of a failed row. */
  tell(failed: FailedRow): void {
    if (this.#left < 0) return;
    const text = textOf(failed);
    this.#left -= text.length;
    if (this.#left >= 0) return this.#log(text);
    this.#log(
      `${text}(Further failed rows are left out here: psy failures ${this.#task} shows them.)\n`,
    );
  }
}

function textOf({ index, row, error, willRetry }: FailedRow): string {
  const parameters = cutText(JSON.stringify(row, printable), LONGEST);
  const retry = willRetry ? 'It will be tried again.\n' : '';
  return `Row ${index} failed with these parameters:\n${parameters}\n${textOfError(error)}\n${retry}`;
}

/** Converts bigints and NaN to strings, because JSON has neither. */
function printable(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' || Number.isNaN(value) ? String(value) : value;
}

/**
 * Returns the text of an error. A long one is cut: the journal has it whole. Half of a character is written
 * as JSON writes it, because a file in UTF-8 cannot hold it.
 */
function textOfError(error: RowError): string {
  return errorText(error, { longest: LONGEST }).replace(/\p{Surrogate}/gu, (half) =>
    JSON.stringify(half).slice(1, -1),
  );
}
