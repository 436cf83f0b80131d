import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Project } from './fixtures/project.ts';

let project: Project;
beforeAll(() => {
  project = new Project();
});
afterAll(() => project.remove());

/** Editors on Windows begin files with a byte order mark. */
const write = (name: string, text: string) => project.write(name, `\ufeff${text}`);

test('every file of a user and of a plug-in may begin with a byte order mark', () => {
  write('package.json', '{ "type": "module", "dependencies": { "psyrun-queue": "1" } }');
  const manifest = {
    name: 'psyrun-queue',
    version: '1.0.0',
    type: 'module',
    exports: './index.js',
  };
  const psyrun = { contract: 1, schedulers: { queue: './index.js#Queue' } };
  write('node_modules/psyrun-queue/package.json', JSON.stringify({ ...manifest, psyrun }));
  write('node_modules/psyrun-queue/index.js', 'export class Queue {}');
  write('tsconfig.json', '{ "compilerOptions": { "strict": true } }');
  write('psy-tasks/psy-conf.ts', 'export const maxJobs: number = 2;');
  write('psy-tasks/sizes.json', '{ "rows": 3 }');
  write('psy-tasks/own.js', 'export const factor = 2;');
  write(
    'psy-tasks/task_t.ts',
    `import { param, range } from '@psyrun/pspace';
    import sizes from './sizes.json' with { type: 'json' };
    import { factor } from './own.js';
    export const pspace = param({ x: range(sizes.rows) });
    export const execute = ({ x }: { x: number }) => ({ y: factor * x });`,
  );
  expect(project.psy('plugins').stdout).toContain('psyrun-queue 1.0.0');
  expect(project.psy('run', '-q', '-j', '1')).toMatchObject({ status: 0 });
  expect(project.psy('run', '-q').stderr).toContain('Nothing to do');
  expect(project.psy('verify').stdout).toContain('complete: 3 rows');
});
