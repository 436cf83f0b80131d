import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { IN_MEMORY, Project } from '../fixtures/project.ts';
import { judge } from './judge.ts';
import { SCENES } from './scenes.ts';
import { runWithFault, traceCalls } from './traced-psy.ts';
import { type Trial, trialsOf } from './trials.ts';

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

/** Prints figures of the long run as it goes. */
const say = (text: string) => void (WANTED !== undefined && process.stdout.write(`${text}\n`));

describe.each(WANTED !== undefined ? SCENES : SCENES.slice(1, 2))('$name', (scene) => {
  let project: Project;
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
    const trials = trialsOf(scene, await traceCalls(project, scene.run), SAMPLE);
    const problems: object[] = [];
    const missed: string[] = [];
    for (const [i, trial] of trials.entries()) {
      if (i % 50 === 0) say(`${scene.name}: ${i} of ${trials.length} faults`);
      const outcome = await tryFault(trial);
      // The numbers of calls on temporary files differ from run to run.
      if (outcome === undefined) missed.push(`${trial[0].what} ${trial[1]}`);
      else if ('problems' in outcome) {
        problems.push(outcome);
        say(JSON.stringify(outcome));
      }
    }
    const happened = trials.length - missed.length;
    say(
      `${scene.name}: ${happened} of ${trials.length} faults happened, ${problems.length} problems`,
    );
    for (const what of missed) say(`did not happen in ${MOST_TRIES} runs: ${what}`);
    expect(problems).toEqual([]);
    expect(happened).toBeGreaterThan(0.7 * trials.length);
  });

  function reset(): void {
    rmSync(project.path('psy-work'), { recursive: true, force: true });
    cpSync(project.path('saved'), project.path('psy-work'), { recursive: true });
    project.write('evaluated', '');
  }

  /** Resolves to the problems after a fault, or to undefined if the call was not made again. */
  async function tryFault([call, fault]: Trial): Promise<object | undefined> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      reset();
      const ended = await runWithFault(project, scene.run, call, fault);
      if (ended === undefined) continue;
      const { what, thread } = call;
      const found = await judge(project, scene, fault, ended);
      return { what, thread, fault, ...found };
    }
    return undefined;
  }
});
