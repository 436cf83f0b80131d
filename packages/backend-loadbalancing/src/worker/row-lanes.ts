import type { EvaluatorAddress, PsyrunWarning, Row } from '@psyrun/core';
import type { WorkContext } from '@psyrun/jobs';
import { nodeFor, WorkerPool, type RowOutcome } from '@psyrun/mapper';
import { mapWithRetries, rowOutput, type RowSettings } from '@psyrun/run';

/** Options of {@link RowLanes}. */
export interface RowLanesOptions {
  readonly evaluator: EvaluatorAddress;
  readonly node: string;
  /**
   * Time limit, number of retries and concurrency of rows. Default: those of a task without these
   * settings.
   */
  readonly settings?: RowSettings;
  readonly exclude: readonly string[];
  readonly floatKeys: readonly string[];
  /** Receives the versions of a program in another language. */
  readonly onVersions: (versions: Readonly<Record<string, string>>) => void;
  readonly rowAt: (index: number) => Row;
  readonly context: WorkContext;
  /** Ends evaluations at once. */
  readonly signal: AbortSignal;
}

/**
 * The worker processes of a job, one for each lane. The process of lane `n` is set up once with
 * `setup(n)`, also if the jobs of one process share it.
 */
export class RowLanes {
  readonly #options: RowLanesOptions;
  readonly #output: (text: string) => void;
  readonly #warned = new Set<string>();

  constructor(options: RowLanesOptions) {
    this.#options = options;
    this.#output = rowOutput(options.context.log);
  }

  /** Evaluates rows in a lane. Rejects as {@link WorkerPool.map} does. */
  async evaluate(
    lane: number,
    indices: Iterable<number>,
    onOutcome: (outcome: RowOutcome, willRetry: boolean) => void,
  ): Promise<void> {
    const { exclude, floatKeys, onVersions, signal } = this.#options;
    const { settings = { concurrency: 1, retries: 0 } } = this.#options;
    await mapWithRetries(this.#pool(lane), this.#rows(indices), {
      ...settings,
      procId: lane,
      width: 1,
      exclude,
      floatKeys,
      onVersions,
      signal,
      onOutcome: (outcome, willRetry = false) => onOutcome(outcome, willRetry),
      onOutput: this.#output,
      onWarning: (warning) => this.#warn(warning),
    });
  }

  *#rows(indices: Iterable<number>) {
    for (const index of indices) yield { index, row: this.#options.rowAt(index) };
  }

  #pool(lane: number): WorkerPool {
    const { evaluator, node, context } = this.#options;
    const key = `lane ${lane} ${JSON.stringify(evaluator)}`;
    return context.share(
      key,
      () => new WorkerPool({ evaluator, size: context.slots, ...nodeFor(evaluator, node) }),
    );
  }

  /**
   * Each chunk of rows is a separate call. A warning that applies to all chunks is printed once.
   */
  #warn({ message }: PsyrunWarning): void {
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    this.#options.context.log(`Warning: ${message}\n`);
  }
}
