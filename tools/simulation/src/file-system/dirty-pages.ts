import type { Simulator } from '../world/simulator.ts';
import type { FileNode } from './nodes.ts';
import { systemError } from './system-error.ts';

/** Bytes of a file that the server does not have yet. */
interface Page {
  readonly at: number;
  readonly bytes: Buffer;
}

/** Bytes of one request to the server. Small, so that records cross the border of two requests. */
const PAGE = 1024;

/**
 * The bytes that processes of one machine have written and that have not reached the server. They are
 * sent when a file is synced or closed, or some time later, then in any order.
 */
export class DirtyPages {
  readonly #sim: Simulator;
  readonly #pages = new Map<FileNode, Page[]>();
  /** The files of which bytes were lost in the background: the next sync or close fails. */
  readonly #failed = new Map<FileNode, string>();
  /** Returns the error of a request in the background, or undefined. */
  readonly failing: { draw?: () => string | undefined } = {};

  constructor(sim: Simulator) {
    this.#sim = sim;
  }

  /** Remembers bytes that a process has written. */
  add(file: FileNode, at: number, bytes: Uint8Array): void {
    let pages = this.#pages.get(file);
    if (pages === undefined) this.#pages.set(file, (pages = []));
    if (pages.length === 0) {
      const { random } = this.#sim;
      this.#sim.after(random.between(0, random.chance(0.1) ? 30_000 : 3000), () =>
        this.#sendOne(file),
      );
    }
    for (let from = 0; from < bytes.length;) {
      const to = Math.min(bytes.length, from + PAGE - ((at + from) % PAGE));
      pages.push({ at: at + from, bytes: Buffer.from(bytes.subarray(from, to)) });
      from = to;
    }
  }

  /** Position behind the last byte of a file that the server does not have yet. */
  endOf(file: FileNode): number {
    let end = 0;
    for (const { at, bytes } of this.#pages.get(file) ?? []) end = Math.max(end, at + bytes.length);
    return end;
  }

  /** Puts the bytes that this machine has written over those of the server. */
  overlay(file: FileNode, content: Buffer): Buffer {
    const pages = this.#pages.get(file) ?? [];
    if (pages.length === 0) return content;
    const whole = Buffer.alloc(Math.max(content.length, this.endOf(file)));
    content.copy(whole);
    for (const { at, bytes } of pages) whole.set(bytes, at);
    return whole;
  }

  /** Sends all bytes of a file. Throws the error of an earlier request, once. */
  send(file: FileNode, call: string): void {
    for (const page of this.#pages.get(file) ?? []) this.#write(file, page);
    this.#pages.delete(file);
    const code = this.#failed.get(file);
    this.#failed.delete(file);
    if (code !== undefined) throw systemError(code, call);
  }

  /** Drops all bytes of a file: the server has refused them. */
  drop(file: FileNode): void {
    this.#pages.delete(file);
  }

  /** Sends the bytes of all files. */
  sendAll(): void {
    for (const [file, pages] of this.#pages) for (const page of pages) this.#write(file, page);
    this.#pages.clear();
    this.#failed.clear();
  }

  /** The machine loses power: some of the bytes were on their way. */
  lose(): void {
    const { random, tally } = this.#sim;
    for (const [file, pages] of this.#pages) {
      const sent = pages.filter(() => random.chance(0.5));
      for (const page of sent) {
        const isTorn = random.chance(0.3);
        if (isTorn) tally.note('torn write');
        const length = isTorn ? random.below(page.bytes.length) : page.bytes.length;
        this.#write(file, { at: page.at, bytes: page.bytes.subarray(0, length) });
      }
      if (sent.length < pages.length) tally.note('unsynced bytes lost');
    }
    this.#pages.clear();
    this.#failed.clear();
  }

  /** Sends any one page of a file in the background. */
  #sendOne(file: FileNode): void {
    const pages = this.#pages.get(file);
    if (pages === undefined || pages.length === 0) return;
    const { random, tally } = this.#sim;
    const place = random.chance(0.8) ? 0 : random.below(pages.length);
    if (place > 0) tally.note('pages sent out of order');
    const [page] = pages.splice(place, 1);
    const code = this.failing.draw?.();
    if (code !== undefined) {
      tally.note(`${code} in the background`);
      this.#failed.set(file, code);
    } else this.#write(file, page!);
    if (pages.length === 0) this.#pages.delete(file);
    else this.#sim.after(random.between(0, 500), () => this.#sendOne(file));
  }

  #write(file: FileNode, { at, bytes }: Page): void {
    if (bytes.length === 0) return;
    file.write(at, bytes);
    file.mtime = this.#sim.now;
  }
}
