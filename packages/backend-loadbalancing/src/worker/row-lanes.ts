import type { EvaluatorAddress, PsyrunWarning, Row } from '@psyrun/core';
import type { WorkContext } from '@psyrun/jobs';
import { WorkerPool, type RowOutcome } from '@psyrun/mapper';
import { mapWithRetries, type RowSettings } from '@psyrun/run';

/** What {@link RowLanes} are made from. */
export interface RowLanesOptions {
  readonly evaluator: EvaluatorAddress;
  readonly node: string;
  /** Time limit, further attempts and concurrency of rows; as for tasks that do not set them. */
  readonly settings?: RowSettings;
  readonly exclude: readonly string[];
  readonly rowAt: (index: number) => Row;
  readonly context: WorkContext;
  /** Ends evaluations at once. */
  readonly signal: AbortSignal;
}

/**
 * The worker processes of a job, one for each lane. The process of lane `n` is set up with
 * `setup(n)`, once, also where the jobs of one process share it.
 */
export class RowLanes {
  readonly #options: RowLanesOptions;
  readonly #warned = new Set<string>();

  constructor(options: RowLanesOptions) {
    this.#options = options;
  }

  /** Evaluates rows in a lane. Rejects as {@link WorkerPool.map} does. */
  async evaluate(
    lane: number,
    indices: Iterable<number>,
    onOutcome: (outcome: RowOutcome, willRetry: boolean) => void,
  ): Promise<void> {
    const { exclude, context, signal, settings = { concurrency: 1, retries: 0 } } = this.#options;
    await mapWithRetries(this.#pool(lane), this.#rows(indices), {
      ...settings,
      procId: lane,
      width: 1,
      exclude,
      signal,
      onOutcome: (outcome, willRetry = false) => onOutcome(outcome, willRetry),
      onOutput: context.log,
      onWarning: (warning) => this.#warn(warning),
    });
  }

  *#rows(indices: Iterable<number>) {
    for (const index of indices) yield { index, row: this.#options.rowAt(index) };
  }

  #pool(lane: number): WorkerPool {
    const { evaluator, node, context } = this.#options;
    const key = `lane ${lane} ${JSON.stringify(evaluator)}`;
    return context.share(key, () => new WorkerPool({ evaluator, size: context.slots, node }));
  }

  /** Each chunk of rows is a call of its own; what is true of all is said once. */
  #warn({ message }: PsyrunWarning): void {
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    this.#options.context.log(`Warning: ${message}\n`);
  }
}
