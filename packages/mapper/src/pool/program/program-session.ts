import type { ProgramAddress } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';
import type { FromWorker, RowsMessage, ToWorker } from '../../worker/messages.ts';
import { brokenError, BrokenProtocol } from './broken-protocol.ts';
import { countOf, PROTOCOL, reportOf } from './program-messages.ts';
import { damaged, errorOf, textOf } from './decode-values.ts';
import type { Frame } from './frame-reader.ts';
import { checkedReport } from './checked-report.ts';
import { messageLine, type EncodedRows } from './rows/encode-rows.ts';
import { HeldQuestion } from './rows/held-question.ts';
import type { HeldRows } from './rows/held-rows.ts';
import { RowFeed } from './rows/row-feed.ts';
import { SessionTimers } from './session-timers.ts';
import { SetUp } from './set-up.ts';

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
  readonly #setUp = new SetUp();
  readonly #feed: RowFeed;
  readonly #question: HeldQuestion;
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
    this.#question = new HeldQuestion(this.#held);
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
    return this.#setUp.stage;
  }

  /** True if the program may get rows while it has others. */
  get readsAhead(): boolean {
    return this.#setUp.isReady && this.#setUp.hello!.queue;
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
    this.#feed.add(message);
    if (this.#setUp.needs(message)) {
      if (this.#setUp.hello) this.#timers.expect('said that it is ready');
    } else if (this.#setUp.isReady) this.#timers.keepBriefly();
    this.#giveRows();
  }

  #read(frame: Frame): void {
    const { kind } = frame.message;
    if (this.#setUp.hello === undefined && kind !== 'hello') {
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
        return this.#question.answered(frame.message['holds']);
      case 'log':
        return this.#events.onOutput(textOf(frame.message['text'], '"text"'));
      default:
        if (typeof kind !== 'string') throw damaged('"kind"', 'a string');
    }
  }

  #meet(frame: Frame): void {
    this.#setUp.meet(frame);
    this.#timers.met();
    if (this.#setUp.isAwaited) this.#timers.expect('said that it is ready');
    this.#giveRows();
  }

  #ready(frame: Frame): void {
    const versions = this.#setUp.read(frame, this.#held.size > 0);
    this.#timers.met();
    this.#timers.keepBriefly();
    this.#events.onMessage({ kind: 'ready', versions });
    this.#giveRows();
  }

  #unusable({ message }: Frame): void {
    if (this.#setUp.isReady) throw new BrokenProtocol('it said "unusable" when it was ready');
    const error = errorOf(message['error'], '"error"');
    this.end();
    this.#events.onMessage({ kind: 'unusable', error });
  }

  #report(frame: Frame): void {
    this.#setUp.requireReady('report');
    this.#timers.heard();
    const report = reportOf(frame);
    const { exclude, concurrency } = this.#feed.settings!;
    const given = this.#held.reported(report.rows, concurrency === 1);
    const settings = { resources: this.#setUp.resources, exclude, rows: this.#address.rows };
    const checked = checkedReport(report, given, frame, settings);
    this.#held.remove(report.rows);
    if (report.rows.length > 0) this.#events.onMessage(checked);
    this.#giveRows();
  }

  #takeBack({ message }: Frame): void {
    this.#setUp.requireReady('returned');
    const first = countOf(message['first'], '"first"');
    const last = countOf(message['last'] ?? this.#held.last, '"last"');
    this.#held.takeBack(first, last);
    this.#events.onMessage({ kind: 'returned', first, last });
    this.#giveRows();
  }

  #overdue({ message }: Frame): void {
    this.#setUp.requireReady('overdue');
    const row = countOf(message['row'], '"row"');
    if (!this.#held.has(row) || this.#feed.settings!.timeout === undefined) {
      throw new BrokenProtocol(`row ${row} cannot be overdue`);
    }
    this.#events.onMessage({ kind: 'overdue', row });
  }

  #say(message: object, rows?: EncodedRows): void {
    const { line, payload } = messageLine(message, rows);
    this.#events.send(line, payload);
  }

  /** Gives the program the rows that it may have. */
  #giveRows(): void {
    const { hello, isReady } = this.#setUp;
    if (!this.#hasEnded && hello) this.#feed.give(hello, isReady);
  }

  /** Asks a silent program which rows it has. */
  #ask(): void {
    if (this.#setUp.isReady && this.#question.begins()) this.#say({ kind: 'ping' });
  }
}
