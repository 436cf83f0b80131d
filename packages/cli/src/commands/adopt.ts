import { PsyrunError } from '@psyrun/core';
import type { AdoptResult } from '@psyrun/operations';
import { adoptRun, runsIn, type RunsIn } from '@psyrun/operations/parts';
import { jsonText } from '@psyrun/operations/results';
import { openTasksOf, type Session } from '../session.ts';
import { WARNING, type Console } from '../terminal/console.ts';
import { counted } from '../terminal/counted.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link adoptInto}. */
export interface AdoptFlags {
  readonly taskdir: string;
  readonly as?: string;
  readonly code?: string;
  readonly keepOwn?: boolean;
  readonly json?: boolean;
}

/**
 * `psy adopt`: brings rows of a part, or of another run, into the run of a task. The exit code is 1 if rows are
 * of other code, or if some have other results here.
 */
export async function adoptInto(
  source: string,
  { taskdir, as, code, keepOwn = false, json = false }: AdoptFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const found = await runsIn(source);
  try {
    const { folder, task: name } = chosen(found, source, as);
    const task = (await openTasksOf(taskdir, [as ?? name], session))[0]!;
    const options = { keepOwn, ...(code !== undefined && { code }) };
    const adopted = await adoptRun(task, folder, source, options);
    if (json) console.json(jsonText(adopted));
    printText(adopted, console);
    const { conflicts, ofOtherCode } = adopted;
    return conflicts.length + ofOtherCode.length > 0 ? EXIT.failed : EXIT.done;
  } finally {
    await found.close();
  }
}

/** Returns the only run, or the one of the task that is named. */
function chosen({ runs }: RunsIn, source: string, as: string | undefined): RunsIn['runs'][number] {
  const fitting = runs.length === 1 ? runs : runs.filter(({ task }) => task === as);
  if (fitting.length === 1) return fitting[0]!;
  const names = runs.map(({ task }) => task).join(', ');
  throw new PsyrunError('PSYRUN_USAGE', `${source} has several runs: of ${names}.`, {
    hint: `Name one: psy adopt --as ${runs[0]!.task} ${source}. If they are of the same task, name a work directory.`,
    fields: { file: source },
  });
}

function printText(result: AdoptResult, console: Console): void {
  const { task, from, adopted, doneHere, conflicts, ofOtherCode, strangers, left, total } = result;
  console.error(`Adopted ${counted(adopted, 'row')} of ${from} into '${task}'.`);
  if (doneHere > 0) console.error(`Done here already: ${counted(doneHere, 'row')}.`);
  if (strangers > 0) console.error(`Not in the space: ${counted(strangers, 'row')}.`);
  if (conflicts.length > 0) {
    const rows = conflicts.map(({ row }) => row).slice(0, 10);
    console.error(
      `Other results stay here for ${counted(conflicts.length, 'row')}: row ${rows.join(', ')}.`,
      WARNING,
    );
  }
  for (const { code, rows } of ofOtherCode) {
    console.error(
      `Not adopted: ${counted(rows, 'row')} of other code. To adopt them: psy adopt --code ${code.slice(0, 12)} ${from}`,
      WARNING,
    );
  }
  if (left > 0) console.error(`${left} of ${total} rows are left: psy run ${task}`);
  else console.error(`All ${total} rows are done. To write the result: psy run ${task}`);
}
