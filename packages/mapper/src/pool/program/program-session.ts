import type { ProgramAddress, Row } from '@psyrun/core';
import { checkLossless, type RowError } from '@psyrun/journal';
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
import { messageLine, type EncodedRows } from './encode-rows.ts';
import type { Frame } from './frame-reader.ts';
import { checkedReport } from './checked-report.ts';
import type { HeldRows } from './held-rows.ts';
import { RowFeed } from './row-feed.ts';
import { SessionTimers } from './session-timers.ts';

/** Milliseconds that a program may take to start, and to set itself up. */
const START_TIMEOUT = 60_000;

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
  readonly #feed: RowFeed;
  /** The number of the last row that the program had got when it was asked what it has. */
  #asked: number | undefined;
  readonly #timers: SessionTimers;
  #hasEnded = false;

  constructor(address: ProgramAddress, events: SessionEvents) {
    this.#address = address;
    this.#events = events;
    this.#feed = new RowFeed(address.rows ?? 'value', {
      say: (message, rows) => this.#say(message, rows),
      onGiven: () => this.#timers.watch(),
      onMessage: (message) => {
        if (!this.#hasEnded) events.onMessage(message);
      },
    });
    this.#timers = new SessionTimers(address.program.startTimeout ?? START_TIMEOUT, {
      onLate: (how) => this.break(brokenError(how)),
      onWaiting: () => this.#feed.returnWaiting(),
      onSilent: () => this.#ask(),
      hasRows: () => this.#held.size > 0,
    });
    this.#timers.expect('said hello');
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

  get #held(): HeldRows {
    return this.#feed.held;
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
    this.#timers.end();
  }

  #load(): void {
    const { load, rows = 'value', rowsFile } = this.#address;
    this.#say({ ...load, kind: 'load', protocol: PROTOCOL, rows, rowsFile, scalars: true });
  }

  #take(message: RowsMessage): void {
    const { procId, exclude } = message;
    this.#feed.add(message);
    const setUpFor = JSON.stringify([procId, exclude]);
    if (setUpFor !== this.#setUpFor) {
      this.#setUpFor = setUpFor;
      this.#isReady = false;
      if (this.#hello) this.#timers.expect('said that it is ready');
    } else if (this.#isReady) this.#timers.keepBriefly();
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
    this.#timers.met();
    if (this.#setUpFor !== undefined) this.#timers.expect('said that it is ready');
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
    this.#timers.met();
    this.#timers.keepBriefly();
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
    this.#timers.heard();
    const report = reportOf(frame);
    const { exclude, concurrency } = this.#feed.settings!;
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
    if (!this.#held.has(row) || this.#feed.settings!.timeout === undefined) {
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

  #say(message: object, rows?: EncodedRows): void {
    const { line, payload } = messageLine(message, rows);
    this.#events.send(line, payload);
  }

  /** Gives the program the rows that it may have. */
  #giveRows(): void {
    if (!this.#hasEnded && this.#hello) this.#feed.give(this.#hello, this.#isReady);
  }

  /** Asks a silent program which rows it has. */
  #ask(): void {
    if (this.#asked !== undefined || !this.#isReady) return;
    this.#asked = this.#held.last;
    this.#say({ kind: 'ping' });
  }
}
