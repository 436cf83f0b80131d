import type { CreateJobOptions } from '@psyrun/core';
import { differences, mixingDifferences, type Fingerprint } from '../fingerprint/fingerprint.ts';
import type { RunDescription } from '../directory/run-description.ts';
import type { RecoveredRun } from './recovered-run.ts';

/** The facts about the files of a task on which a decision depends. */
export interface RunFacts {
  /** The present fingerprint of the task. */
  readonly fingerprint: Fingerprint;
  /** The content of `run.json`; undefined if there is none. */
  readonly former: RunDescription | undefined;
  /** The changes of the task since the former run began, as sentences. */
  readonly changes: readonly string[];
  /** True if the result is certified as that of the former run. */
  readonly isCertified: boolean;
  /** True if the former run has a result under another name: the store has changed, for example. */
  readonly isElsewhere: boolean;
  /** True if the result file exists. */
  readonly hasResult: boolean;
  /** True if there are journals in the work directory. */
  readonly hasJournals: boolean;
  /** The problem of `run.json` if it is lost, as sentences. */
  readonly lost?: string;
  /** The run of the journals if `run.json` is lost. */
  readonly recovered?: RecoveredRun;
}

/** The action of a run. */
export type RunDecision =
  /** Do nothing: the result is complete and has this fingerprint. */
  | { readonly action: 'nothing'; readonly former: RunDescription }
  /** Begin the first run. Journals and results of an unknown run are moved to `previous/` first. */
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
      /** True if the journals are of a run whose description is lost, and of another space. */
      readonly isLost?: boolean;
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
export type DecideOptions = Pick<CreateJobOptions, 'continue' | 'acceptChanges' | 'again'>;

/**
 * Decides what a run does. It is a pure function of its arguments.
 *
 * @param mayReplace True if the task may replace the result of an older version of itself.
 *
 * @example
 * ```ts
 * const fingerprint = { files: {}, space: 'abc', settings: {} };
 * const none = { isCertified: false, isElsewhere: false, hasResult: false, hasJournals: false };
 * decideRun({ ...none, fingerprint, changes: [], former: undefined }, true, { continue: false });
 * // => { action: 'begin', hasLeftovers: false }
 * ```
 */
export function decideRun(
  facts: RunFacts,
  mayReplace: boolean,
  options: DecideOptions,
): RunDecision {
  const { changes, former, isCertified, isElsewhere, hasResult, hasJournals } = facts;
  const isBlocked = hasResult && !mayReplace;
  if (former === undefined) {
    const decision = decideRecovery(facts, options);
    if (decision !== undefined) return decision;
    return isBlocked
      ? { action: 'refuse-replacing', changes: [] }
      : { action: 'begin', hasLeftovers: hasJournals || hasResult };
  }
  const isAgain = options.again !== undefined;
  if (changes.length === 0 && isCertified && !isAgain) return { action: 'nothing', former };
  if (options.continue || isAgain) {
    const others = mixingChanges(facts, former);
    return others.length > 0 && options.acceptChanges !== true
      ? { action: 'refuse-mixing', former, changes: others }
      : { action: 'continue', former, changes };
  }
  if (changes.length === 0) {
    // Only a generation has a folder for the result that is not the present one any more.
    return isElsewhere ? { action: 'continue', former, changes } : { action: 'resume', former };
  }
  return isBlocked
    ? { action: 'refuse-replacing', changes }
    : { action: 'replace', former, changes };
}

/** Returns the changes for which rows of both cannot be in one result. */
function mixingChanges({ changes, fingerprint }: RunFacts, former: RunDescription): string[] {
  const mixing = mixingDifferences(former.fingerprint, fingerprint);
  const harmless = differences(former.fingerprint, fingerprint).filter(
    (change) => !mixing.includes(change),
  );
  return changes.filter((change) => !harmless.includes(change));
}

const OTHER_CODE = 'The journals name other code than the present one.';

/** Decides about journals whose `run.json` is lost; undefined if nothing can be taken over. */
function decideRecovery({ recovered }: RunFacts, options: DecideOptions): RunDecision | undefined {
  if (recovered === undefined) return undefined;
  const { run: former, isSameCode, isOtherSpace } = recovered;
  if (isOtherSpace && !options.continue) return undefined;
  const isLost = isOtherSpace && { isLost: true };
  if (isSameCode === true) return { action: 'continue', former, changes: [], ...isLost };
  if (!options.continue) return undefined;
  return isSameCode === false && options.acceptChanges !== true
    ? { action: 'refuse-mixing', former, changes: [OTHER_CODE] }
    : { action: 'continue', former, changes: isSameCode === false ? [OTHER_CODE] : [], ...isLost };
}
