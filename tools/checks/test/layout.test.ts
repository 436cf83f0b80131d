import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fullFolders, strayTestFolders, vagueNames } from '../layout.ts';
import { checkedWorkspace } from './checked-workspace.ts';

const workspace = join(import.meta.dirname, '../../..');

/** Empty files in `folder`, by path. */
function files(folder: string, count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${folder}/f${i}.ts`, '']));
}

describe('folders of sources', () => {
  test('have at most 15 files, lists of like things at most 24', () => {
    expect(fullFolders(workspace)).toEqual([]);
  });

  test.each(['packages/core/src', 'packages/core/src/errors', 'tools/site', 'bench/stores'])(
    'a 16th file in %s is found',
    (folder) => {
      expect(checkedWorkspace(files(folder, 15), fullFolders)).toEqual([]);
      expect(checkedWorkspace(files(folder, 16), fullFolders)).toEqual([
        `${folder} has 16 files, more than 15`,
      ]);
    },
  );

  test('a 25th file in a list of like things is found', () => {
    const folder = 'packages/testkit/src/store';
    expect(checkedWorkspace(files(folder, 24), fullFolders)).toEqual([]);
    expect(checkedWorkspace(files(folder, 25), fullFolders)).toEqual([
      `${folder} has 25 files, more than 24`,
    ]);
  });
});

describe('folders of tests', () => {
  test('stand for a folder of sources or a named scenario', () => {
    expect(strayTestFolders(workspace)).toEqual([]);
  });

  test('a folder of tests without sources is found', () => {
    const tests = {
      'packages/run/src/merge/merge-run.ts': '',
      'packages/run/test/merge/merge-run.test.ts': '',
      'packages/run/test/slurm/cluster.test.ts': '',
      'packages/run/test/merging/merge-run.test.ts': '',
      'tools/site/test/links/dead.test.ts': '',
    };
    expect(checkedWorkspace(tests, strayTestFolders)).toEqual([
      'packages/run/test/merging has tests, but there is no packages/run/src/merging',
      'tools/site/test/links has tests, but there is no tools/site/src/links',
    ]);
  });
});

describe('names', () => {
  test('say what is in a file or folder', () => {
    expect(vagueNames(workspace)).toEqual([]);
  });

  test.each([
    'packages/core/src/utils.ts',
    'packages/core/test/test-helpers.ts',
    'tools/site/common.mjs',
    'bench/row-utils/rows.ts',
  ])('%s is found', (path) => {
    expect(checkedWorkspace({ [path]: '' }, vagueNames)).toHaveLength(1);
    expect(checkedWorkspace({ 'bench/commonplace.ts': '' }, vagueNames)).toEqual([]);
  });
});
