import { oomKills } from '../row/failure/oom-kills.ts';
import type { SentEvaluation } from './reporter.ts';

/** Finds out whether a process that a row has started was ended for lack of memory. */
export class OomWatch {
  #kills: number | undefined;

  /** The worker, which had no rows, gets some: what was ended before is not theirs. */
  begin(): void {
    this.#kills = oomKills();
  }

  /**
   * Returns an evaluation as it is; but if a signal ended a process of the row, and the system ended one for
   * lack of memory meanwhile, with the class `outOfMemory`.
   */
  classed(evaluation: SentEvaluation): SentEvaluation {
    if (!('error' in evaluation) || evaluation.error.class !== 'signal') return evaluation;
    const before = this.#kills;
    this.#kills = oomKills();
    if (before === undefined || !(this.#kills! > before)) return evaluation;
    return { ...evaluation, error: { ...evaluation.error, class: 'outOfMemory' } };
  }
}
