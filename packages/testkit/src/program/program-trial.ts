import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Row } from '@psyrun/core';

/** A worker program, and enough of its function to test it. */
export interface WorkerProgram {
  /** The program and its arguments. */
  readonly argv: readonly string[];
  /** Members of the first message: whatever the program needs to find its function. */
  readonly load?: Readonly<Record<string, unknown>>;
  /** Rows as JSON, each with what the program reports for it: `{ row: { x: 3 }, result: { y: 9 } }`. */
  readonly examples: readonly { readonly row: Row; readonly result: Row }[];
  /** A row for which the function fails. */
  readonly failing: Row;
  /** Milliseconds to wait for a message. Default: 10 000. */
  readonly patience?: number;
}

/** A message of a program. */
export type Message = Readonly<Record<string, unknown>>;

/** A running program and the conversation with it. */
export class ProgramTrial {
  readonly program: WorkerProgram;
  readonly child: ChildProcess;
  /** Resolves to the exit code, or to the signal that ended the program. */
  readonly exit: Promise<number | string>;
  /** The member `batch` of `hello`. */
  batch = 1;
  #unread = Buffer.alloc(0);
  readonly #messages: Message[] = [];
  #heard: () => void = () => undefined;
  /** The last rows that were sent. */
  #given: Message = {};
  #nextRow = 0;
  readonly #output: Promise<string>;

  constructor(program: WorkerProgram) {
    const [command, ...args] = program.argv;
    this.program = program;
    this.child = spawn(command!, args, {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe', 'pipe'],
      detached: true,
      env: { ...process.env, PSYRUN_PROTOCOL: '1' },
    });
    this.exit = once(this.child, 'exit').then(
      ([code, signal]) => (code ?? signal) as number | string,
    );
    this.#output = text(this.child.stdout!);
    this.#input.on('error', () => undefined);
    (this.child.stdio[4] as Readable).on('data', (chunk: Buffer) => this.#read(chunk));
  }

  get #input(): Writable {
    return this.child.stdio[3] as Writable;
  }

  /** Sends a message, with `pause` in pieces of a few bytes. */
  async say(message: Message, { pieces = false } = {}): Promise<void> {
    const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
    if (!pieces) return void this.#input.write(bytes);
    for (let at = 0; at < bytes.length; at += 7) {
      this.#input.write(bytes.subarray(at, at + 7));
      await sleep(1);
    }
  }

  /** Loads the function and reads `hello`. */
  async start(): Promise<Message> {
    const { load = {} } = this.program;
    await this.say({ ...load, kind: 'load', protocol: 1, rows: 'value', futureMember: [1] });
    const hello = await this.next();
    if (typeof hello['batch'] === 'number') this.batch = hello['batch'];
    return hello;
  }

  /** Sends rows. Resolves to the number of the first one. */
  async give(rows: readonly Row[], more: Message = {}, how?: { pieces: boolean }): Promise<number> {
    const first = this.#nextRow;
    this.#nextRow += rows.length;
    const indices = rows.map((_, i) => first + i);
    const calm = { procId: 0, exclude: [], concurrency: 1, timeout: null };
    this.#given = { kind: 'rows', ...calm, ...more, first, indices, rows };
    await this.say(this.#given, how);
    return first;
  }

  /** Resolves to the next message. Messages that are only for logs are left out. */
  async next(): Promise<Message> {
    const { patience = 10_000 } = this.program;
    for (const until = Date.now() + patience; ;) {
      const message = this.#messages.shift();
      if (message && message['kind'] !== 'log') return message;
      if (message) continue;
      if (Date.now() > until) throw new Error(`The program said nothing for ${patience} ms.`);
      const heard = new Promise<void>((resolve) => (this.#heard = resolve));
      await Promise.race([heard, sleep(50), this.exit]);
      if (this.#messages.length === 0 && this.child.exitCode !== null) {
        throw new Error(`The program ended with exit code ${this.child.exitCode}.`);
      }
    }
  }

  /** Resolves to what the program reports for `count` rows: a list of [number, result or error]. */
  async reports(count: number): Promise<[number, unknown][]> {
    const reported: [number, unknown][] = [];
    while (reported.length < count) {
      const message = await this.next();
      if (message['kind'] === 'returned') {
        await this.#giveAgain(message['first'] as number);
        continue;
      }
      if (message['kind'] !== 'report') throw new Error(`It said ${JSON.stringify(message)}.`);
      reported.push(...reportsOf(message));
    }
    return reported;
  }

  /** Sends the rows that a slow program has given back. */
  async #giveAgain(from: number): Promise<void> {
    const { first, rows, indices } = this.#given as {
      first: number;
      rows: Row[];
      indices: number[];
    };
    const back = from - first;
    if (!(back > 0 && back < rows.length)) throw new Error(`It returned row ${from}.`);
    const rest = { first: from, rows: rows.slice(back), indices: indices.slice(back) };
    this.#given = { ...this.#given, ...rest };
    await this.say(this.#given);
  }

  /**
   * Resolves to everything on the standard output once it is closed. A program that does not end is
   * killed: what it has written until then counts.
   */
  async wholeOutput(): Promise<string> {
    const { patience = 10_000 } = this.program;
    await Promise.race([this.exit, sleep(patience, undefined, { ref: false })]);
    this.end();
    return this.#output;
  }

  /** Ends the program and everything that it started. */
  end(): void {
    if (this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }

  #read(chunk: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    for (let end; (end = this.#unread.indexOf(10)) >= 0;) {
      const message = JSON.parse(this.#unread.subarray(0, end).toString()) as Message;
      const size = (message['payload'] as number | undefined) ?? 0;
      if (this.#unread.length < end + 1 + size) break;
      this.#unread = this.#unread.subarray(end + 1 + size);
      this.#messages.push(message);
    }
    this.#heard();
  }
}

function reportsOf(message: Message): [number, unknown][] {
  const [rows, startedAt, durations, added, errors] = [
    ...['rows', 'startedAt', 'durations', 'added', 'errors'],
  ].map((name) => message[name] as unknown[]) as [number[], ...unknown[][]];
  const lists = [startedAt, durations, added, errors];
  if (!lists.every((list) => Array.isArray(list) && list.length === rows.length)) {
    throw new Error(`The lists of a report differ in length: ${JSON.stringify(message)}.`);
  }
  return rows.map((number, i) => [number, added![i] ?? { error: errors![i] }]);
}
