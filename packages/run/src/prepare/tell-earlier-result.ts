import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CreateJobOptions, Task } from '@psyrun/core';
import type { RunDecision } from './decide-run.ts';

/**
 * Reports a result of the former run outside of the work directory that stays where it is, because the
 * task names another file now. Those in the work directory are moved.
 */
export function tellEarlierResult(
  decision: RunDecision,
  { workdir, resultfile }: Pick<Task, 'workdir' | 'resultfile'>,
  onNote: CreateJobOptions['onNote'] = () => undefined,
): void {
  if (!('former' in decision)) return;
  const { resultfile: earlier } = decision.former;
  if (earlier === resultfile || dirname(earlier) === workdir || !existsSync(earlier)) return;
  onNote(`${earlier} was the result before. It stays there; the result is now ${resultfile}.`);
}
