import type { ProgramAddress, Row } from '@psyrun/core';
import { PsyrunError } from '@psyrun/core';
import { checkLossless, type RowError } from '@psyrun/journal';
import { clearTimeout, now, setTimeout } from '../../row/clock.ts';
import { rowErrorOf } from '../../row/row-error.ts';
import type { FromWorker, RowsMessage, ToWorker } from '../../worker/messages.ts';
import { brokenError, BrokenProtocol } from './broken-protocol.ts';
import {
  countOf,
  helloOf,
  PROTOCOL,
  reportOf,
  versionsOf,
  type Hello,
} from './program-messages.ts';
import { damaged, errorOf, rowReader, textOf } from './decode-values.ts';
import { EncodedRows } from './encode-rows.ts';
import { LARGEST_PAYLOAD, LONGEST_LINE, type Frame } from './frame-reader.ts';
import { checkedReport, type GivenRow } from './checked-report.ts';
import { HeldRows } from './held-rows.ts';

/** Milliseconds after which rows that the program has not got are given to another worker. */
const KEEP_FOR = 100;
/** Milliseconds of silence after which the program is asked which rows it has. */
const PING_AFTER = 10_000;
/** Milliseconds that a program may take to start, and to set itself up. */
const START_TIMEOUT = 60_000;
/** The part of a line that is left for other members than the rows. */
const LINE_REST = 2 ** 20;
const LIMITS = { line: LONGEST_LINE - LINE_REST, payload: LARGEST_PAYLOAD };

/** Receivers of everything that a session tells. */
export interface SessionEvents {
  /** Sends a line and the bytes that follow it. */
  send(line: string, payload: Uint8Array): void;
  /** A message of the worker. All that it says has been checked. */
  onMessage(message: FromWorker): void;
  onOutput(text: string): void;
}

/**
 * The conversation with one program: turns messages of the pool into lines, and lines into messages
 * of a worker. It believes nothing that the program says: a message that does not fit ends the
 * session with `broken`.
 */
export class ProgramSession {
  readonly #address: ProgramAddress;
  readonly #events: SessionEvents;
  #hello: Hello | undefined;
  /** The process number and the excluded keys that the program was last set up for. */
  #setUpFor: string | undefined;
  #isReady = false;
  #resources: Row = {};
  /** The last rows that the pool sent. */
  #settings: RowsMessage | undefined;
  /** Rows that the program has not got yet. */
  #waiting: GivenRow[] = [];
  /** Rows that the program has. */
  readonly #held = new HeldRows();
  /** The number of the last row that the program had got when it was asked what it has. */
  #asked: number | undefined;
  #heardAt = 0;
  #startTimer: NodeJS.Timeout | undefined;
  #backTimer: NodeJS.Timeout | undefined;
  #pingTimer: NodeJS.Timeout | undefined;
  #hasEnded = false;

  constructor(address: ProgramAddress, events: SessionEvents) {
    this.#address = address;
    this.#events = events;
    this.#expectWithin('said hello');
  }

  /** Says how far the session has come, as the end of a sentence. */
  get stage(): string {
    if (this.#hello === undefined) return ' before it said hello';
    return this.#isReady ? '' : ' before it was ready';
  }

  /** True if the program may get rows while it has others. */
  get readsAhead(): boolean {
    return this.#isReady && this.#hello!.queue;
  }

  /** Receives a message of the pool. */
  accept(message: ToWorker): void {
    if (this.#hasEnded) return;
    if (message.kind === 'load') this.#load();
    else if (message.kind === 'end') this.#say({ kind: 'end' });
    else this.#take(message);
  }

  /** Receives a message of the program. */
  receive(frame: Frame): void {
    if (this.#hasEnded) return;
    try {
      this.#read(frame);
    } catch (error) {
      if (!(error instanceof BrokenProtocol)) throw error;
      this.break(brokenError(error.message, frame.line));
    }
  }

  /** Ends the session, because the program broke the protocol. */
  break(error: RowError): void {
    if (this.#hasEnded) return;
    this.end();
    this.#events.onMessage({ kind: 'broken', error });
  }

  /** Ends the session without a word. */
  end(): void {
    this.#hasEnded = true;
    for (const timer of [this.#startTimer, this.#backTimer, this.#pingTimer]) clearTimeout(timer);
  }

  #load(): void {
    const { load, rows = 'value', rowsFile } = this.#address;
    this.#say({ ...load, kind: 'load', protocol: PROTOCOL, rows, rowsFile, scalars: true });
  }

  #take(message: RowsMessage): void {
    const { first, rows, indices, procId, exclude } = message;
    rows.forEach((row, i) => {
      this.#waiting.push({ number: first + i, row, index: indices[i]! });
    });
    this.#settings = message;
    const setUpFor = JSON.stringify([procId, exclude]);
    if (setUpFor !== this.#setUpFor) {
      this.#setUpFor = setUpFor;
      this.#isReady = false;
      if (this.#hello) this.#expectWithin('said that it is ready');
    } else if (this.#isReady) this.#keepBriefly();
    this.#giveRows();
  }

  #read(frame: Frame): void {
    const { kind } = frame.message;
    if (this.#hello === undefined && kind !== 'hello') {
      throw new BrokenProtocol('it did not say hello first');
    }
    switch (kind) {
      case 'hello':
        return this.#meet(frame);
      case 'ready':
        return this.#ready(frame);
      case 'unusable':
        return this.#unusable(frame);
      case 'report':
        return this.#report(frame);
      case 'returned':
        return this.#takeBack(frame);
      case 'overdue':
        return this.#overdue(frame);
      case 'pong':
        return this.#pong(frame);
      case 'log':
        return this.#events.onOutput(textOf(frame.message['text'], '"text"'));
      default:
        if (typeof kind !== 'string') throw damaged('"kind"', 'a string');
    }
  }

  #meet(frame: Frame): void {
    if (this.#hello) throw new BrokenProtocol('it said hello twice');
    this.#hello = helloOf(frame);
    clearTimeout(this.#startTimer);
    if (this.#setUpFor !== undefined) this.#expectWithin('said that it is ready');
    this.#giveRows();
  }

  #ready({ message, payload }: Frame): void {
    if (this.#isReady || this.#held.size === 0) {
      throw new BrokenProtocol('it said "ready" without being asked');
    }
    const read = rowReader(payload);
    const resources = read(message['resources'] ?? {}, '"resources"');
    try {
      checkLossless(resources);
    } catch (error) {
      throw new BrokenProtocol(`"resources" cannot be kept: ${(error as Error).message}`);
    }
    this.#resources = resources;
    this.#isReady = true;
    clearTimeout(this.#startTimer);
    this.#keepBriefly();
    const versions = { ...this.#hello!.versions, ...versionsOf(message['versions'] ?? {}) };
    this.#events.onMessage({ kind: 'ready', versions });
    this.#giveRows();
  }

  #unusable({ message }: Frame): void {
    if (this.#isReady) throw new BrokenProtocol('it said "unusable" when it was ready');
    const error = errorOf(message['error'], '"error"');
    this.end();
    this.#events.onMessage({ kind: 'unusable', error });
  }

  #report(frame: Frame): void {
    this.#requireReady('report');
    this.#heardAt = now();
    const report = reportOf(frame);
    const { exclude, concurrency } = this.#settings!;
    const given = this.#held.reported(report.rows, concurrency === 1);
    const settings = { resources: this.#resources, exclude, rows: this.#address.rows };
    const checked = checkedReport(report, given, frame, settings);
    this.#held.remove(report.rows);
    if (report.rows.length > 0) this.#events.onMessage(checked);
    this.#giveRows();
  }

  #takeBack({ message }: Frame): void {
    this.#requireReady('returned');
    const first = countOf(message['first'], '"first"');
    const last = countOf(message['last'] ?? this.#held.last, '"last"');
    this.#held.takeBack(first, last);
    this.#events.onMessage({ kind: 'returned', first, last });
    this.#giveRows();
  }

  #overdue({ message }: Frame): void {
    this.#requireReady('overdue');
    const row = countOf(message['row'], '"row"');
    if (!this.#held.has(row) || this.#settings!.timeout === undefined) {
      throw new BrokenProtocol(`row ${row} cannot be overdue`);
    }
    this.#events.onMessage({ kind: 'overdue', row });
  }

  #pong({ message }: Frame): void {
    const asked = this.#asked;
    if (asked === undefined) throw new BrokenProtocol('it answered without being asked');
    this.#asked = undefined;
    const holds = countOf(message['holds'], '"holds"');
    const expected = this.#held.countUpTo(asked);
    if (holds === expected) return;
    throw new BrokenProtocol(
      `it has ${holds} rows, but got ${expected} that it has neither reported nor returned`,
    );
  }

  #requireReady(kind: string): void {
    if (!this.#isReady) throw new BrokenProtocol(`it said "${kind}" before it was ready`);
  }

  /** Gives the program the rows that it may have. */
  #giveRows(): void {
    if (this.#hasEnded || !this.#hello || this.#waiting.length === 0) return;
    const { batch, queue } = this.#hello;
    const isOpen = this.#held.size === 0 || (queue && this.#isReady);
    const room = isOpen ? batch - this.#held.size : 0;
    if (room <= 0) return;
    const given: GivenRow[] = [];
    const encoded = new EncodedRows();
    while (given.length < room && this.#waiting.length > 0) {
      const fits = this.#encode(this.#waiting[0]!, encoded);
      if (fits === false && given.length > 0) break;
      const row = this.#waiting.shift()!;
      if (fits === true) given.push(row);
      else this.#refuse(row, fits || tooLarge());
    }
    if (given.length > 0) this.#send(given, encoded);
  }

  /** Returns true if the row fits, false if it does not, and an error if it cannot be sent. */
  #encode({ row }: GivenRow, encoded: EncodedRows): boolean | RowError {
    if (this.#address.rows === 'index') return true;
    try {
      return encoded.add(row, LIMITS);
    } catch (error) {
      return rowErrorOf(error, 'refused');
    }
  }

  #send(given: readonly GivenRow[], encoded: EncodedRows): void {
    const { procId, exclude, concurrency, timeout, floats } = this.#settings!;
    this.#held.add(given);
    const message = {
      ...{
        kind: 'rows',
        first: given[0]!.number,
        procId,
        exclude,
        concurrency,
        timeout: timeout ?? null,
      },
      indices: given.map(({ index }) => index),
      ...(floats && { floats }),
    };
    this.#say(message, this.#address.rows === 'index' ? undefined : encoded);
    this.#watch();
  }

  #refuse({ number }: GivenRow, error: RowError): void {
    // Later, because the pool has not yet finished sending the row.
    queueMicrotask(() => {
      if (this.#hasEnded) return;
      this.#events.onMessage({
        ...{ kind: 'report', rows: [number], startedAt: [Date.now()], durations: [0] },
        ...{ added: [null], errors: [error], excluded: [] },
      });
    });
  }

  #say(message: object, { texts, payload }: EncodedRows = new EncodedRows()): void {
    const size = payload.length > 0 && { payload: payload.length };
    const line = JSON.stringify({ ...message, ...size });
    const rows = texts.length > 0 ? `,"rows":[${texts.join(',')}]}` : '}';
    this.#events.send(`${line.slice(0, -1)}${rows}\n`, payload);
  }

  /** Returns rows that wait for too long, because they take longer than expected. */
  #keepBriefly(): void {
    clearTimeout(this.#backTimer);
    this.#backTimer = setTimeout(() => {
      const [row] = this.#waiting;
      if (!row || this.#held.size === 0) return;
      this.#waiting = [];
      this.#events.onMessage({ kind: 'returned', first: row.number });
    }, KEEP_FOR);
  }

  #expectWithin(what: string): void {
    const { startTimeout = START_TIMEOUT } = this.#address.program;
    clearTimeout(this.#startTimer);
    this.#startTimer = setTimeout(() => {
      const hint = 'If it needs more time, set startTimeout';
      this.break(brokenError(`it has not ${what} within ${startTimeout} ms. ${hint}`));
    }, startTimeout);
  }

  /** Asks the program which rows it has, when it has been silent: it may have forgotten some. */
  #watch(): void {
    this.#heardAt = now();
    this.#pingTimer ??= setTimeout(() => {
      this.#pingTimer = undefined;
      if (this.#held.size === 0) return;
      const isSilent = now() - this.#heardAt >= PING_AFTER - 1;
      if (isSilent && this.#asked === undefined && this.#isReady) {
        this.#asked = this.#held.last;
        this.#say({ kind: 'ping' });
      }
      this.#watch();
    }, PING_AFTER);
  }
}

function tooLarge(): RowError {
  const error = new PsyrunError('PSYRUN_VALUE', 'The row is too large to be sent to a program.', {
    hint: 'Use typed arrays instead of long lists.',
  });
  return rowErrorOf(error, 'refused');
}
