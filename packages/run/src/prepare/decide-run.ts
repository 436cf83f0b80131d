import type { CreateJobOptions } from '@psyrun/core';
import { differences, mixingDifferences, type Fingerprint } from '../fingerprint/fingerprint.ts';
import type { RunDescription } from '../directory/run-description.ts';

/** The facts about the files of a task on which a decision depends. */
export interface RunFacts {
  /** The present fingerprint of the task. */
  readonly fingerprint: Fingerprint;
  /** The content of `run.json`; undefined if there is none. */
  readonly former: RunDescription | undefined;
  /** True if the result exists and has a certificate with this fingerprint. */
  readonly isCertified: boolean;
  /** True if the result file exists. */
  readonly hasResult: boolean;
  /** True if there are journals in the work directory. */
  readonly hasJournals: boolean;
}

/** The action of a run. */
export type RunDecision =
  /** Do nothing: the result is complete and has this fingerprint. */
  | { readonly action: 'nothing'; readonly former: RunDescription }
  /** Begin the first run. Journals without a `run.json` are moved to `previous/` first. */
  | { readonly action: 'begin'; readonly hasLeftovers: boolean }
  /** Move the former run to `previous/` and begin a new run. */
  | {
      readonly action: 'replace';
      readonly former: RunDescription;
      readonly changes: readonly string[];
    }
  /** Evaluate the remaining rows of the same run. */
  | { readonly action: 'resume'; readonly former: RunDescription }
  /** Keep the journals and begin a generation that evaluates the other rows. */
  | {
      readonly action: 'continue';
      readonly former: RunDescription;
      readonly changes: readonly string[];
    }
  /** Refuse: the task may not replace its result. */
  | { readonly action: 'refuse-replacing'; readonly changes: readonly string[] }
  /** Refuse: continuing would mix results of different code or settings. */
  | {
      readonly action: 'refuse-mixing';
      readonly former: RunDescription;
      readonly changes: readonly string[];
    };

/** Options of {@link decideRun}. */
export type DecideOptions = Pick<CreateJobOptions, 'continue' | 'acceptChanges'>;

/**
 * Decides what a run does. It is a pure function of its arguments.
 *
 * @param mayReplace True if the task may replace the result of an older version of itself.
 *
 * @example
 * ```ts
 * const fingerprint = { files: {}, space: 'abc', settings: {} };
 * const facts = { fingerprint, isCertified: false, hasResult: false, hasJournals: false };
 * decideRun({ ...facts, former: undefined }, true, { continue: false });
 * // => { action: 'begin', hasLeftovers: false }
 * ```
 */
export function decideRun(
  { fingerprint, former, isCertified, hasResult, hasJournals }: RunFacts,
  mayReplace: boolean,
  options: DecideOptions,
): RunDecision {
  const isBlocked = hasResult && !mayReplace;
  if (former === undefined) {
    return isBlocked
      ? { action: 'refuse-replacing', changes: [] }
      : { action: 'begin', hasLeftovers: hasJournals };
  }
  const changes = differences(former.fingerprint, fingerprint);
  if (changes.length === 0 && isCertified) return { action: 'nothing', former };
  if (options.continue) {
    const others = mixingDifferences(former.fingerprint, fingerprint);
    return others.length > 0 && options.acceptChanges !== true
      ? { action: 'refuse-mixing', former, changes: others }
      : { action: 'continue', former, changes };
  }
  if (changes.length === 0) return { action: 'resume', former };
  return isBlocked
    ? { action: 'refuse-replacing', changes }
    : { action: 'replace', former, changes };
}
