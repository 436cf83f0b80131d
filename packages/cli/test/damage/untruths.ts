import type { Answer, Answers } from './answers.ts';
import { RESULT } from './work-directories.ts';

/** Returns what is not true in the answers about a work directory in which some rows cannot be read. */
export function untruths(answers: Answers, readable: readonly number[]): string[] {
  const found: string[] = [];
  const check = (isTrue: boolean, what: string) => void (isTrue || found.push(what));
  const { status, failures, verify, fsck } = answers;
  const [exported, partial, merged, mergedPartly] = (
    ['exported', 'partial', 'merged', 'mergedPartly'] as const
  ).map((name) => valueOf(answers[name]));

  const counts = valueOf(status);
  const complete = counts?.complete;
  if (counts !== undefined) {
    const { done, failed, missing, total, problems = [] } = counts;
    check(total === RESULT.length && done + failed + missing === total, 'status does not add up');
    check(done <= readable.length, `status says ${done} done, ${readable.length} can be read`);
    check(done === readable.length || problems.length > 0, 'status tells no reason for less rows');
    check(!complete || done === total, 'status says complete');
    check(partial === undefined || partial.length === done, 'partial export contradicts status');
  }
  const failed = valueOf(failures);
  check(
    failed === undefined ||
      failed.errors.reduce((sum, { count }) => sum + count, 0) === failed.failed,
    'failures do not add up',
  );
  // Only status asks for jobs, whose ledger may be damaged.
  check(
    complete === undefined || (valueOf(verify)?.verified === true) === complete,
    'verify contradicts status',
  );
  check(
    complete === undefined || (exported !== undefined) === complete,
    'export contradicts status',
  );
  check(exported === undefined || isRight(exported, true), 'export is wrong');
  check(partial === undefined || isRight(partial, false), 'partial export is wrong');
  check(merged === undefined || isRight(merged, true), 'merge is wrong');
  check(mergedPartly === undefined || isRight(mergedPartly, false), 'partial merge is wrong');
  const checked = valueOf(fsck);
  check(
    checked === undefined || checked.rows.done === readable.length || !checked.sound,
    'fsck says sound, but rows cannot be read',
  );
  return found;
}

/** Returns the value of an answer, or undefined for an error with a code. */
export function valueOf<T>(answer: Answer<T>): T | undefined {
  return 'value' in answer ? answer.value : undefined;
}

/** True if the rows are those of a direct evaluation: each at most once, or all if `areAll`. */
export function isRight(rows: readonly (readonly [number, number])[], areAll: boolean): boolean {
  const right = RESULT.filter(([x]) => areAll || rows.some((row) => row[0] === x));
  return JSON.stringify(rows) === JSON.stringify(right);
}
