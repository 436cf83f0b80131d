import { mkdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { WorkDirectory } from '../../src/index.ts';
import { nextGeneration } from '../../src/adopt/next-generation.ts';
import { newFolder } from '../fixtures.ts';

test('the next generation comes after the run, and after generations that were adopted', async () => {
  const directory = new WorkDirectory(newFolder());
  expect(await nextGeneration(directory, { generation: 3 })).toBe(4);
  // A command that was killed had adopted rows, and had not begun the next generation.
  for (const kept of [1, 2, 5]) mkdirSync(directory.keptJournals(kept), { recursive: true });
  expect(await nextGeneration(directory, { generation: 3 })).toBe(6);
});
