import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { packagesOf } from '../../src/code/packages-of.ts';
import { taskImports } from '../../src/modules/task-imports.ts';
import { folderWith } from '../fixtures/folder.ts';

const PACKAGE = 'node_modules/@lab/pkg/package.json';

function project(): string {
  return folderWith({
    'psy-tasks/task_t.ts': "import '../lib.ts';\nimport { param } from '@psyrun/pspace';",
    'psy-tasks/psy-conf.ts': "import 'of-conf';",
    'lib.ts': "import '@lab/pkg';\nimport '@lab/pkg/more.js';",
    [PACKAGE]: '\uFEFF{"name": "@lab/pkg", "version": "1.0.0", "main": "index.js"}',
    'node_modules/@lab/pkg/index.js': "require('./inner.js');",
    'node_modules/@lab/pkg/more.js': '',
    'node_modules/@lab/pkg/inner.js': "require('deeper');",
    'node_modules/deeper/package.json': '{"name": "deeper", "version": "1.0.0"}',
    'node_modules/deeper/index.js': '',
    'node_modules/of-conf/package.json': '{"main": "index.js"}',
    'node_modules/of-conf/index.js': '',
  });
}

test('versions of the packages that are imported directly, with psy-conf', async () => {
  const folder = project();
  const packages = await packagesOf(await taskImports(join(folder, 'psy-tasks/task_t.ts')));
  expect(packages).toEqual({
    '@lab/pkg': expect.stringMatching(/^1\.0\.0 \([0-9a-f]{8}\)$/),
    [join(folder, 'node_modules/of-conf')]: expect.stringMatching(/^without a version \(/),
  });
});

test.each([
  ['another version', PACKAGE, '{"name": "@lab/pkg", "version": "1.0.1", "main": "index.js"}'],
  ['an edited entry', 'node_modules/@lab/pkg/index.js', 'edited();'],
  ['another edited file that is imported', 'node_modules/@lab/pkg/more.js', 'edited();'],
])('%s changes the text of the package', async (_what, file, text) => {
  const folder = project();
  const task = join(folder, 'psy-tasks/task_t.ts');
  const before = await packagesOf(await taskImports(task));
  writeFileSync(join(folder, file), text);
  const now = await packagesOf(await taskImports(task));
  expect(now['@lab/pkg']).not.toEqual(before['@lab/pkg']);
});

test('the place of the project does not matter', async () => {
  const [a, b] = [project(), project()];
  const [first, second] = [a, b].map(async (folder) =>
    packagesOf(await taskImports(join(folder, 'psy-tasks/task_t.ts'))),
  );
  expect((await first!)['@lab/pkg']).toBe((await second!)['@lab/pkg']);
});
