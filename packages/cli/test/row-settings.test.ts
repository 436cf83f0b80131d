import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readJournal } from '@psyrun/journal';
import { Project } from './fixtures/project.ts';
import { psyHere } from './fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

async function run(settings: string, execute: string) {
  project.write(
    'psy-tasks/task_t.ts',
    `import { existsSync, writeFileSync } from 'node:fs';
    import { param, range } from '@psyrun/pspace';
    import { setTimeout as sleep } from 'node:timers/promises';
    export const pspace = param({ x: range(4) });
    export const maxJobs = 1;
    ${settings}
    let inFlight = 0;
    export async function execute({ x }: { x: number }) { ${execute} }`,
  );
  return psyHere(project, ['run', '-q']);
}

describe('the settings of a task', () => {
  test('timeout: a row that takes too long fails, and the others are done', async () => {
    const { stderr } = await run(
      'export const timeout = 1500;',
      'if (x === 1) for (;;); if (x === 2) await sleep(60_000); return { y: x };',
    );
    expect(stderr).toContain('2 of 4 rows are done, 2 failed');
    const { stdout } = await psyHere(project, ['failures']);
    expect(stdout).toContain('The row took longer than 1500 ms.');
    expect(stdout).toContain('rows 1, 2');
  });

  test('concurrency: that many async rows run at the same time', async () => {
    const { status } = await run(
      'export const concurrency = 4;',
      'inFlight++; while (inFlight < 4) await sleep(5); return {};',
    );
    expect(status).toBe(0);
  });

  test('retries: a failed row is retried, and each attempt is recorded', async () => {
    const { status } = await run(
      'export const retries = 2;',
      "const mark = 'tried ' + x; if (x < 3 && !existsSync(mark)) { writeFileSync(mark, ''); throw new Error('no'); } return {};",
    );
    expect(status).toBe(0);
    const attempts: string[] = [];
    const journal = project.path('psy-work/t/out/0.journal');
    for await (const { record } of readJournal(journal)) {
      attempts.push(`${record.index} ${record.kind} ${record.attempt}`);
    }
    expect(attempts.sort()).toEqual(
      [0, 1, 2].flatMap((x) => [`${x} done 2`, `${x} failed 1`]).concat('3 done 1'),
    );
  });

  test('retries by class: only failures of that class are repeated', async () => {
    const { status } = await run(
      'export const retries = { timeout: 1 }; export const timeout = 300;',
      "const mark = 'tried ' + x; if (existsSync(mark)) return {}; writeFileSync(mark, ''); if (x === 0) await sleep(5000); if (x === 1) throw new Error('no'); return {};",
    );
    expect(status).toBe(1);
    const attempts: string[] = [];
    const journal = project.path('psy-work/t/out/0.journal');
    for await (const { record } of readJournal(journal)) {
      attempts.push(`${record.index} ${record.kind} ${record.attempt}`);
    }
    expect(attempts.sort()).toEqual([
      ...['0 done 2', '0 failed 1', '1 failed 1', '2 done 1', '3 done 1'],
    ]);
  });

  test.each([
    ['timeout', '0'],
    ['timeout', "'1 h'"],
    ['concurrency', '0'],
    ['retries', '-1'],
    ['retries', '{ preempted: 1 }'],
  ])('%s = %s is refused', async (key, value) => {
    const { status, stderr } = await run(`export const ${key} = ${value};`, 'return {};');
    expect(status).toBe(2);
    expect(stderr).toContain(`${key} is `);
    expect((await psyHere(project, ['run', 't'])).status).toBe(2);
  });
});
