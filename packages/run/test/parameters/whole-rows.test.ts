import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { rowWithDigests } from '@psyrun/journal';
import { param } from '@psyrun/pspace';
import { prepareRun, wholeRows } from '../../src/index.ts';
import { newFolder, taskIn } from '../fixtures.ts';

const image = new Float64Array(100);
const row = rowWithDigests({ image, x: 1, y: 2 }, ['image'], () => ({ image }));

test('rows of a journal get their large parameters from the description beside it', async () => {
  const task = taskIn(newFolder(), param({ x: [0, 1], image: [image, image] }));
  const { directory } = await prepareRun(task, { continue: false });
  const file = directory.journal(0);
  expect(await wholeRows(file, [{ index: 1, row }])).toEqual([{ image, x: 1, y: 2 }]);
  await expect(wholeRows(file, [{ index: 0, row }])).rejects.toThrow('are not there');
  await expect(wholeRows(file, [{ index: 9, row }])).rejects.toThrow('are not there');
  copyFileSync(directory.run, join(directory.root, 'kept-1.json'));
  const kept = join(directory.root, 'kept-1', '0.journal');
  expect(await wholeRows(kept, [{ index: 1, row }])).toEqual([{ image, x: 1, y: 2 }]);
});

test('a journal without its description has no large parameters', async () => {
  const file = join(newFolder(), '0.journal');
  expect(await wholeRows(file, [])).toEqual([]);
  await expect(wholeRows(file, [{ index: 1, row }])).rejects.toMatchObject({
    code: 'PSYRUN_FILE_NOT_FOUND',
    hint: expect.stringContaining('psy run -c takes the rows over'),
  });
});
