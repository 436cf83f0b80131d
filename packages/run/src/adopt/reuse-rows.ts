import { readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PsyrunError, type CreateJobOptions, type RowSource, type Task } from '@psyrun/core';
import { acceptsCode } from './accepts-code.ts';
import { adoptRows, type AdoptingRun, type NamedTakings } from './adopt-rows.ts';
import { SourceRun } from './source-run.ts';
import { chooseRows, rowsTaken, type Takings } from './takings.ts';
import { WorkDirectory } from '../directory/work-directory.ts';
import type { Fingerprint } from '../fingerprint/fingerprint.ts';
import { ROW_DONE } from '../states/row-state.ts';

/**
 * Takes rows of the runs that a task reuses, in their order, for those that are not done. The rows must be of the
 * same code, or of a code that the task names. Reports how many come from where. With `dryRun`, nothing is
 * written.
 *
 * Throws `PSYRUN_FILE_NOT_FOUND` for a folder that has no run.
 */
export async function reuseRows(
  task: Task,
  directory: WorkDirectory,
  present: AdoptingRun,
  { dryRun = false, onNote = () => undefined }: CreateJobOptions,
): Promise<AdoptingRun> {
  const { pspace, reuse = [], workdir } = task;
  const named: NamedTakings[] = [];
  const { states } = present;
  for (const source of reuse) {
    for (const folder of await workDirectoriesIn(source)) {
      if (folder === workdir) continue;
      const accepts = (of: Fingerprint) => acceptsCode(present.run.fingerprint, of, source.code);
      const takings = await chooseRows(await SourceRun.open(folder), pspace, states, accepts);
      const from = nameOf(source, folder);
      for (const sentence of told(takings, from)) onNote(sentence);
      named.push({ from, takings });
    }
  }
  if (!dryRun) return adoptRows(task, directory, present, named);
  return { states, run: { ...present.run, todo: states.rangesWithout(ROW_DONE) } };
}

/** Resolves to the work directories of a source: the folder itself, or those in it. */
async function workDirectoriesIn(source: RowSource): Promise<string[]> {
  const { folder } = source;
  if (hasRun(folder)) return [folder];
  const names = existsSync(folder) ? await readdir(folder) : [];
  const inside = names
    .sort()
    .map((name) => join(folder, name))
    .filter(hasRun);
  if (inside.length > 0) return inside;
  throw new PsyrunError('PSYRUN_FILE_NOT_FOUND', `${folder}, which reuse names, has no run.`, {
    hint: 'Run that task first, or take it out of reuse. A name without a slash is that of a task in the same psy-work.',
    fields: { folder, from: source.from },
  });
}

function hasRun(folder: string): boolean {
  return existsSync(new WorkDirectory(folder).run);
}

function nameOf({ from, folder }: RowSource, found: string): string {
  return found === folder ? from : join(from, found.slice(folder.length));
}

function* told(takings: Takings, from: string): Generator<string> {
  const { ofOtherCode } = takings;
  yield `${rowsTaken(takings).toLocaleString('en')} rows are taken from ${from}.`;
  for (const [code, rows] of ofOtherCode) {
    yield (
      `${rows.toLocaleString('en')} rows of ${from} are of other code, so they are not taken. ` +
      `To take them: reuse: [{ from: '${from}', code: '${code.slice(0, 12)}' }].`
    );
  }
}
