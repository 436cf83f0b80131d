import type { ProgramAddress } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';
import type { FromWorker, RowsMessage } from '../../../worker/messages.ts';
import type { GivenRow } from '../checked-report.ts';
import type { EncodedRows } from './encode-rows.ts';
import { HeldRows } from './held-rows.ts';
import type { Hello } from '../program-messages.ts';
import { WaitingRows } from './waiting-rows.ts';

/** Receivers of what a feed does. */
export interface FeedEvents {
  /** Sends a message to the program, and rows with it. */
  say(message: object, rows?: EncodedRows): void;
  /** The program has got rows. */
  onGiven(): void;
  /** A message of the worker to the pool. */
  onMessage(message: FromWorker): void;
}

/** Gives a program its rows: no more than it takes, and the next ones when it may have them. */
export class RowFeed {
  /** Rows that the program has. */
  readonly held = new HeldRows();
  /** The last message with rows of the pool. Its settings are those of all rows. */
  settings: RowsMessage | undefined;
  /** Rows that the program has not got yet. */
  readonly #waiting: WaitingRows;
  readonly #rows: ProgramAddress['rows'];
  readonly #events: FeedEvents;

  constructor(rows: NonNullable<ProgramAddress['rows']>, events: FeedEvents) {
    this.#rows = rows;
    this.#waiting = new WaitingRows(rows);
    this.#events = events;
  }

  /** Takes rows of the pool. */
  add(message: RowsMessage): void {
    this.#waiting.add(message);
    this.settings = message;
  }

  /** Gives the program the rows that it may have. Others wait. */
  give({ batch, queue }: Hello, isReady: boolean): void {
    if (this.#waiting.size === 0) return;
    const isOpen = this.held.size === 0 || (queue && isReady);
    const room = isOpen ? batch - this.held.size : 0;
    if (room <= 0) return;
    const { given, encoded, refused } = this.#waiting.take(room);
    for (const [row, error] of refused) this.#refuse(row, error);
    if (given.length > 0) this.#send(given, encoded);
  }

  /** Returns rows that wait for too long, because others take longer than expected. */
  returnWaiting(): void {
    if (this.held.size === 0) return;
    const first = this.#waiting.takeBack();
    if (first !== undefined) this.#events.onMessage({ kind: 'returned', first });
  }

  #send(given: readonly GivenRow[], encoded: EncodedRows): void {
    const { procId, exclude, concurrency, timeout, floats } = this.settings!;
    this.held.add(given);
    const message = {
      ...{ kind: 'rows', first: given[0]!.number, procId, exclude, concurrency },
      timeout: timeout ?? null,
      indices: given.map(({ index }) => index),
      ...(floats && { floats }),
    };
    this.#events.say(message, this.#rows === 'index' ? undefined : encoded);
    this.#events.onGiven();
  }

  #refuse({ number }: GivenRow, error: RowError): void {
    // Later, because the pool has not yet finished sending the row.
    queueMicrotask(() =>
      this.#events.onMessage({
        ...{ kind: 'report', rows: [number], startedAt: [Date.now()], durations: [0] },
        ...{ added: [null], errors: [error], excluded: [] },
      }),
    );
  }
}
