import type { JobState, SchedulerCapabilities } from '@psyrun/core';
import type { SchedulerGroup } from './scheduler-case.ts';

const queues = ({ immediate }: SchedulerCapabilities): boolean => !immediate;

const WAITING: readonly JobState[] = ['waiting', 'queued'];

/** Jobs that outlive their submission: what is told of them, and how they are ended. */
export const LIFE: SchedulerGroup = {
  name: 'life of a job',
  cases: [
    {
      name: 'it waits, runs, and has ended, and is listed until then',
      when: queues,
      async run({ scheduler, bench, expect }) {
        const first = await scheduler.submit(bench.waiting('first'));
        const next = { ...bench.script('next', 'exit 0'), dependsOn: [first] };
        const nextId = await scheduler.submit(next);
        await bench.read('first.started');
        await bench.until('the first job runs', async () => {
          const [state] = await bench.states(first, nextId);
          return state === 'running';
        });
        const [, waiting] = await bench.states(first, nextId);
        expect(WAITING.includes(waiting!)).toEqual(true);
        expect([await bench.isListed(first), await bench.isListed(nextId)]).toEqual([true, true]);
        bench.release('first');
        await bench.ended(first, nextId);
        expect([await bench.isListed(first), await bench.isListed(nextId)]).toEqual([false, false]);
      },
    },
    {
      name: 'killed, it ends, and others go on',
      when: queues,
      async run({ scheduler, bench, expect }) {
        const ended = await scheduler.submit(bench.script('ended', 'exit 0'));
        const killed = await scheduler.submit(bench.waiting('killed'));
        const other = await scheduler.submit(bench.waiting('other'));
        await Promise.all([bench.read('killed.started'), bench.read('other.started')]);
        await bench.ended(ended);
        await scheduler.kill([killed, ended]);
        const [state] = await bench.ended(killed);
        expect(state).toEqual(scheduler.capabilities.outcomes ? 'failed' : 'unknown');
        expect(await bench.states(other)).toEqual(['running']);
        bench.release('killed');
        bench.release('other');
        await bench.ended(other);
        expect([bench.has('killed.over'), bench.has('other.over')]).toEqual([false, true]);
      },
    },
    {
      name: 'all are killed, those that wait too',
      when: queues,
      async run({ scheduler, bench, expect }) {
        const first = await scheduler.submit(bench.waiting('first'));
        const next = { ...bench.waiting('next'), dependsOn: [first], evenIfFailed: true };
        const nextId = await scheduler.submit(next);
        await bench.read('first.started');
        await scheduler.kill([first, nextId]);
        bench.release('next');
        await bench.ended(first, nextId);
        expect(bench.has('next.over')).toEqual(false);
      },
    },
    {
      name: 'an array is killed as a whole',
      when: (capabilities) => queues(capabilities) && capabilities.arrays,
      async run({ scheduler, bench, expect }) {
        const id = await scheduler.submitArray([3, 4], bench.waiting('array'));
        await bench.read('array.started');
        await scheduler.kill([id]);
        await bench.ended(id);
        expect(await bench.isListed(id)).toEqual(false);
      },
    },
    {
      name: 'it can be shown before it is submitted, and nothing happens',
      async run({ scheduler, bench, expect }) {
        if (scheduler.preview === undefined) return;
        const job = { ...bench.script('shown', 'touch "$1/ran"'), dependsOn: ['<kit:before>'] };
        const text = await scheduler.preview(job);
        expect([text.includes('kit:shown'), text.includes('<kit:before>')]).toEqual([true, true]);
        // Were it submitted, it would have ended before this one.
        await bench.ended(await scheduler.submit(bench.script('next', 'exit 0')));
        expect(bench.has('ran')).toEqual(false);
      },
    },
    {
      name: 'it is found by the tag of its submission',
      async run({ scheduler, bench, expect }) {
        if (scheduler.find === undefined) return;
        const job = bench.script('tagged', 'exit 0');
        const id = await scheduler.submit(job);
        const found = await scheduler.find([job.tag, `${job.tag}-other`]);
        expect([...found]).toEqual([[job.tag, id]]);
      },
    },
  ],
};
