import type { JobState, SchedulerCapabilities } from '@psyrun/core';
import type { SchedulerGroup } from './scheduler-case.ts';

const queues = ({ immediate }: SchedulerCapabilities): boolean => !immediate;

const WAITING: readonly JobState[] = ['waiting', 'queued'];

/** Jobs that outlive their submission: their status, and ways to end them. */
export const LIFE: SchedulerGroup = {
  name: 'life of a job',
  cases: [
    {
      name: 'a job waits, runs and ends, and is listed until it ends',
      when: queues,
      async run({ scheduler, fixture, expect }) {
        const first = await scheduler.submit(fixture.waiting('first'));
        const next = { ...fixture.script('next', 'exit 0'), dependsOn: [first] };
        const nextId = await scheduler.submit(next);
        await fixture.read('first.started');
        await fixture.until('the first job runs', async () => {
          const [state] = await fixture.states(first, nextId);
          return state === 'running';
        });
        const [, waiting] = await fixture.states(first, nextId);
        expect(WAITING.includes(waiting!)).toEqual(true);
        expect([await fixture.isListed(first), await fixture.isListed(nextId)]).toEqual([
          true,
          true,
        ]);
        fixture.release('first');
        await fixture.ended(first, nextId);
        expect([await fixture.isListed(first), await fixture.isListed(nextId)]).toEqual([
          false,
          false,
        ]);
      },
    },
    {
      name: 'a status tells which job has the id, and that no job has it',
      when: queues,
      async run({ scheduler, fixture, expect }) {
        const job = fixture.waiting('identified');
        const id = await scheduler.submit(job);
        await fixture.read('identified.started');
        const statuses = await scheduler.getStatus([id, '99999998']);
        const { system, tag, submitted } = statuses.get(id)?.identity ?? {};
        fixture.release('identified');
        await fixture.ended(id);
        expect(system).toEqual(await scheduler.system?.());
        expect(tag === job.tag || (tag === undefined && submitted !== undefined)).toEqual(true);
        expect(statuses.get('99999998')?.identity).toEqual({ system });
      },
    },
    {
      name: 'a killed job ends, and other jobs go on',
      when: queues,
      async run({ scheduler, fixture, expect }) {
        const ended = await scheduler.submit(fixture.script('ended', 'exit 0'));
        const killed = await scheduler.submit(fixture.waiting('killed'));
        const other = await scheduler.submit(fixture.waiting('other'));
        await Promise.all([fixture.read('killed.started'), fixture.read('other.started')]);
        await fixture.ended(ended);
        await scheduler.kill([killed, ended]);
        const [state] = await fixture.ended(killed);
        expect(state).toEqual(scheduler.capabilities.outcomes ? 'failed' : 'unknown');
        expect(await fixture.states(other)).toEqual(['running']);
        fixture.release('killed');
        // A job that only seems to have ended is over long before this one.
        await fixture.ended(await scheduler.submit(fixture.script('later', 'sleep 1')));
        fixture.release('other');
        await fixture.ended(other);
        expect([fixture.has('killed.over'), fixture.has('other.over')]).toEqual([false, true]);
      },
    },
    {
      name: 'kill ends all jobs, also the waiting ones',
      when: queues,
      async run({ scheduler, fixture, expect }) {
        const first = await scheduler.submit(fixture.waiting('first'));
        const next = { ...fixture.waiting('next'), dependsOn: [first], evenIfFailed: true };
        const nextId = await scheduler.submit(next);
        await fixture.read('first.started');
        await scheduler.kill([first, nextId]);
        fixture.release('next');
        await fixture.ended(first, nextId);
        expect(fixture.has('next.over')).toEqual(false);
      },
    },
    {
      name: 'an array is killed as a whole',
      when: (capabilities) => queues(capabilities) && capabilities.arrays,
      async run({ scheduler, fixture, expect }) {
        const id = await scheduler.submitArray([3, 4], fixture.waiting('array'));
        await fixture.read('array.started');
        await scheduler.kill([id]);
        await fixture.ended(id);
        expect(await fixture.isListed(id)).toEqual(false);
      },
    },
    {
      name: 'a preview shows the submission and submits nothing',
      when: (_, scheduler) => scheduler.preview !== undefined,
      async run({ scheduler, fixture, expect }) {
        const job = { ...fixture.script('shown', 'touch "$1/ran"'), dependsOn: ['<kit:before>'] };
        const text = await scheduler.preview!(job);
        // The comparison shows what is missing in which text.
        const missing = ['kit:shown', '<kit:before>'].filter((word) => !text.includes(word));
        const words = (lacks: string[]) =>
          `${text}\nlacks the name of the job or of the job that it waits for: ${lacks.join(', ') || 'none'}`;
        expect(words(missing)).toEqual(words([]));
        // If it were submitted, it would have ended before this one.
        await fixture.ended(await scheduler.submit(fixture.script('next', 'exit 0')));
        expect(fixture.has('ran')).toEqual(false);
      },
    },
    {
      name: 'a job is found by the tag of its submission',
      when: (_, scheduler) => scheduler.find !== undefined,
      async run({ scheduler, fixture, expect }) {
        const job = fixture.script('tagged', 'exit 0');
        const id = await scheduler.submit(job);
        const found = await scheduler.find!([job.tag, `${job.tag}-other`]);
        expect([...found]).toEqual([[job.tag, id]]);
      },
    },
  ],
};
