import { expect, test } from '@jest/globals';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';

const task = taskOf(3, "console.log('row ' + n); if (n === 1) throw new RangeError('no');");
const opened = (text = task) => new ProjectFolder({ 'psy-tasks/task_t.js': text }).open();

test('the first row of a task is evaluated, and nothing is recorded', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': task });
  const lines: string[] = [];
  expect(await folder.open().test('t', { onLine: (line) => lines.push(line) })).toEqual({
    task: 't',
    evaluation: { kind: 'done', index: 0, row: { n: 0, double: 0 } },
    output: ['row 0'],
  });
  expect(lines).toEqual(['row 0']);
  expect(folder.has('psy-work')).toBe(false);
});

test('a space without rows has none to evaluate', async () => {
  expect(await opened(taskOf(0)).test('t')).toEqual({ task: 't', output: [] });
});

test('a row of the run is evaluated once more, beside what was recorded of it', async () => {
  const project = opened();
  expect(await project.repro('t', 2)).not.toHaveProperty('recorded');
  await project.run('t');
  expect(await project.repro('t', 1)).toMatchObject({
    parameters: { n: 1 },
    recorded: { kind: 'failed', attempt: 1, job: 't:process:1', error: { message: 'no' } },
    evaluation: { kind: 'failed', error: { name: 'RangeError', message: 'no' } },
    output: ['row 1'],
  });
});

test.each([3, -1, 0.5, NaN])('there is no row %p', async (index) => {
  await expect(opened().repro('t', index)).rejects.toMatchObject({ code: 'PSYRUN_OUT_OF_RANGE' });
});

test('the record of a row is found if run.json is lost but its journals are of the present space', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': task });
  await folder.open().run('t');
  folder.write('psy-work/t/run.json', '{');
  folder.write('psy-work/t/out/9.journal', 'no journal');
  const { recorded } = await folder.open().repro('t', 1);
  expect(recorded).toMatchObject({ kind: 'failed', error: { message: 'no' } });
});
