import type { Submission } from '@psyrun/core';
import type { SchedulerFixture } from './fixture.ts';
import type { SchedulerGroup, SchedulerTrial } from './scheduler-case.ts';

/** Returns an array whose jobs write to logs of their own. */
function array(fixture: SchedulerFixture, name: string, script: string): Submission {
  return { ...fixture.script(name, script, 'index %a'), log: fixture.path(`${name} %a.log`) };
}

/**
 * Submits an array of jobs that record their start and end. Returns the maximum number that ran at
 * the same time.
 */
async function mostAtATime(
  { scheduler, fixture }: SchedulerTrial,
  throttle: number,
): Promise<number> {
  const note = 'echo 1 >> "$1/notes"; sleep 0.2; echo -1 >> "$1/notes"';
  const id = await scheduler.submitArray([0, 1, 2, 3], {
    ...array(fixture, 'note', note),
    throttle,
  });
  await fixture.ended(id);
  let running = 0;
  const counts = (await fixture.read('notes')).trim().split('\n');
  return Math.max(...counts.map((change) => (running += Number(change))));
}

/** Job arrays. */
export const ARRAYS: SchedulerGroup = {
  name: 'arrays',
  cases: [
    {
      name: 'each index runs once, in arguments and in the name of the log',
      when: ({ arrays }) => arrays,
      async run({ scheduler, fixture, expect }) {
        const indices = [0, 1, 2, 5, 11];
        const job = array(fixture, 'each', 'echo "$2"');
        await fixture.ended(await scheduler.submitArray(indices, job));
        expect(fixture.has('each %a.log')).toEqual(false);
        const logs = await Promise.all(indices.map((i) => fixture.read(`each ${i}.log`)));
        expect(logs).toEqual(indices.map((i) => `index ${i}\n`));
        expect(fixture.has('each 3.log')).toEqual(false);
      },
    },
    {
      name: 'one job that fails makes the array fail, and no other job of it',
      when: ({ arrays, outcomes }) => arrays && outcomes,
      async run({ scheduler, fixture, expect }) {
        const job = array(fixture, 'fails', '[ "$2" != "index 2" ]');
        const id = await scheduler.submitArray([1, 2, 3], job);
        const states = await fixture.ended(id, `${id}_1`, `${id}_2`, `${id}_3`);
        expect(states).toEqual(['failed', 'done', 'failed', 'done']);
      },
    },
    {
      name: 'no more jobs run at a time than allowed',
      when: ({ arrays }) => arrays,
      async run(trial) {
        trial.expect(await mostAtATime(trial, 1)).toEqual(1);
      },
    },
    {
      name: 'an array of a hundred jobs runs all of them',
      when: ({ arrays }) => arrays,
      async run({ scheduler, fixture, expect }) {
        const indices = Array.from({ length: 100 }, (_, i) => i);
        const job = {
          ...fixture.script('hundred', 'echo "$2" >> "$1/ran"', '%a'),
          log: '/dev/null',
        };
        await fixture.ended(await scheduler.submitArray(indices, job));
        const ran = (await fixture.read('ran')).trim().split('\n').map(Number);
        expect([...ran].sort((a, b) => a - b)).toEqual(indices);
      },
    },
    {
      name: 'a scheduler without arrays refuses an array',
      when: ({ arrays }) => !arrays,
      async run({ scheduler, fixture, expect }) {
        const code = await scheduler.submitArray([0], fixture.script('none', 'exit')).then(
          () => 'submitted',
          (error: { code?: string }) => error.code,
        );
        expect(code).toEqual('PSYRUN_NOT_SUPPORTED');
      },
    },
  ],
};
