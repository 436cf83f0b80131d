import { basename } from 'node:path';
import type { VerifyResult } from '@psyrun/operations';
import { jsonText, verifyTask } from '@psyrun/operations/results';
import { forEachTask, type TaskFlags } from '../each-task.ts';
import type { Session } from '../session.ts';
import { WARNING, type Console } from '../terminal/console.ts';
import { counted } from '../terminal/counted.ts';
import { bad, good } from '../terminal/line.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { formatRow } from '../terminal/format-row.ts';

/** Flags of {@link verifyTasks}. */
export interface VerifyFlags extends TaskFlags {
  readonly row?: number;
}

/** `psy verify`: compares results, or one row of them, with their certificates. */
export async function verifyTasks(
  names: readonly string[],
  flags: VerifyFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  return forEachTask(names, flags, session, async (task) => {
    const { row } = flags;
    const verified = await verifyTask(task, { ...(row !== undefined && { row }) });
    if (flags.json) console.json(jsonText(verified));
    else if (row === undefined) printText(verified, console);
    else printRow(verified, row, console);
    return verified.verified ? EXIT.done : EXIT.failed;
  });
}

function printRow(
  { task, file, verified, problems, row, changes }: VerifyResult,
  index: number,
  console: Console,
): void {
  const name = `${task}: row ${index} of ${basename(file)} is `;
  if (verified) console.out([name, good('what was certified'), '.']);
  else console.out([name, bad('not verified'), `. ${problems.join(' ')}`]);
  if (row === undefined) return;
  console.out(`  ${formatRow(row.values)}`);
  console.out(`  It was evaluated by code ${row.code.slice(0, 12)}.`);
  printChanges(changes, console);
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
  printCodes(codes, console);
  for (const [key, count] of Object.entries(result.lacking ?? {})) {
    console.out(`  ${count} of its rows have no ${key}.`);
  }
  if (sha256 !== undefined && result.root === undefined) {
    console.out(
      '  Its values were not compared row by row: its certificate has no digests of rows.',
    );
  }
  printChanges(changes, console);
}

function printCodes(codes: NonNullable<VerifyResult['codes']>, console: Console): void {
  const versions = new Set(codes.map(({ code }) => code)).size;
  if (versions > 1) console.out(`  ${versions} versions of the code have evaluated its rows:`);
  else if (codes.some(({ source }) => source !== undefined)) console.out('  Its rows are from:');
  else return;
  for (const { code, rows, source } of codes) {
    const name = isKnown(code) ? `code ${code.slice(0, 12)}` : 'code unknown';
    const from = source === undefined ? '' : `, adopted from ${source}`;
    console.out(`    ${counted(rows, 'row')}: ${name}${from}`);
  }
}

function isKnown(code: string): boolean {
  return !/^0+$/.test(code);
}

function printChanges(changes: readonly string[], console: Console): void {
  for (const change of changes) {
    console.error(`Since it was certified: ${change}`, WARNING);
  }
}
