import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { encodeDocument, type DocumentKind } from '@psyrun/files/documents';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
const task = (rows: number) =>
  `import { param, range } from '@psyrun/pspace';
   export const pspace = param({ x: range(${rows}) });
   export const maxJobs = 1;
   export const execute = ({ x }) => ({ y: 2 * x });`;
beforeEach(async () => {
  project = new Project();
  project.write('psy-tasks/task_t.js', task(3));
  await psyHere(project, ['run', '-q']);
});
afterEach(() => project.remove());

const result = () => project.path('psy-work/t/result.pkl');
const changeByte = (file: string) => {
  const bytes = readFileSync(file);
  bytes[bytes.length - 2]! ^= 1;
  writeFileSync(file, bytes);
};
const CERTIFICATE = { name: 'certificate', version: 2 } as DocumentKind<object>;
/** Writes the certificate with other members, and with its checksum. */
const changeCertificate = (change: (members: Record<string, unknown>) => object) => {
  const file = 'psy-work/t/result.certificate.json';
  const read = JSON.parse(project.read(file)) as Record<string, unknown>;
  const { format: _, version, checksum, ...members } = read;
  expect([version, checksum]).toEqual([2, expect.stringMatching(/^[0-9a-f]{64}$/)]);
  project.write(file, encodeDocument(CERTIFICATE, change(members)));
};
const verify = (...options: string[]) => psyHere(project, ['verify', ...options, 't']);

describe('psy verify', () => {
  test('reports that a result matches its certificate', async () => {
    const { status, stdout } = await verify();
    expect(status).toBe(0);
    const digest = project.python(
      "import hashlib; print(hashlib.sha256(open('psy-work/t/result.pkl', 'rb').read()).hexdigest())",
    );
    expect(stdout).toBe(`t: result.pkl is complete: 3 rows, sha256 ${digest}\n`);
  });

  test('fails if a task could not be loaded', async () => {
    project.write('psy-tasks/task_bad.js', 'throw new Error();');
    const { status, stdout } = await psyHere(project, ['verify']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: expect.stringMatching(/^t: .*\n$/) });
  });

  test.each([
    ['is longer', () => appendFileSync(result(), ' '), 'bytes'],
    ['has one byte changed', () => changeByte(result()), 'not what was certified'],
    ['is gone', () => rmSync(result()), 'The result is gone; psy run writes it again.'],
    [
      'has no certificate',
      () => rmSync(project.path('psy-work/t/result.certificate.json')),
      'There is no certificate.',
    ],
    [
      'has a damaged certificate',
      () => project.write('psy-work/t/result.certificate.json', '{'),
      'The certificate is damaged; psy run writes it again.',
    ],
  ])('fails for a result that %s', async (_what, damage, message) => {
    damage();
    const { status, stdout } = await verify();
    expect(status).toBe(1);
    expect(stdout).toContain('result.pkl is not verified.');
    expect(stdout).toContain(message);
  });

  test('psy run replaces a damaged certificate', async () => {
    project.write('psy-work/t/result.certificate.json', '{');
    expect((await psyHere(project, ['run'])).status).toBe(0);
    expect((await verify()).status).toBe(0);
  });

  test('counts the rows', async () => {
    project.python(
      "import pickle; pickle.dump({'x': [1] * 4}, open('psy-work/t/result.pkl', 'wb'))",
    );
    const bytes = readFileSync(result());
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    changeCertificate(({ result: of, ...certificate }) => ({
      ...certificate,
      result: { ...(of as object), bytes: bytes.length, sha256 },
    }));
    expect((await verify()).stdout).toContain('It holds 4 rows; 3 were certified.');
  });

  test('fails for the result of an earlier version of the task', async () => {
    project.write('psy-tasks/task_t.js', task(4));
    const { status, stdout, stderr } = await verify();
    expect(status).toBe(1);
    expect(stdout).toContain(
      'is not verified. It is the result of an earlier version of the task.',
    );
    expect(stdout).toMatch(/It is what was certified for the run of \d{4}-.*: 3 rows, sha256/);
    expect(stderr).toContain('Since it was certified: The parameter space has changed.');
    project.write('psy-tasks/task_t.js', task(3));
    expect((await verify()).status).toBe(0);
  });

  test('verifies one row, also if the file is damaged elsewhere', async () => {
    const lines = [
      't: row 1 of result.pkl is what was certified.',
      '  { x: 1, y: 2 }',
      '  It was evaluated by code',
    ].join('\n');
    const one = await verify('--row', '1');
    expect(one.stdout).toContain(lines);
    expect(one.status).toBe(0);
    appendFileSync(result(), ' ');
    expect((await verify('--row', '1')).stdout).toBe(one.stdout);
    expect((await verify()).status).toBe(1);
    const { stdout } = await verify('--row', '1', '--json');
    const { row, verified } = JSON.parse(stdout) as Record<string, unknown>;
    expect(row).toMatchObject({ index: 1, values: { x: 1, y: 2 } });
    expect(verified).toBe(true);
    const none = await verify('--row', '3');
    expect(none.status).toBe(2);
    expect(none.stderr).toContain("There is no row 3 in task 't', which has 3 rows.");
  });

  test('says that an earlier certificate has no digests of rows; psy run makes another one', async () => {
    changeCertificate(({ content: _, ...earlier }) => earlier);
    const { status, stdout } = await verify();
    expect(status).toBe(0);
    expect(stdout).toContain('Its values were not compared row by row');
    const one = await verify('--row', '1');
    expect(one.status).toBe(1);
    expect(one.stdout).toContain('Remove the certificate, and psy run writes the result');
    rmSync(project.path('psy-work/t/result.certificate.json'));
    const run = await psyHere(project, ['run', 't']);
    expect(run.stdout + run.stderr).toContain('3 of 3 rows are done already');
    expect((await verify('--row', '1')).status).toBe(0);
  });
});
