import type { SimulatedProcess } from './world.ts';

/**
 * A journal that is written in groups. Records that its process has not written when it dies are
 * lost.
 */
export class SimulatedJournal {
  readonly #process: SimulatedProcess;
  readonly #file: Set<number>;
  readonly #writeAfter: number;
  #group: number[] = [];

  constructor(process: SimulatedProcess, file: Set<number>, writeAfter = 0) {
    this.#process = process;
    this.#file = file;
    this.#writeAfter = writeAfter;
  }

  record(row: number): void {
    this.#group.push(row);
    if (this.#writeAfter === 0) this.#write();
    else void this.#process.wait(this.#writeAfter).then(() => this.#write());
  }

  async flush(takes: number): Promise<void> {
    await this.#process.wait(takes);
    this.#write();
  }

  #write(): void {
    for (const row of this.#group.splice(0)) this.#file.add(row);
  }
}
