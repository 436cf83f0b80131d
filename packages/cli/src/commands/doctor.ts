import type { DoctorResult } from '@psyrun/operations';
import { examineProject } from '@psyrun/operations/doctor';
import { placeOf, type Session } from '../session.ts';
import type { Line, Meaning } from '../terminal/line.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link printChecks}. */
export interface DoctorFlags {
  readonly taskdir: string;
  readonly json?: boolean;
}

type DoctorCheck = DoctorResult['checks'][number];

const MEANINGS: Readonly<Record<DoctorCheck['outcome'], Meaning>> = {
  ok: 'good',
  warning: 'doubtful',
  failed: 'bad',
};

/**
 * `psy doctor`: a line for each check of the machine, of schedulers and of folders, on standard output.
 * The exit code is 1 if one failed.
 */
export async function printChecks(
  { taskdir, json = false }: DoctorFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const result = await examineProject(placeOf(taskdir, session));
  if (json) console.json(JSON.stringify(result));
  else for (const line of linesOf(result.checks)) console.out(line);
  return result.checks.some(({ outcome }) => outcome === 'failed') ? EXIT.failed : EXIT.done;
}

function linesOf(checks: readonly DoctorCheck[]): Line[] {
  const groups = [...new Set(checks.map(({ group }) => group))];
  return groups.flatMap((group) => [
    `${group}:`,
    ...checks.filter((check) => check.group === group).flatMap(checkLines),
  ]);
}

function checkLines({ about, outcome, found, advice }: DoctorCheck): Line[] {
  const line: Line = [
    '  ',
    { text: outcome.padEnd(7), meaning: MEANINGS[outcome] },
    `  ${about}: ${found}`,
  ];
  return advice === undefined ? [line] : [line, `           ${advice}`];
}
