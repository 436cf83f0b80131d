import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { ProjectFolder, taskOf } from './fixtures/project-folder.ts';

/** Does everything once, good and bad, and notes in a file that it came to the end. */
const SCRIPT = `
import { writeFileSync } from 'node:fs';
import { openProject } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)};
const listeners = () => ['SIGINT', 'SIGTERM', 'exit'].map((name) => process.listenerCount(name));
const before = listeners();
const project = openProject();
const ignore = () => {};
await project.tasks();
await project.plugins();
await project.plan('t');
const during = [];
await project.run('t', { onEvent: ({ type }) => type === 'row' && during.push(listeners()) });
await project.status('t', { jobs: true });
await project.failures('t');
await project.test('t');
await project.repro('t', 1);
await project.logs('t');
await project.verify('t');
await project.export('t', 'a.csv', { partial: true });
await project.merge('psy-work/t', 'a.pkl', { partial: true });
await project.run('nothing').catch(ignore);
await project.kill('t');
await project.clean('t');
writeFileSync('end', JSON.stringify({ exitCode: process.exitCode ?? null, before, during: during[0], after: listeners() }));
`;

test('nothing is printed, no exit code is set, and no signal is listened to', () => {
  const folder = new ProjectFolder({
    'psy-tasks/task_t.js': taskOf(3, "console.log('row'); if (n === 1) throw new Error('no');"),
    'psy-tasks/task_bad.js': 'throw new Error("on purpose")',
    'script.mts': SCRIPT,
  });
  const { NODE_OPTIONS: _, ...env } = process.env;
  const args = [
    '--conditions=@psyrun/source',
    '--import',
    import.meta.resolve('tsx'),
    'script.mts',
  ];
  const options = { cwd: folder.path, env, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  const { exitCode, before, during, after } = JSON.parse(folder.read('end')) as {
    [key: string]: unknown;
  };
  expect({ exitCode, during: during, after }).toEqual({
    exitCode: null,
    during: before,
    after: before,
  });
});
