import { FileNode } from './nodes.ts';
import type { OpenFile } from './open-file.ts';
import { SimulatedStats } from './simulated-stats.ts';
import type { SystemCalls } from './system-calls.ts';

/** What `writeFile` takes. */
export type Content =
  Uint8Array | string | Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/** The `FileHandle` of `node:fs/promises`, as far as psyrun uses it. */
export class SimulatedFileHandle {
  readonly fd: number;
  readonly #file: OpenFile;
  readonly #calls: SystemCalls;

  constructor(fd: number, file: OpenFile, calls: SystemCalls) {
    this.fd = fd;
    this.#file = file;
    this.#calls = calls;
  }

  stat(): Promise<SimulatedStats> {
    const file = this.#file;
    return this.#calls.perform('fstat', file.path, () => {
      const { mount } = file.process.host;
      if (!(file.node instanceof FileNode)) {
        return new SimulatedStats(file.node, { size: 4096, mtime: 0 });
      }
      return new SimulatedStats(file.node, mount.attributes(file.file('fstat'), false));
    });
  }

  async read(
    buffer: Buffer,
    offset = 0,
    length = buffer.byteLength - offset,
    position: number | null = null,
  ) {
    const bytesRead = await this.#calls.perform('read', this.#file.path, () =>
      this.#file.read(buffer, offset, length, position),
    );
    return { bytesRead, buffer };
  }

  readFile(): Promise<Buffer> {
    return this.#calls.perform('read', this.#file.path, () => this.#file.readAll());
  }

  async write(
    data: Uint8Array | string,
    offset: number | null = 0,
    length?: number,
    position: number | null = null,
  ) {
    // A string is followed by its position.
    const at = typeof data === 'string' ? offset : position;
    const all = typeof data === 'string' ? Buffer.from(data) : data.subarray(offset ?? 0);
    const bytes = length === undefined || typeof data === 'string' ? all : all.subarray(0, length);
    const bytesWritten = await this.#calls.perform('write', this.#file.path, () => {
      this.#file.write(bytes, at);
      return bytes.length;
    });
    return { bytesWritten, buffer: data };
  }

  /** Writes bytes, text, or pieces one after the other. */
  async writeFile(data: Content): Promise<void> {
    if (typeof data === 'string' || data instanceof Uint8Array) await this.write(data);
    else for await (const piece of data) await this.write(piece);
  }

  truncate(size = 0): Promise<void> {
    return this.#calls.perform('ftruncate', this.#file.path, () => this.#file.truncate(size));
  }

  async chmod(mode: number): Promise<void> {
    await this.#calls.perform('fchmod', this.#file.path, () => {
      if (this.#file.node instanceof FileNode) this.#file.node.mode = mode;
    });
  }

  async close(): Promise<void> {
    this.#file.process.files.delete(this.fd);
    await this.#calls.perform('close', this.#file.path, () => this.#file.close());
  }
}
