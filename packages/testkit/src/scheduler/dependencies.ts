import type { JobId, Scheduler, Submission } from '@psyrun/core';
import type { SchedulerGroup } from './scheduler-case.ts';

const NOTE = 'echo "$2" >> "$1/order"';

function after(dependsOn: readonly JobId[], evenIfFailed: boolean, job: Submission): Submission {
  return { ...job, dependsOn, evenIfFailed };
}

/** Submits a job, or an array of two if the scheduler has arrays. */
async function submitSome(scheduler: Scheduler, job: Submission): Promise<JobId> {
  return scheduler.capabilities.arrays ? scheduler.submitArray([0, 1], job) : scheduler.submit(job);
}

/** Jobs that wait for others. */
export const DEPENDENCIES: SchedulerGroup = {
  name: 'dependencies',
  cases: [
    {
      name: 'a job starts when all jobs before it have ended',
      async run({ scheduler, fixture, expect }) {
        const slow = await submitSome(scheduler, fixture.script('slow', `sleep 0.5; ${NOTE}`, '1'));
        const other = await scheduler.submit(fixture.script('other', `sleep 0.2; ${NOTE}`, '1'));
        const next = fixture.script('next', NOTE, '2');
        const last = fixture.script('last', NOTE, '3');
        const nextId = await scheduler.submit(after([slow, other], false, next));
        await fixture.ended(await scheduler.submit(after([nextId], true, last)));
        const order = (await fixture.read('order')).trim().split('\n');
        expect(order.slice(-2)).toEqual(['2', '3']);
        expect(order.length).toEqual(scheduler.capabilities.arrays ? 5 : 4);
      },
    },
    {
      name: 'a job that may run after a failure runs',
      async run({ scheduler, fixture, expect }) {
        const bad = await submitSome(scheduler, fixture.script('bad', 'exit 1'));
        const merge = after([bad], true, fixture.script('merge', 'echo merged'));
        const [state] = await fixture.ended(await scheduler.submit(merge));
        expect(state).toEqual(scheduler.capabilities.outcomes ? 'done' : 'unknown');
        expect(await fixture.read('merge.log')).toEqual('merged\n');
      },
    },
    {
      name: 'a job after a failed one fails without starting, and so do the jobs after it',
      when: ({ outcomes }) => outcomes,
      async run({ scheduler, fixture, expect }) {
        const bad = await scheduler.submit(fixture.script('bad', 'exit 1'));
        const next = after([bad], false, fixture.script('next', 'touch "$1/next"'));
        const nextId = await scheduler.submit(next);
        const last = after([nextId], false, fixture.script('last', 'touch "$1/last"'));
        const lastId = await scheduler.submit(last);
        expect(await fixture.ended(bad, nextId, lastId)).toEqual(['failed', 'failed', 'failed']);
        expect([fixture.has('next'), fixture.has('last')]).toEqual([false, false]);
      },
    },
    {
      name: 'a job that ended before the submission does not block',
      async run({ scheduler, fixture, expect }) {
        const first = await scheduler.submit(fixture.script('first', 'exit 0'));
        await fixture.ended(first);
        const next = after([first], false, fixture.script('next', 'echo ran'));
        await fixture.ended(await scheduler.submit(next));
        expect(await fixture.read('next.log')).toEqual('ran\n');
      },
    },
  ],
};
