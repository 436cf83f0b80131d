import { expect, test } from '@jest/globals';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';

test('failures are grouped by error, with the region of the space where they are', async () => {
  const body = "if (n >= 6) throw new RangeError('no room for ' + n);";
  const project = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(10, body) }).open();
  expect(await project.failures('t')).toMatchObject({
    total: 10,
    failed: 0,
    missing: 10,
    errors: [],
  });
  await project.run('t');
  expect(await project.failures('t')).toEqual({
    task: 't',
    total: 10,
    failed: 4,
    missing: 0,
    errors: [
      {
        name: 'RangeError',
        class: 'exception',
        message: 'no room for 6',
        count: 4,
        region: ['n >= 6'],
        rows: [6, 7, 8, 9],
      },
    ],
    jobs: [],
    jobErrors: [],
  });
});

test('records that cannot be read are told: rows of theirs may have failed', async () => {
  const body = "if (n >= 2) throw new RangeError('no room for ' + n);";
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(4, body) });
  await folder.open().run('t');
  folder.write('psy-work/t/out/3.journal', 'no journal');
  const { failed, problems } = await folder.open().failures('t');
  expect(failed).toBe(1);
  expect(problems).toEqual([expect.stringMatching(/3\.journal .*\[PSYRUN_JOURNAL_CORRUPT\]/)]);
});

test('the error that is shown is that of the first row that failed in the end', async () => {
  const folder = new ProjectFolder();
  const flag = JSON.stringify(folder.at('repaired'));
  const body = `if (n > 0 || !existsSync(${flag})) throw new Error('no ' + n);`;
  folder.write('psy-tasks/task_t.js', taskOf(6, body));
  await folder.open().run('t');
  expect((await folder.open().failures('t')).errors).toMatchObject([{ message: 'no 0', count: 6 }]);
  folder.write('repaired', '');
  await folder.open().run('t', { continue: true });
  const { errors } = await folder.open().failures('t');
  expect(errors).toMatchObject([{ message: 'no 1', count: 5, rows: [1, 2, 3, 4, 5] }]);
});

test('a result that was written and is deleted since is not called unwritten', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(2) });
  await folder.open().run('t');
  folder.remove('psy-work/t/result.pkl');
  expect(await folder.open().failures('t')).not.toHaveProperty('unwritten');
  // Without the certificate, nothing shows that it was written.
  folder.remove('psy-work/t/result.certificate.json');
  expect(await folder.open().failures('t')).toHaveProperty('unwritten.job', 't:merge');
});
