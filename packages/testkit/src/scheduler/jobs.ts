import { writeFileSync } from 'node:fs';
import type { SchedulerClass } from '@psyrun/core';
import type { SchedulerGroup } from './scheduler-case.ts';

/** Prints its arguments, each between brackets. */
const PRINT = `shift; printf '<%s>' "$@"`;
const NASTY = ['a b', `'"`, '\\n \\', '$HOME `id` $(id)', '*', 'line\nbreak', 'ü€', '', '%j %A %%'];

/** Single jobs. */
export const JOBS: SchedulerGroup = {
  name: 'jobs',
  cases: [
    {
      name: 'the class can be constructed without arguments',
      async run({ scheduler, expect }) {
        expect(new (scheduler.constructor as SchedulerClass)().name).toEqual(scheduler.name);
      },
    },
    {
      name: 'arguments arrive unchanged',
      async run({ scheduler, fixture, expect }) {
        const id = await scheduler.submit(fixture.script('print', PRINT, ...NASTY));
        await fixture.ended(id);
        const printed = NASTY.map((arg) => `<${arg}>`).join('');
        expect(await fixture.read('print.log')).toEqual(printed);
      },
    },
    {
      name: 'a log receives output and errors, and is appended to',
      async run({ scheduler, fixture, expect }) {
        writeFileSync(fixture.path('both.log'), 'before\n');
        const id = await scheduler.submit(fixture.script('both', 'echo out; echo error >&2'));
        await fixture.ended(id);
        expect((await fixture.read('both.log')).split('\n').sort()).toEqual([
          '',
          'before',
          'error',
          'out',
        ]);
      },
    },
    {
      name: 'a job that exits with 0 is done, another one has failed',
      when: ({ outcomes }) => outcomes,
      async run({ scheduler, fixture, expect }) {
        const good = await scheduler.submit(fixture.script('good', 'exit 0'));
        const bad = await scheduler.submit(fixture.script('bad', 'exit 3'));
        const killed = await scheduler.submit(fixture.script('killed', 'kill -KILL $$'));
        const states = await fixture.ended(good, bad, killed);
        expect(states).toEqual(['done', 'failed', 'failed']);
      },
    },
    {
      name: 'a job with an unknown outcome does not count as done',
      when: ({ outcomes }) => !outcomes,
      async run({ scheduler, fixture, expect }) {
        const id = await scheduler.submit(fixture.script('bad', 'touch "$1/ran"; exit 3'));
        await fixture.read('ran');
        expect(await fixture.ended(id)).toEqual(['unknown']);
      },
    },
    {
      name: 'its default arguments are accepted',
      async run({ scheduler, fixture, expect }) {
        const job = { ...fixture.script('default', 'echo ran'), args: scheduler.defaultArgs };
        await fixture.ended(await scheduler.submit(job));
        expect(await fixture.read('default.log')).toEqual('ran\n');
      },
    },
    {
      name: 'many jobs have an id each, and one query returns the status of all',
      async run({ scheduler, fixture, expect }) {
        const names = Array.from({ length: 20 }, (_, i) => `many${i}`);
        const ids: string[] = [];
        for (const name of names) {
          ids.push(await scheduler.submit(fixture.script(name, 'echo "$2"', name)));
        }
        expect(new Set(ids).size).toEqual(20);
        await fixture.ended(...ids);
        const logs = await Promise.all(names.map((name) => fixture.read(`${name}.log`)));
        expect(logs).toEqual(names.map((name) => `${name}\n`));
      },
    },
    {
      name: 'a job that it does not know is unknown',
      async run({ fixture, expect }) {
        expect(await fixture.states('99999999')).toEqual(['unknown']);
      },
    },
  ],
};
