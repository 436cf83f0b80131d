import { basename } from 'node:path';
import type { VerifyResult } from '@psyrun/operations';
import { verifyTask } from '@psyrun/operations/results';
import { forEachTask, type TaskFlags } from '../each-task.ts';
import type { Session } from '../session.ts';
import { WARNING, type Console } from '../terminal/console.ts';
import { bad, good } from '../terminal/line.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link verifyTasks}. */
export type VerifyFlags = TaskFlags;

/** `psy verify`: compares results with their certificates. */
export async function verifyTasks(
  names: readonly string[],
  flags: VerifyFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  return forEachTask(names, flags, session, async (task) => {
    const verified = await verifyTask(task);
    if (flags.json) console.json(JSON.stringify(verified));
    else printText(verified, console);
    return verified.verified ? EXIT.done : EXIT.failed;
  });
}

function printText(result: VerifyResult, console: Console): void {
  const { task, file, verified, problems, rows, sha256, run, codes = [], changes } = result;
  const name = basename(file);
  const what = `${rows} rows, sha256 ${sha256}`;
  if (verified) console.out([`${task}: ${name} is `, good('complete'), `: ${what}`]);
  else console.out([`${task}: ${name} is `, bad('not verified'), `. ${problems.join(' ')}`]);
  if (!verified && run !== undefined) {
    console.out(`  It is what was certified for the run of ${run.created}: ${what}`);
  }
  const { node: _, psyrun: __, ...programs } = result.versions ?? {};
  const told = Object.entries(programs).map(([program, version]) => `${program} ${version}`.trim());
  if (told.length > 0) console.out(`  Its rows were evaluated with ${told.join(', ')}.`);
  if (codes.length > 1)
    console.out(`  ${codes.length} versions of the code have evaluated its rows:`);
  for (const { code, rows: count } of codes.length > 1 ? codes : []) {
    console.out(`    ${count} rows: code ${code.slice(0, 12)}`);
  }
  for (const [key, count] of Object.entries(result.lacking ?? {})) {
    console.out(`  ${count} of its rows have no ${key}.`);
  }
  for (const change of changes) {
    console.error(`Since it was certified: ${change}`, WARNING);
  }
}
