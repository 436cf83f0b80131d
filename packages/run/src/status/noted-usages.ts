import type { RowUsage } from '@psyrun/journal';

/** CPU time and memory of the rows of a space: 13 bytes for each row, if any was measured. */
export class NotedUsages {
  readonly #length: number;
  #cpu: Float64Array | undefined;
  #memory: Float32Array | undefined;
  /** 0: not measured. 1: of one row. 2: shared. */
  #kinds: Uint8Array | undefined;

  /** `length` is the number of rows of the space. */
  constructor(length: number) {
    this.#length = length;
  }

  /** Notes what a row has used, in place of what was noted before. */
  note(row: number, usage: RowUsage | undefined): void {
    if (usage === undefined) {
      if (this.#kinds !== undefined) this.#kinds[row] = 0;
      return;
    }
    this.#cpu ??= new Float64Array(this.#length);
    this.#memory ??= new Float32Array(this.#length);
    this.#kinds ??= new Uint8Array(this.#length);
    this.#cpu[row] = usage.cpu ?? NaN;
    // In KiB, a float of 32 bits has seven digits of it.
    this.#memory[row] = usage.memory === undefined ? NaN : usage.memory / 1024;
    this.#kinds[row] = usage.isShared ? 2 : 1;
  }

  /** Returns what a row has used; undefined if it was not measured. */
  at(row: number): RowUsage | undefined {
    const kind = this.#kinds?.[row] ?? 0;
    if (kind === 0) return undefined;
    const cpu = this.#cpu![row]!;
    const memory = this.#memory![row]!;
    return {
      ...(!Number.isNaN(cpu) && { cpu }),
      ...(!Number.isNaN(memory) && { memory: memory * 1024 }),
      isShared: kind === 2,
    };
  }
}
