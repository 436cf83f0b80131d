import { cutText, errorText } from '@psyrun/core';
import type { RecordedError } from '@psyrun/journal';

/** The maximum number of characters of a message that are compared. */
const LONGEST_COMPARED = 10_000;

/** Failures with the same error and the same causes, but for numbers in the messages. */
export interface GroupedFailures {
  /** The error of `example`, without stacks. */
  readonly error: RecordedError;
  /** A row that failed with this error. It is the first of `rows` unless that failed otherwise before. */
  readonly example: number;
  /** Indices of the rows, in order. */
  readonly rows: number[];
}

/**
 * Groups failures by the classes, names and messages of their errors and of all causes. Numbers in messages do
 * not count: they tend to be those of the row. It takes 4 bytes for each row of the space.
 */
export class FailureGroups {
  /** The group of the last failure of each row. */
  readonly #groupOf: Int32Array;
  readonly #groups = new Map<string, number>();
  readonly #examples: { error: RecordedError; row: number }[] = [];

  /** `length` is the number of rows of the space. */
  constructor(length: number) {
    this.#groupOf = new Int32Array(length);
  }

  /** Notes a failure of a row. The last one counts. */
  note(row: number, error: RecordedError): void {
    const key = keyOf(error);
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = this.#examples.push({ error, row }) - 1;
      this.#groups.set(key, group);
    }
    if (row <= this.#examples[group]!.row) this.#examples[group] = { error, row };
    this.#groupOf[row] = group;
  }

  /** Returns the groups of the rows that failed in the end, the largest one first. */
  of(failed: Iterable<number>): GroupedFailures[] {
    const rows: number[][] = this.#examples.map(() => []);
    for (const row of failed) rows[this.#groupOf[row]!]!.push(row);
    return this.#examples
      .map(({ error, row: example }, group) => ({ error, example, rows: rows[group]! }))
      .filter((group) => group.rows.length > 0)
      .sort((a, b) => b.rows.length - a.rows.length || a.rows[0]! - b.rows[0]!);
  }
}

/** Returns a string that failures share if they are alike. */
function keyOf(error: RecordedError): string {
  const { name, message, cause, errors, omitted } = error;
  const text =
    (cause ?? errors ?? omitted)
      ? errorText(error, { longest: LONGEST_COMPARED })
      : cutText(`${name}: ${message}`, LONGEST_COMPARED);
  return `${error.class} ${text}`.replace(/\d+(\.\d+)?(e[-+]?\d+)?/gi, '#');
}
