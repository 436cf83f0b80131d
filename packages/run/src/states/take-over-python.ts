import { rename } from 'node:fs/promises';
import type { CreateJobOptions, Task } from '@psyrun/core';
import { openJournal } from '@psyrun/journal';
import { hashSpace } from '@psyrun/pspace';
import { makeFolder } from '../directory/make-folder.ts';
import { WorkDirectory } from '../directory/work-directory.ts';
import { pythonResults } from './python-results.ts';

/**
 * Writes the rows that Python psyrun has left in a work directory to a journal, so that a run can go on with
 * them. Its files stay; they are moved with the journals of their generation.
 */
export async function takeOverPython(
  task: Task,
  onNote: CreateJobOptions['onNote'] = () => undefined,
): Promise<void> {
  const rows = await pythonResults(task);
  if (rows.length === 0) return;
  const directory = new WorkDirectory(task.workdir);
  await makeFolder(directory.out);
  const file = directory.journal(0);
  const startedAt = Date.now();
  const session = {
    run: new Date(startedAt).toISOString(),
    generation: 1,
    space: hashSpace(task.pspace),
    rows: task.pspace.length,
    job: 'Python psyrun',
  };
  // Under another name until it is complete.
  const journal = await openJournal(`${file}.new`, session);
  for (const one of rows) {
    journal.append({ kind: 'done', attempt: 1, startedAt, duration: 0, ...one });
  }
  await journal.close();
  await rename(`${file}.new`, file);
  onNote(`${rows.length} rows of Python psyrun are in ${task.workdir}.`);
}
