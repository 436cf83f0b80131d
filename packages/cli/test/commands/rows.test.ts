import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';
import { rowsHere } from '../fixtures/rows-here.ts';

let project: Project;
const psy = (...args: string[]) => psyHere(project, ['rows', 't', ...args]);
const lines = (text: string) => text.split('\n').slice(0, -1);

beforeAll(async () => {
  project = new Project();
  const source = `import { param, range } from '@psyrun/pspace';
    export const pspace = param({ x: range(50) });
    export const execute = ({ x }) => {
      if (x === 7) throw new RangeError('no seven');
      return { y: x / 2, 'with, comma': 'a"b' };
    };
    ${rowsHere()}`;
  project.write('psy-tasks/task_t.js', source);
  await psyHere(project, ['run', '-q']);
});
afterAll(() => project.remove());

test('psy rows prints the first 20 rows, and --all all of them', async () => {
  const some = await psy();
  expect(some).toMatchObject({
    status: 0,
    stderr: 'The first 20 of 50 rows. All of them: --all\n',
  });
  expect(lines(some.stdout)).toHaveLength(21);
  expect(lines((await psy('--all')).stdout)).toHaveLength(51);
  const { stdout, stderr } = await psy('7', '8', '--columns', 'row,state,y');
  expect(stdout).toBe(
    'row  state   y  error\n  7  failed     RangeError: no seven\n  8  done    4\n',
  );
  expect(stderr).toBe("2 of 50 rows of task 't'.\n");
});

test('psy rows -o writes all rows that were found, exactly', async () => {
  const { status, stderr } = await psy('--where', 'y > 24 or row == 7', '-o', 'rows.csv');
  expect([status, stderr]).toEqual([0, 'Wrote 2 of 50 rows to rows.csv.\n']);
  expect(project.read('rows.csv')).toBe(
    'row,state,attempt,duration,x,y,"with, comma"\r\n7,failed,1,,7,,\r\n49,done,1,,49,24.5,"a""b"\r\n',
  );
  expect(await psy('-o', 'rows.csv')).toMatchObject({ status: 2 });
  expect((await psy('-o', 'rows.npz')).stderr).toContain('Known: .csv, .jsonl.');
});

test.each([
  [['--state', 'runing'], 'Did you mean running?'],
  [['--where', 'stat == 2'], "There is no parameter and no result 'stat'. Did you mean state?"],
  [['--columns', 'sate'], 'Did you mean "state"?'],
  [['1.5'], 'Expected an integer of at least 0.'],
  [['50'], 'There is no row 50'],
])('psy rows t %j is refused', async (args, why) => {
  const { status, stdout, stderr } = await psy(...args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(why);
});
