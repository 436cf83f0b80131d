import { openJournal, type JournalRecord } from '@psyrun/journal';
import { openTasks } from '@psyrun/operations/project';
import { hashSpace } from '@psyrun/pspace';
import { prepareRun } from '@psyrun/run';
import { DONE, type RecordedRun } from './recorded-rows.ts';
import { writeTask } from './task-file.ts';

/** Writes the work directory of a run of the task `t`, as if all rows had been evaluated. */
export async function recordRun(
  folder: string,
  { rows = DONE, journals = 4, ...options }: RecordedRun,
): Promise<void> {
  writeTask(folder, options);
  const place = { cwd: folder, taskdir: 'psy-tasks', reload: true };
  const [task] = await openTasks(place, ['t'], () => {});
  const { directory, run } = await prepareRun(task!, { continue: false });
  const space = task!.pspace;
  const session = { run: run.created, generation: run.generation, space: hashSpace(space) };
  const each = Math.ceil(space.length / journals);
  for (let job = 0; job < journals; job++) {
    const journal = await openJournal(directory.journal(job), session);
    for (let index = job * each; index < Math.min(space.length, (job + 1) * each); index++) {
      journal.append(recordOf(index, space.at(index), rows.results(index)));
      // Else all rows would be in memory until the journal is closed.
      if (index % 1000 === 0) await journal.flush();
    }
    await journal.close();
  }
}

function recordOf(index: number, row: object, results: object | undefined): JournalRecord {
  const about = { index, attempt: 1, startedAt: 1.7e12 + index, duration: 1 + (index % 977) / 3 };
  if (results !== undefined) return { kind: 'done', ...about, row: { ...row, ...results } };
  const message = `no room for ${index}`;
  const stack = `RangeError: ${message}\n    at execute (file:///home/me/psy-tasks/task_t.mjs:3:9)\n    at evaluateRow (file:///home/me/node_modules/@psyrun/mapper/dist/row/evaluate-row.js:30:11)`;
  const error = { name: 'RangeError', message, stack, reason: 'threw' as const, host: 'node01' };
  return { kind: 'failed', ...about, row: { ...row }, error };
}
