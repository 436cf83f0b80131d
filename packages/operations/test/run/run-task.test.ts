import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { OperationEvent } from '../../src/index.ts';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';
import { queueTask } from '../fixtures/queue-task.ts';

const inFolder = (task: string) => new ProjectFolder({ 'psy-tasks/task_t.js': task });
const typesOf = (events: readonly OperationEvent[]) => [...new Set(events.map(({ type }) => type))];

describe('a run that goes well', () => {
  test('tells of its jobs and of each row, with counts that add up', async () => {
    const events: OperationEvent[] = [];
    const onEvent = (event: OperationEvent) => events.push(event);
    const result = await inFolder(taskOf(6)).open().run('t', { onEvent });
    expect(result).toMatchObject({ task: 't', outcome: 'complete', rows: { total: 6, done: 6 } });
    expect(events[0]).toEqual({
      type: 'phase',
      task: 't',
      phase: 'submit',
      rows: { total: 6, done: 0, failed: 0, missing: 6 },
    });
    expect(events.at(-1)).toEqual({ type: 'phase', task: 't', phase: 'end' });
    const jobs = events.flatMap((event) => (event.type === 'job' ? [event.job] : []));
    expect(jobs).toEqual([
      't:split',
      't:process',
      ...[0, 1, 2, 3].map((i) => `t:process:${i}`),
      't:merge',
    ]);
    const rows = events.flatMap((event) => (event.type === 'row' ? [event.rows] : []));
    expect(rows.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const { total, done, failed, missing } of rows)
      expect(done + failed + missing).toBe(total);
  });

  test('is not done again, and a note says why', async () => {
    const project = inFolder(taskOf(2)).open();
    await project.run('t');
    const events: OperationEvent[] = [];
    const again = await project.run('t', { onEvent: (event) => events.push(event) });
    expect(again.outcome).toBe('complete');
    expect(typesOf(events)).toEqual(['note', 'phase', 'job']);
    expect(events).toContainEqual({
      type: 'note',
      task: 't',
      message: expect.stringContaining('Nothing to do'),
    });
    for (const event of events) if (event.type === 'job') expect(event.submitted).toBe(false);
  });

  test('tells of no rows if they are not to be counted', async () => {
    const events: OperationEvent[] = [];
    const onEvent = (event: OperationEvent) => events.push(event);
    await inFolder(taskOf(2)).open().run('t', { countRows: false, onEvent });
    expect(typesOf(events)).toEqual(['phase', 'job']);
  });
});

describe('a run in which rows fail', () => {
  test('is incomplete: the outcome names the file of the others', async () => {
    const folder = inFolder(taskOf(4, "if (n === 2) throw new RangeError('no ' + n);"));
    expect(await folder.open().run('t')).toEqual({
      task: 't',
      outcome: 'incomplete',
      rows: { total: 4, done: 3, failed: 1, missing: 0 },
      partial: folder.at('psy-work/t/result.partial.pkl'),
    });
  });

  test('names the errors that ended jobs', async () => {
    const setup = "export const setup = () => { throw new Error('no GPU'); };";
    expect(
      await inFolder(`${taskOf(4)} ${setup}`)
        .open()
        .run('t'),
    ).toMatchObject({
      outcome: 'incomplete',
      rows: { missing: 4 },
      jobErrors: [{ error: expect.stringContaining('no GPU'), jobs: { length: 4 } }],
    });
  });

  test('says why a result could not be written', async () => {
    const folder = new ProjectFolder();
    const results = JSON.stringify(folder.at('results'));
    folder.write(
      'psy-tasks/task_t.js',
      `import { rmSync } from 'node:fs';
      ${taskOf(1, `rmSync(${results}, { recursive: true, force: true });`)}
      export const resultfile = 'results/t.pkl';`,
    );
    expect(await folder.open().run('t')).toMatchObject({
      outcome: 'incomplete',
      unwritten: { job: 't:merge', why: expect.stringContaining('The folder of ') },
    });
  });

  test('stops at the first of them if that is asked for', async () => {
    const folder = inFolder(
      taskOf(
        200,
        "if (n === 0) throw new Error('no'); await new Promise((r) => setTimeout(r, 50));",
      ),
    );
    const { outcome, rows } = await folder.open().run('t', { failFast: true, jobs: 1 });
    expect(outcome).toBe('incomplete');
    expect(rows!.failed).toBe(1);
    expect(rows!.missing).toBeGreaterThan(100);
  });

  test('cannot stop at the first of them where a scheduler runs the jobs', async () => {
    const folder = new ProjectFolder();
    folder.write('psy-tasks/task_t.js', queueTask(folder.path));
    for (const operation of ['run', 'plan'] as const) {
      await expect(folder.open()[operation]('t', { failFast: true })).rejects.toMatchObject({
        code: 'PSYRUN_USAGE',
      });
    }
    expect(folder.has('psy-work')).toBe(false);
  });
});

const SLOW = taskOf(200, 'await new Promise((resolve) => setTimeout(resolve, 20));');

describe('an abort', () => {
  test('in the middle stops the run; what was done is recorded, and the next run does the rest', async () => {
    const project = inFolder(SLOW).open();
    const stop = new AbortController();
    const stopped = await project.run('t', {
      signal: stop.signal,
      onEvent: (event) => event.type === 'row' && event.rows.done === 5 && stop.abort(),
    });
    expect(stopped.outcome).toBe('interrupted');
    expect(stopped.rows!.done).toBeGreaterThanOrEqual(5);
    expect(stopped.rows!.missing).toBeGreaterThan(0);
    let evaluated = 0;
    const rest = await project.run('t', {
      onEvent: (event) => (evaluated += event.type === 'row' ? 1 : 0),
    });
    expect(rest).toMatchObject({ outcome: 'complete', rows: { done: 200 } });
    expect(evaluated).toBe(200 - stopped.rows!.done);
  });

  test('before the run begins nothing', async () => {
    const folder = inFolder(taskOf(2));
    const result = await folder.open().run('t', { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ outcome: 'interrupted', rows: { done: 0 } });
    expect(folder.has('psy-work')).toBe(false);
  });
});

describe('while a run of the same process goes on', () => {
  test('a second one is busy, clean is refused, and kill stops the first', async () => {
    const project = inFolder(SLOW).open();
    let first!: ReturnType<typeof project.run>;
    await new Promise<void>((started) => {
      first = project.run('t', { onEvent: ({ type }) => type === 'row' && started() });
    });
    const warnings: OperationEvent[] = [];
    const second = await project.run('t', {
      onEvent: (event) => event.type === 'warning' && warnings.push(event),
    });
    expect({ second, warnings }).toMatchObject({
      second: { task: 't', outcome: 'busy' },
      warnings: [
        {
          code: 'PSYRUN_WARN_JOBS_RUNNING',
          message: expect.stringMatching(
            /Process \d+ on .* has worked on it since .*run\.json\.lock/,
          ),
        },
      ],
    });
    await expect(project.clean('t')).rejects.toMatchObject({ code: 'PSYRUN_RUN_ACTIVE' });
    expect(await project.kill('t')).toEqual({ task: 't', ended: ['t'] });
    expect((await first).outcome).toBe('interrupted');
    await project.clean('t');
  });
});

test('what a handler of events throws ends the run and comes out of it', async () => {
  const project = inFolder(taskOf(2)).open();
  const onEvent = (event: OperationEvent) => {
    if (event.type === 'job') throw new Error('no more');
  };
  await expect(project.run('t', { onEvent })).rejects.toThrow('no more');
  await sleep(0);
  expect((await project.run('t')).outcome).toBe('complete');
});
