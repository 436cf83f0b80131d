import type { SimulatedProcess } from '../world/simulated-process.ts';
import type { Mount } from './mount.ts';
import { FileNode, type AnyNode } from './nodes.ts';
import { systemError } from './system-error.ts';

/** A file or folder that a process has opened. */
export class OpenFile {
  readonly node: AnyNode;
  readonly path: string;
  readonly process: SimulatedProcess;
  readonly #mount: Mount;
  readonly #appends: boolean;
  /** The content when the file was opened, if the machine goes on reading what it has cached. */
  readonly #cached: Buffer | undefined;
  #position = 0;
  isOpen = true;

  constructor(process: SimulatedProcess, node: AnyNode, path: string, appends: boolean) {
    this.process = process;
    this.node = node;
    this.path = path;
    this.#mount = process.host.mount;
    this.#appends = appends;
    const { sim, staleness } = this.#mount;
    const keeps = node instanceof FileNode && staleness > 0 && !appends && sim.random.chance(0.2);
    if (keeps) this.#cached = Buffer.from(node.bytes);
  }

  /** The file. Throws for a folder, and ESTALE for a file that another machine has removed. */
  file(call: string): FileNode {
    if (!this.isOpen) throw systemError('EBADF', call);
    if (!(this.node instanceof FileNode)) throw systemError('EISDIR', call);
    if (this.node.links === 0 && this.#mount.staleness > 0) {
      this.#mount.sim.tally.note('ESTALE of a removed file');
      throw systemError('ESTALE', call);
    }
    return this.node;
  }

  /** Copies bytes of the file into `target`. Returns their number. */
  read(target: Uint8Array, offset: number, length: number, position: number | null): number {
    const file = this.file('read');
    const at = position ?? this.#position;
    const content = this.#mount.dirty.overlay(file, this.#cached ?? file.bytes);
    const bytes = content.subarray(at, at + length);
    target.set(bytes, offset);
    if (position === null) this.#position += bytes.length;
    return bytes.length;
  }

  /** Returns a copy of the content. */
  readAll(): Buffer {
    const file = this.file('read');
    return Buffer.from(this.#mount.dirty.overlay(file, this.#cached ?? file.bytes));
  }

  /** Writes bytes: they reach the server later. */
  write(bytes: Uint8Array, position: number | null): void {
    const file = this.file('write');
    const size = Math.max(file.size, this.#mount.dirty.endOf(file));
    const at = this.#appends ? size : (position ?? this.#position);
    this.#mount.dirty.add(file, at, bytes);
    this.#mount.changedFile(file);
    if (position === null) this.#position = at + bytes.length;
  }

  /** Sets the size of the file on the server. */
  truncate(size: number): void {
    const file = this.file('ftruncate');
    this.#mount.dirty.send(file, 'ftruncate');
    this.#mount.watcher?.onCut(this.path, file, size);
    file.truncate(size);
    file.mtime = this.#mount.sim.now;
    this.#mount.changedFile(file);
  }

  /** Sends all bytes of the file to the server. */
  sync(): void {
    if (!(this.node instanceof FileNode)) return;
    const file = this.file('fdatasync');
    this.#mount.dirty.send(file, 'fdatasync');
    file.synced = file.size;
  }

  /** Closes the file. Its bytes are sent to the server. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    if (this.node instanceof FileNode && this.#mount.staleness > 0) {
      this.#mount.dirty.send(this.node, 'close');
    }
  }

  /** The process has died. Its bytes are sent in the background. */
  abandon(): void {
    this.isOpen = false;
  }
}
