import { expect, test } from '@jest/globals';
import type { Task } from '@psyrun/core';
import { rowSettings } from '../../src/process/row-settings.ts';

const always = { concurrency: 2, retries: 1 };

test('jobs get the settings of rows that a task has, and no others', () => {
  const own = { timeout: 5, rowsPerWorker: 3, memoryPerWorker: 100 };
  expect(rowSettings({ ...always, ...own, maxJobs: 7 } as Task)).toEqual({ ...always, ...own });
  expect(rowSettings({ ...always, maxJobs: 7 } as Task)).toEqual(always);
});
