import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { inPythonProject } from './debian-python.ts';

const { project, psy } = inPythonProject();

/** A loop over the rows in any command would take longer than the test may, or more memory than there is. */
test('of 10⁹ rows, psy tells the number, runs the first ones and knows where to go on', async () => {
  project().write(
    'psy-tasks/task_big.py',
    `from psyrun import Param

pspace = Param(a=range(1000)) * Param(b=range(1000)) * Param(c=range(1000))
max_jobs = 1


def execute(a, b, c):
    if c >= 10:
        raise ValueError('far enough')
    return {'n': 1000000 * a + 1000 * b + c}
`,
  );
  expect((await psy('status')).stdout).toContain('0 out of 1000000000 rows completed.');
  expect(await psy('run', '--dry-run')).toMatchObject({ status: 0 });
  expect(existsSync(project().path('psy-work'))).toBe(false);

  expect((await psy('run', '--fail-fast')).status).toBe(1);
  expect((await psy('status')).stdout).toContain('10 out of 1000000000 rows completed.');
  expect((await psy('run', '-c', '--dry-run')).stderr).toContain(
    'Continuing: 10 of 1000000000 rows are done already.',
  );
});
