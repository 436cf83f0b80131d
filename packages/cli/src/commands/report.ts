import type { ReportResult } from '@psyrun/operations';
import { printDoubts } from '../errors/print-doubts.ts';
import { openTasksOf, type Session } from '../session.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link writeReport}. */
export interface ReportFlags {
  readonly taskdir: string;
  readonly output?: string;
  readonly json?: boolean;
}

/**
 * `psy report`: writes a page about a task. The exit code is 1 if records of the run cannot be read; the
 * page is written all the same, and says so.
 */
export async function writeReport(
  name: string,
  { taskdir, output = `${name}.html`, json = false }: ReportFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const { reportTask, writeReport: write } = await import('@psyrun/operations/report');
  const task = (await openTasksOf(taskdir, [name], session))[0]!;
  const report = await reportTask(task);
  const { page, data } = report;
  await write(output, report);
  const { counts, problems, changes } = data.verdict;
  const result: ReportResult = {
    task: name,
    file: output,
    bytes: Buffer.byteLength(page),
    ...counts,
    shown: data.states.length,
    results: data.columns.filter(({ role }) => role === 'result').map(({ key }) => key),
    ...(problems.length > 0 && { problems: [...problems] }),
    ...(changes.length > 0 && { changes: [...changes] }),
  };
  printDoubts({ problems, changes }, console);
  if (json) console.json(JSON.stringify(result));
  const rows = result.shown === counts.total ? 'rows' : `rows, ${result.shown} of them shown`;
  console.error(`Wrote ${output}: ${counts.done} of ${counts.total} ${rows} done.`);
  return problems.length === 0 ? EXIT.done : EXIT.failed;
}
