import { mkdir, readdir } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { WorkDirectory } from '../../src/directory/work-directory.ts';
import { journalsBefore, newWorker } from '../../src/directory/worker-journal.ts';
import { newFolder } from '../fixtures.ts';

test('each start of a job has a journal of its own, and knows those of the starts before', async () => {
  const directory = new WorkDirectory(newFolder());
  await mkdir(directory.out);
  const workers = [];
  for (const job of [7, 7, 70, 7]) workers.push(await newWorker(directory, job));
  expect(workers).toEqual(['7', '7.1', '70', '7.2']);
  expect(workers.map((worker) => journalsBefore(directory, worker))).toEqual([
    [],
    [directory.journal(7)],
    [],
    [directory.journal(7), directory.journal('7.1')],
  ]);
  expect((await readdir(directory.out)).sort()).toEqual(workers.map((w) => `${w}.journal`).sort());
});
