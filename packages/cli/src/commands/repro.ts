import { causeLines } from '@psyrun/core';
import { jsonText } from '@psyrun/operations/results';
import { reproRow, type KnownRow } from '@psyrun/operations/rows';
import { openTasksOf, type Session } from '../session.ts';
import { WARNING, type Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { formatRow } from '../terminal/format-row.ts';
import { printEvaluation } from '../terminal/print-evaluation.ts';
import { LONGEST_TEXT } from '../terminal/visible-text.ts';

/** Flags of {@link reproduceRow}. */
export interface ReproFlags {
  readonly taskdir: string;
  readonly inspect?: boolean;
  readonly json?: boolean;
}

/**
 * `psy repro`: evaluates one row of the run here, with the parameters that its job was given, and
 * says what was recorded of it. Writes nothing.
 */
export async function reproduceRow(
  name: string,
  index: number,
  { taskdir, inspect = false, json = false }: ReproFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const task = (await openTasksOf(taskdir, [name], session))[0]!;
  const result = await reproRow(task, index, {
    inspect,
    onKnown: (known) => printKnown(known, console),
    onLine: json ? console.error : console.out,
  });
  if (json) console.json(jsonText(result));
  else printEvaluation(result.evaluation, console);
  return result.evaluation.kind === 'done' ? EXIT.done : EXIT.failed;
}

function printKnown({ index, parameters, changes, recorded }: KnownRow, console: Console): void {
  for (const change of changes) {
    console.error(`Since the run began: ${change}`, WARNING);
  }
  console.error(recorded === undefined ? 'Nothing is recorded of this row.' : lineOf(recorded));
  const causes = recorded?.error
    ? causeLines(recorded.error, { stacks: false, longest: LONGEST_TEXT })
    : [];
  for (const line of causes) console.error(line);
  console.error(`Row ${index}: ${formatRow(parameters)}`);
}

function lineOf({ attempt, job, host, startedAt, error }: NonNullable<KnownRow['recorded']>) {
  const how = error === undefined ? 'done' : `${error.name}: ${error.message}`;
  return `Recorded (attempt ${attempt}, ${job} on ${host}, ${startedAt}): ${how}`;
}
