import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';

/** A message of a program: the members of its line, and the bytes that followed it. */
export type Said = Record<string, unknown> & { readonly kind: string; readonly bytes: Buffer };

/** A report about one row. */
export interface Told {
  readonly added: Record<string, unknown> | null;
  readonly error: {
    name: string;
    message: string;
    reason: string;
    stack?: string;
    code?: string;
  } | null;
  readonly bytes: Buffer;
}

/** A program that speaks the worker protocol with a test, which takes the part of the pool. */
export class SpokenWith {
  readonly child: ChildProcess;
  readonly #said: Said[] = [];
  readonly #waiting: (() => void)[] = [];
  #pending = Buffer.alloc(0);
  #first = 0;
  #isClosed = false;
  /** The output of the program. */
  output = '';
  /** How it has ended. */
  end: string | undefined;

  constructor(argv: readonly string[], env: Record<string, string> = {}, cwd?: string) {
    const [file, ...words] = argv;
    this.child = spawn(file!, words, {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      detached: true,
      env: { ...process.env, ...env },
      ...(cwd !== undefined && { cwd }),
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
        this.#wake();
      });
    }
    const channel = this.child.stdio[4] as Duplex;
    channel.on('data', (chunk: Buffer) => this.#read(chunk)).on('error', () => undefined);
    this.child.stdio[3]!.on('error', () => undefined);
    this.child.on('exit', (code, signal) => {
      this.end = signal ?? `exit code ${code}`;
      this.#wake();
    });
    this.child.on('close', () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  /** Sends a line. */
  say(message: Record<string, unknown>, bytes?: Uint8Array): void {
    const channel = this.child.stdio[3] as Duplex;
    channel.write(JSON.stringify(message) + '\n');
    if (bytes) channel.write(bytes);
  }

  /** Resolves when the output has a text, which may arrive after the report of its row. */
  async printed(text: string | RegExp): Promise<void> {
    for (;;) {
      if (typeof text === 'string' ? this.output.includes(text) : text.test(this.output)) return;
      if (this.#isClosed) throw new Error(`Not printed: ${text}. Printed: ${this.output}`);
      await this.#change();
    }
  }

  /** Resolves to the next message of a kind; others before it are dropped. */
  async next(kind?: string): Promise<Said> {
    for (;;) {
      const message = this.#said.shift();
      if (message && (kind === undefined || message.kind === kind)) return message;
      if (message) continue;
      if (this.end !== undefined) {
        throw new Error(`The program ended: ${this.end}. It printed: ${this.output}`);
      }
      await this.#change();
    }
  }

  /** Sends rows; resolves to what the program tells of each. */
  async rows(rows: readonly object[], more: Record<string, unknown> = {}): Promise<Told[]> {
    const first = this.#first;
    this.#first += rows.length;
    const indices = rows.map((_, i) => i);
    this.say({ kind: 'rows', first, procId: 0, exclude: [], indices, rows, ...more });
    const told: Told[] = [];
    while (told.filter(Boolean).length < rows.length) {
      const message = await this.next();
      if (message.kind === 'unusable') throw Object.assign(new Error('unusable'), message['error']);
      // A program on a busy machine may give rows back, which it then gets again.
      if (message.kind === 'returned') {
        const back = Number(message['first']) - first;
        const again = { indices: indices.slice(back), rows: rows.slice(back) };
        this.say({ kind: 'rows', first: first + back, procId: 0, exclude: [], ...again, ...more });
      }
      if (message.kind !== 'report') continue;
      const { rows: numbers, added, errors, bytes } = message as unknown as ReportLine;
      numbers.forEach((number, i) => {
        told[number - first] = { added: added[i]!, error: errors[i]!, bytes };
      });
    }
    return told;
  }

  /** Asks the program to exit; resolves to how it ended. */
  async dismiss(): Promise<string> {
    if (this.end !== undefined) return this.end;
    this.say({ kind: 'end' });
    await once(this.child, 'exit');
    return this.end!;
  }

  /** Ends the program and all that it started. */
  kill(): void {
    try {
      process.kill(-this.child.pid!, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }

  #read(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    for (;;) {
      const end = this.#pending.indexOf(10);
      if (end < 0) return;
      const line = JSON.parse(this.#pending.subarray(0, end).toString()) as Said;
      const size = (line['payload'] as number | undefined) ?? 0;
      if (this.#pending.length < end + 1 + size) return;
      const bytes = this.#pending.subarray(end + 1, end + 1 + size);
      this.#pending = this.#pending.subarray(end + 1 + size);
      this.#said.push({ ...line, bytes });
      this.#wake();
    }
  }

  /** Resolves when the program says or prints something, ends, or closes its output. */
  async #change(): Promise<void> {
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

interface ReportLine {
  rows: number[];
  added: Told['added'][];
  errors: Told['error'][];
  bytes: Buffer;
}
