import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { answersOf } from '../fixtures/answers.ts';
import { draw } from '../fixtures/draw.ts';
import { IN_MEMORY, Project, type Outcome } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import type { Call } from './calls.ts';
import { SCENES, type Scene } from './scenes.ts';
import { type Fault, runWithFault, traceCalls } from './traced-psy.ts';

/** Each call once with each fault, or so many faults of each scene; otherwise some of one scene. */
const WANTED = process.env['PSYRUN_SYSTEM_CALLS'];
const SAMPLE = WANTED === 'all' ? Infinity : Number(WANTED ?? 4);
jest.setTimeout(WANTED !== undefined ? 24 * 3_600_000 : 300_000);

/** Other calls may be made, for example when a clock ticks. Then the same fault is tried again. */
const MOST_TRIES = 3;

// Each run reads the state of the repository, which takes processes and does not matter here.
const path = process.env['PATH'];
beforeAll(() => void (process.env['PATH'] = '/usr/bin'));
afterAll(() => void (process.env['PATH'] = path));

const known = new Set<string>();

/** Returns the faults of the calls of a scene, without those that an earlier scene has had. */
function trialsOf(scene: Scene, calls: readonly Call[]): [Call, Fault][] {
  const ordinals = new Map<string, number>();
  const trials = calls.flatMap((call): [Call, Fault][] => {
    const ordinal = (ordinals.get(call.what) ?? 0) + 1;
    ordinals.set(call.what, ordinal);
    const key = `${call.what} ${ordinal}`;
    if (known.has(key)) return [];
    known.add(key);
    // To be killed before a file is opened for reading is the same as before the next change.
    if (!call.changes) return [[call, 'EIO']];
    if (/^(unlink|rmdir)/.test(call.what))
      return [
        [call, 'EIO'],
        [call, 'SIGKILL'],
      ];
    return [
      [call, 'EIO'],
      [call, 'ENOSPC'],
      [call, 'SIGKILL'],
    ];
  });
  const order = ([{ what, nth }, fault]: [Call, Fault]) =>
    draw(`${scene.name} ${what} ${nth} ${fault}`);
  return trials.sort((a, b) => order(a) - order(b)).slice(0, SAMPLE);
}

describe.each(WANTED !== undefined ? SCENES : SCENES.slice(1, 2))('$name', (scene) => {
  let project: Project;
  /** The number of faults that happened. */
  let happened = 0;
  beforeAll(async () => {
    project = new Project(IN_MEMORY);
    mkdirSync(project.path('psy-work'));
    await scene.before?.(project);
    rmSync(project.path('broken'), { force: true });
    project.write('psy-tasks/task_t.js', scene.source);
    cpSync(project.path('psy-work'), project.path('saved'), { recursive: true });
  });
  afterAll(() => project.remove());

  test('after an error or a kill at any system call, psy tells the truth and completes', async () => {
    reset();
    // The first run makes more calls, because the loader of TypeScript fills its cache.
    await traceCalls(project, scene.run);
    reset();
    const trials = trialsOf(scene, await traceCalls(project, scene.run));
    const problems: unknown[] = [];
    happened = 0;
    for (const [call, fault] of trials) {
      const problem = await tryFault(call, fault);
      if (problem === undefined) continue;
      const { thread, what } = call;
      problems.push({ what, thread, fault, ...problem });
      if (WANTED !== undefined) process.stdout.write(`${JSON.stringify(problems.at(-1))}\n`);
    }
    if (WANTED !== undefined) {
      process.stdout.write(`${scene.name}: ${trials.length} faults, ${problems.length} problems\n`);
    }
    expect(problems).toEqual([]);
    expect(happened).toBeGreaterThan(0);
  });

  function reset(): void {
    rmSync(project.path('psy-work'), { recursive: true, force: true });
    cpSync(project.path('saved'), project.path('psy-work'), { recursive: true });
    project.write('evaluated', '');
  }

  async function tryFault(call: Call, fault: Fault): Promise<object | undefined> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      reset();
      const outcome = await runWithFault(project, scene.run, call, fault);
      if (outcome === undefined) continue;
      happened++;
      return judge(outcome, fault);
    }
    // Names of temporary files differ, and with them some calls: only the long run lists these.
    return WANTED === undefined ? undefined : { problem: 'the call was never made again' };
  }

  /** Resolves to what is wrong after a run with a fault, or to undefined. */
  async function judge(ended: Outcome, fault: Fault): Promise<object | undefined> {
    const problems: string[] = [];
    const check = (isRight: boolean, problem: string) => void (isRight || problems.push(problem));
    check(ended.status === (fault === 'SIGKILL' ? null : ended.status), 'it was not killed');
    const said = ended.stderr + logs();
    check(!said.includes('internal error'), 'an internal error');
    check(!/^ +at .*:\d+:\d+/m.test(ended.stderr), 'a stack');
    const isFailure = ended.status !== 0 && ended.status !== null;
    check(!isFailure || /\bPSYRUN_|psy run -c/.test(said), 'it failed without a code or advice');

    const before = await answersOf(project);
    const { status, verified, exported, partial } = before;
    const complete = status?.complete ?? false;
    const done = status?.done ?? 0;
    check(status !== undefined, 'status fails');
    check(status === undefined || status.total === scene.rows.length, 'another number of rows');
    check(
      status === undefined || done + status.failed + status.missing === status.total,
      'the states do not add up',
    );
    check(ended.status !== 0 || complete, 'exit 0 without a complete result');
    check(verified === complete, 'verify contradicts status');
    check((exported !== undefined) === complete, 'export contradicts status');
    check(exported === undefined || same(exported, scene.rows), 'export writes wrong rows');
    check((partial?.length ?? 0) === done, 'export --partial contradicts status');
    const right = scene.rows.filter(([x]) => partial?.some((point) => point[0] === x));
    check(partial === undefined || same(partial, right), 'export --partial writes wrong rows');

    project.write('evaluated', '');
    const goneOn = await psyHere(project, scene.goOn, undefined, PSYRUN);
    check(goneOn.status === 0, 'it cannot go on');
    const evaluated = project.read('evaluated').split('\n').length - 1;
    check(evaluated === scene.rows.length - done, `${evaluated} rows evaluated, ${done} were done`);
    const after = await answersOf(project);
    check(after.status?.complete === true && after.verified, 'not complete in the end');
    check(same(after.exported, scene.rows), 'wrong rows in the end');
    check(existsSync(project.path(scene.result)), 'no result in the end');
    if (problems.length === 0) return undefined;
    return { problems, ended, goneOn, before: before.outputs, after: after.outputs };
  }

  /** The logs of the jobs. */
  function logs(): string {
    const folder = project.path('psy-work/t');
    const names = existsSync(folder) ? readdirSync(folder) : [];
    const files = names.filter((name) => name.endsWith('.log'));
    return files.map((name) => readFileSync(join(folder, name), 'utf8')).join('');
  }
});

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
