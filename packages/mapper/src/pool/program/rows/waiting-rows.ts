import { PsyrunError, type ProgramAddress } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';
import { rowErrorOf } from '../../../row/failure/row-error.ts';
import type { RowsMessage } from '../../../worker/messages.ts';
import type { GivenRow } from '../checked-report.ts';
import { EncodedRows } from './encode-rows.ts';
import { LARGEST_PAYLOAD, LONGEST_LINE } from '../frame-reader.ts';

/** The part of a line that is left for other members than the rows. */
const LINE_REST = 2 ** 20;
const LIMITS = { line: LONGEST_LINE - LINE_REST, payload: LARGEST_PAYLOAD };

/** Rows for one message to a program. */
export interface RowsForMessage {
  readonly given: readonly GivenRow[];
  readonly encoded: EncodedRows;
  /** Rows that cannot be sent. */
  readonly refused: readonly (readonly [row: GivenRow, error: RowError])[];
}

/** The rows of the pool that a program has not got yet. */
export class WaitingRows {
  readonly #rows: ProgramAddress['rows'];
  #waiting: GivenRow[] = [];

  /** With `index`, the program has the rows in its own form, and their values are not sent. */
  constructor(rows: ProgramAddress['rows']) {
    this.#rows = rows;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** Adds the rows of a message of the pool. */
  add({ first, rows, indices }: RowsMessage): void {
    rows.forEach((row, i) => {
      this.#waiting.push({ number: first + i, row, index: indices[i]! });
    });
  }

  /** Removes all rows. Returns the number of the first one; undefined if there is none. */
  takeBack(): number | undefined {
    const [first] = this.#waiting;
    this.#waiting = [];
    return first?.number;
  }

  /** Removes rows for one message: at most `room`, and as many as fit into it. */
  take(room: number): RowsForMessage {
    const given: GivenRow[] = [];
    const refused: [GivenRow, RowError][] = [];
    const encoded = new EncodedRows();
    let taken = 0;
    for (; given.length < room && taken < this.#waiting.length; taken++) {
      const row = this.#waiting[taken]!;
      const fits = this.#encode(row, encoded);
      if (fits === false && given.length > 0) break;
      if (fits === true) given.push(row);
      else refused.push([row, fits || tooLarge()]);
    }
    this.#waiting = this.#waiting.slice(taken);
    return { given, encoded, refused };
  }

  /** Returns true if the row fits, false if it does not, and an error if it cannot be sent. */
  #encode({ row }: GivenRow, encoded: EncodedRows): boolean | RowError {
    if (this.#rows === 'index') return true;
    try {
      return encoded.add(row, LIMITS);
    } catch (error) {
      return rowErrorOf(error, 'refused');
    }
  }
}

function tooLarge(): RowError {
  const error = new PsyrunError('PSYRUN_VALUE', 'The row is too large to be sent to a program.', {
    hint: 'Use typed arrays instead of long lists.',
  });
  return rowErrorOf(error, 'refused');
}
