import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { isPsyrunError, PsyrunError, type Task } from '@psyrun/core';
import { certificateOf, type Certificate } from '../certificate/certificate.ts';
import type { RunDescription } from '../directory/run-description.ts';

/**
 * Throws `PSYRUN_RESULTFILE_TWICE` if the result of a task would take the place of one that is certified for
 * another task. A work directory that was renamed or copied has results of its former name, which may be
 * replaced.
 */
export async function requireOwnResult(
  { name, resultfile, workdir }: Pick<Task, 'name' | 'resultfile' | 'workdir'>,
  former: Pick<RunDescription, 'task'> | undefined,
): Promise<void> {
  if (dirname(resultfile) === workdir || !existsSync(resultfile)) return;
  const certificate = await certificateOf(resultfile).catch(ifDamaged);
  if (certificate === undefined) return;
  const { task: owner } = certificate.run;
  if (owner === name || owner === former?.task) return;
  throw new PsyrunError(
    'PSYRUN_RESULTFILE_TWICE',
    `${resultfile} is the result of task '${owner}', and task '${name}' would replace it.`,
    {
      hint: `Give each task a resultfile of its own. If there is no task '${owner}' any more, move the file away.`,
      fields: { task: name, owner, resultfile },
    },
  );
}

function ifDamaged(error: unknown): Certificate | undefined {
  if (isPsyrunError(error, 'PSYRUN_RUN_CORRUPT')) return undefined;
  throw error;
}
