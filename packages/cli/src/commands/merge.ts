import type { MergeResult } from '@psyrun/operations';
import { pluginsOf } from '@psyrun/operations/project';
import { mergeDirectory } from '@psyrun/operations/results';
import { placeOf, type Session } from '../session.ts';
import { INCOMPLETE, WARNING } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link mergeInto}. */
export interface MergeFlags {
  readonly partial?: boolean;
  readonly json?: boolean;
}

/** `psy merge`: writes the journals and files of stores in a directory as one new file. */
export async function mergeInto(
  directory: string,
  file: string,
  { partial = false, json = false }: MergeFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const merged = await mergeDirectory(directory, file, pluginsOf(placeOf('.', session)), {
    partial,
  });
  if (json) console.json(JSON.stringify(merged));
  const { written, rows, repeated, problems = [] } = merged;
  for (const problem of problems) console.error(problem, WARNING);
  if (merged.reason === 'no-rows') {
    console.error(`Nothing to merge: no row of ${directory} is done.`);
    return EXIT.failed;
  }
  if (!written) {
    const again = `psy merge --partial ${directory} ${file}`;
    console.error(shortfall(merged), INCOMPLETE);
    console.error(`To merge the rows that are there all the same: ${again}`);
    return EXIT.failed;
  }
  if (repeated > 0) console.error(`${repeated} rows are in several files and were taken once.`);
  const of = merged.undone > 0 ? ` of ${rows + merged.undone}` : '';
  const run = merged.run === undefined ? '' : ` of the run of ${merged.run.created}`;
  console.error(`Wrote ${rows}${of} rows${run} to ${file}.`);
  return EXIT.done;
}

function shortfall({ reason, rows, undone }: MergeResult): string {
  return reason === 'unknown-total'
    ? `${rows} rows are there, and nothing says how many there should be: run.json is lost.`
    : `${undone} of ${rows + undone} rows have failed or are missing.`;
}
