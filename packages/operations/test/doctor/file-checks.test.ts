import { expect, test } from '@jest/globals';
import { clockCheck, hardLinkCheck, renameCheck, syncCheck } from '../../src/doctor/file-checks.ts';
import { ProjectFolder } from '../fixtures/project-folder.ts';

test('a clock that differs by seconds is told, and in which direction', async () => {
  const { path } = new ProjectFolder();
  const told = async (off: number) => (await clockCheck(path, () => Date.now() + off)).found;
  expect((await clockCheck(path)).outcome).toBe('ok');
  expect(await told(60_000)).toBe('The file system is 60 s behind this machine.');
  expect(await told(-60_000)).toBe('The file system is 60 s ahead of this machine.');
});

test.each([
  ['hard links', hardLinkCheck],
  ['renaming', renameCheck],
  ['writing safely', syncCheck],
])(
  '%s that a folder does not allow are a failure with the words of the system',
  async (name, check) => {
    expect(await check('/proc/none')).toMatchObject({
      ...{ about: name, outcome: 'failed', found: expect.stringContaining('ENOENT') },
      advice: expect.stringContaining('workdir'),
    });
    expect(await check(new ProjectFolder().path)).toMatchObject({ about: name, outcome: 'ok' });
  },
);
