import type { IndexedRow, PoolMapOptions } from '@psyrun/mapper';
import type { Production } from '../production/load-production.ts';
import type { World } from '../world/world.ts';

/** The work of the function of a task on a row. */
export interface Evaluation {
  /** Milliseconds that it takes. */
  readonly duration: number;
  /** The result, or undefined if the row fails. */
  readonly result: number | undefined;
}

/** Evaluates a row of a version of the code. */
export type Evaluate = (version: string, x: number) => Evaluation;

/** The pool of worker processes of a job: it evaluates rows with a simulated duration. */
export class RowPool {
  readonly #world: World;
  readonly #production: Production;
  readonly #version: string;
  readonly #evaluate: Evaluate;

  constructor(world: World, production: Production, version: string, evaluate: Evaluate) {
    this.#world = world;
    this.#production = production;
    this.#version = version;
    this.#evaluate = evaluate;
  }

  /** Evaluates rows as `WorkerPool.map` does. */
  async map(rows: Iterable<IndexedRow>, options: PoolMapOptions): Promise<void> {
    const { signal, onOutcome, width = 1 } = options;
    const { PsyrunError } = this.#production;
    const iterator = rows[Symbol.iterator]();
    const process = this.#world.process;
    const lane = async (): Promise<void> => {
      for (let next; !(next = iterator.next()).done;) {
        const { index, row } = next.value;
        const { duration, result } = this.#evaluate(this.#version, row['x'] as number);
        const startedAt = process.host.wallClock;
        await this.#world.sleep(duration, signal).catch(() => {
          throw new PsyrunError('PSYRUN_ABORTED', 'The call was aborted.');
        });
        const common = { index, startedAt, duration };
        if (result === undefined) {
          const error = { name: 'Error', message: 'no', reason: 'threw' } as const;
          onOutcome({ kind: 'failed', ...common, row, error });
        } else onOutcome({ kind: 'done', ...common, row: { ...row, y: result } });
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: width }, lane));
    for (const one of lanes) if (one.status === 'rejected') throw one.reason;
  }

  async close(): Promise<void> {}
}
