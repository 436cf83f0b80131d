import { rm } from 'node:fs/promises';
import { saveRows } from '@psyrun/columns';
import { PsyrunError, type JobWork, type Store } from '@psyrun/core';
import type { WorkContext } from '@psyrun/jobs';
import { certify } from '../certificate/certificate.ts';
import { contentOf } from '../certificate/content.ts';
import { collectRun } from './collect-run.ts';
import { pluginAt } from './plugin-at.ts';
import { identityOf } from '../directory/run-description.ts';
import { readRun, spaceOf } from '../directory/run-file.ts';
import { versions } from '../directory/versions.ts';
import { certificateFile, partialFile, WorkDirectory } from '../directory/work-directory.ts';

/** Options of {@link mergeRun}. */
export interface MergeOptions {
  readonly workdir: string;
}

/** Returns the work of the job that merges the records of the other jobs. */
export function mergeWork(options: MergeOptions): JobWork {
  return { module: import.meta.url, export: 'mergeRun', options };
}

/**
 * Writes the result of a run from its journals. It has each row once, in the order of the space.
 *
 * A complete result is written with its certificate. An incomplete result is written to another file,
 * so that it does not look complete, and the exit code is 1, unless it has all rows of a part that was
 * split off.
 */
export async function mergeRun({ workdir }: MergeOptions, context: WorkContext): Promise<number> {
  const directory = new WorkDirectory(workdir);
  const run = await readRun(directory.run);
  if (run === undefined) throw noRun(workdir);
  const store = await pluginAt<Store>(run.store);
  const collected = await collectRun(directory, run);
  const { counts, origins, lacking, refused, versions: programs, indexOf } = collected;
  const rows = { tables: collected.tables(store.capabilities.values), indexOf };
  for (const sentence of refused) context.log(`Warning: ${sentence}\n`);
  for (const [key, count] of Object.entries(lacking)) {
    context.log(`${count} of ${counts.done} rows have no ${key}.\n`);
  }
  const { resultfile, fingerprint } = run;
  const partial = partialFile(resultfile);
  // An earlier partial result has fewer rows. It must not be taken for this one if this one fails.
  await rm(partial, { force: true, recursive: true });
  if (counts.done < counts.total) {
    await saveRows(store, partial, partial, rows);
    if (collected.part?.left === 0) {
      context.log(`All ${collected.part.rows} rows of this part are done.\nWrote ${partial}\n`);
      return 0;
    }
    context.log(`${counts.done} of ${counts.total} rows are done, ${counts.failed} failed, `);
    context.log(`${counts.missing} are missing.\nWrote ${partial}\n`);
    return 1;
  }
  // The certificate of an older result must be removed before the new result is written.
  await rm(certificateFile(resultfile), { force: true, recursive: true });
  await saveRows(store, resultfile, partial, rows);
  const content = await contentOf(resultfile, store, spaceOf(run));
  await certify(resultfile, {
    run: identityOf(run),
    rows: counts,
    origins,
    ...(Object.keys(lacking).length > 0 && { lacking }),
    ...(content && { content }),
    fingerprint,
    versions: { ...programs, ...versions() },
  });
  context.log(`All ${counts.total} rows are done.\nWrote ${resultfile}\n`);
  return 0;
}

function noRun(workdir: string): PsyrunError {
  return new PsyrunError('PSYRUN_NO_RUN', `There is no run in ${workdir}.`, {
    hint: 'Start one with psy run.',
    fields: { workdir },
  });
}
