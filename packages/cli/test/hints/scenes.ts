import { broken, complete, lockedBy, QUEUE, repaired, task } from './situation.ts';

import { ADOPT_SCENES } from './adopt-scenes.ts';
import { DAMAGE_SCENES } from './damage-scenes.ts';
import { FAILURE_SCENES } from './failure-scenes.ts';
import type { Scene } from './scene.ts';

/** Counts the rows that are evaluated, and returns a map, which only pickles can hold. */
const withMap = (more: string): string => {
  const counted = "(appendFileSync('evaluated', 'x'), x), z: new Map([[x, 'a']])";
  return `import { appendFileSync } from 'node:fs';${task(more, 4, counted)}`;
};

/** A task that comes after the task t. */
const AFTER = `import { resultOf } from '@psyrun/task';
  export const maxJobs = 1;
  export const pspace = resultOf('t');
  export const execute = () => ({ z: 1 });`;

export const SCENES: readonly Scene[] = [
  {
    name: 'a task that comes after one that was not run',
    texts: ['…. Finish it: psy run -c ….'],
    page: ['PSYRUN_TASK_WAITS: psy run'],
    make: async (at) => {
      at.task(task());
      at.project.write('psy-tasks/task_after.js', AFTER);
      return at.said('run after');
    },
    follow: [
      ['run -c -q t', 0],
      ['run -q', 0],
    ],
  },
  {
    name: 'a task that comes after one whose result was changed',
    texts: ["The result of '…' cannot be used: … Make it again: psy run …."],
    make: async (at) => {
      await complete(at);
      at.project.write('psy-tasks/task_after.js', AFTER);
      at.project.write('psy-work/t/result.pkl', '');
      return at.said('run after');
    },
    follow: [
      ['run -q t', 0],
      ['run -q after', 0],
    ],
  },
  {
    name: 'there is no task directory',
    texts: [
      'Run psy where psy-tasks is, name the directory with --taskdir, or make a first task: psy new-task circle',
    ],
    page: ['PSYRUN_TASK_DIRECTORY: psy new-task circle'],
    make: (at) => at.said('list'),
    follow: [
      ['new-task circle', 0],
      ['list', 0],
    ],
  },
  {
    name: 'there are no tasks',
    texts: ['Make one: psy new-task circle'],
    make: async (at) => {
      at.project.write('psy-tasks/readme', '');
      return at.said('run');
    },
    follow: [
      ['new-task circle', 0],
      ['run -q -j 1', 0],
    ],
  },
  {
    name: 'a new task',
    texts: ['Wrote …. Try one row with: psy test …'],
    make: (at) => at.said('new-task t'),
    follow: [['test t', 0]],
  },
  {
    name: 'a dry run',
    texts: ['Nothing was submitted or changed: this is what psy run … would do.'],
    make: async (at) => {
      at.task(task());
      return at.said('run -n');
    },
    follow: [['run -q -j 1 t', 0]],
  },
  {
    name: 'a task that was not run',
    texts: ["Nothing to export: task '…' was not run. Run it with: psy run …"],
    page: ['PSYRUN_NO_RUN: psy run'],
    make: async (at) => {
      at.task(task());
      return at.said('export --partial t a.csv');
    },
    follow: [
      ['run -q -j 1 t', 0],
      ['export t a.csv', 0],
    ],
  },
  {
    name: 'a run of which no row is done',
    texts: ["Nothing to export: no row of task '…' is done. See psy status …."],
    make: async (at) => {
      at.task(task().replace('x >= 2', 'x >= 0'));
      at.project.write('broken', '');
      await at.psy('run -q -j 1 t');
      repaired(at);
      return at.said('export --partial t a.csv');
    },
    follow: [
      ['status t', 0],
      ['run -c -q -j 1 t', 0],
      ['export t a.csv', 0],
    ],
  },
  {
    name: 'an incomplete result to export',
    texts: ['To export the rows that are done: psy export --partial …'],
    make: async (at) => `${await broken(at)}${await at.said('export t a.csv')}`,
    follow: [['export --partial t a.csv', 0]],
  },
  {
    name: 'incomplete journals to merge',
    texts: ['psy merge --partial … …'],
    make: async (at) => `${await broken(at)}${await at.said('merge psy-work/t/out a.pkl')}`,
    follow: [['merge --partial psy-work/t/out a.pkl', 0]],
  },
  {
    name: 'many missing rows',
    texts: ['    and … more; all of them: psy status --all …'],
    make: async (at) => {
      at.task(task('', 30));
      return at.said('status -v');
    },
    follow: [['status --all t', 0]],
  },
  {
    name: 'rows to be evaluated again of which none is meant',
    texts: [
      "Write psy run --rerun --where 'beta > 2' …. All rows: --where true.",
      'See what there is with psy rows ….',
    ],
    make: async (at) => {
      await complete(at);
      return at.said('run --rerun t', 'run --rerun --where x>9 t');
    },
    follow: [
      ['rows t', 0],
      ['run -q -j 1 --rerun --where x>2 t', 0],
      ['run -q -j 1 --rerun --where true t', 0],
    ],
  },
  {
    name: 'rows to be evaluated again of another space',
    texts: ['Run psy run -c … first.'],
    make: async (at) => {
      await complete(at);
      at.task(task('', 5));
      return at.said('run --rerun --where x>2 t');
    },
    follow: [
      ['run -c -q -j 1 t', 0],
      ['run -q -j 1 --rerun --where x>2 t', 0],
    ],
  },
  {
    name: 'a value that the store cannot hold',
    texts: ['… The row is recorded and need not be evaluated again: then go on with psy run -c ….'],
    make: async (at) => {
      at.task(withMap("export const store = '.npz';"));
      return at.said('run -j 1');
    },
    mend: (at) => at.task(withMap("export const store = '.npz', excludeFromResult = ['z'];")),
    follow: [
      ['run -c -q -j 1 t', 0],
      ['verify t', 0],
    ],
  },
  {
    name: 'code that has changed',
    texts: [
      'psy run … evaluates all rows again and keeps the former run in previous/. If the change does not matter, psy run -c --accept-changes … keeps the rows that are done.',
    ],
    page: [
      'PSYRUN_RUN_CHANGED: psy run -c',
      'PSYRUN_RUN_CHANGED: psy run',
      'PSYRUN_RUN_CHANGED: psy run -c --accept-changes',
    ],
    make: async (at) => {
      await broken(at);
      repaired(at);
      at.task(task('', 4, 'x + 1'));
      return at.said('run -c');
    },
    follow: [
      ['run -c --accept-changes -q -j 1 t', 0],
      ['run -q -j 1 t', 0],
    ],
  },
  {
    name: 'rows that are drawn at random',
    texts: [
      "Task '…' draws its rows at random, without a seed. These are the rows of its run; psy clean … makes way for others.",
    ],
    make: async (at) => {
      at.task(
        task().replace(
          'param({ x: range(4) })',
          'param({ x: Array.from({ length: 4 }, () => Math.random()) })',
        ),
      );
      return at.said('run -q -j 1', 'status');
    },
    follow: [['clean --yes t', 0]],
  },
  {
    name: 'jobs in a queue',
    texts: [
      'Wait for them: psy run --wait …. End them: psy kill ….',
      'End them first: psy kill …',
      'Wait for them, or end them with psy kill …. Without --repair, psy fsck changes nothing.',
    ],
    page: ['PSYRUN_RUN_ACTIVE: psy kill'],
    make: async (at) => {
      at.task(QUEUE);
      return at.said('run', 'run', 'clean --yes t', 'fsck --repair t');
    },
    // A job in this queue fails when it is ended.
    follow: [
      ['fsck t', 0],
      ['kill t', 0],
      ['fsck --repair t', 0],
      ['run --wait t', 1],
      ['clean --yes t', 0],
    ],
  },
  {
    name: 'a removal without a question',
    texts: ['To remove it without a question: psy clean --yes …'],
    make: async (at) => {
      await complete(at);
      return at.said('clean t');
    },
    follow: [['clean --yes t', 0]],
  },
  {
    name: 'a psy on another machine',
    texts: [
      'If the process is dead: psy kill --presume-dead ….',
      'If it is dead: psy kill --presume-dead …',
      'It is on another machine or in another container: run psy kill there, on …. …',
    ],
    page: [
      'PSYRUN_STORE_BUSY: psy kill --presume-dead',
      'PSYRUN_RUN_ACTIVE: psy kill --presume-dead',
    ],
    make: async (at) => {
      await broken(at);
      repaired(at);
      lockedBy('elsewhere', at);
      return at.said('run', 'kill t');
    },
    follow: [
      ['kill --presume-dead t', 0],
      ['run -c -q -j 1 t', 0],
    ],
  },
  {
    name: 'a broken plug-in',
    texts: [],
    page: ['PSYRUN_PLUGIN_INVALID: psy plugins'],
    make: async (at) => {
      at.project.write('package.json', '{ "dependencies": { "psyrun-bad": "1" } }');
      at.project.write('node_modules/psyrun-bad/package.json', '{');
      return '';
    },
    follow: [['plugins', 1]],
  },
  {
    name: 'a wrong command line',
    texts: [],
    page: ['PSYRUN_USAGE: psy help <command>'],
    make: (at) => at.said('run --bogus'),
    follow: [['help run', 0]],
  },
  ...ADOPT_SCENES,
  ...DAMAGE_SCENES,
  ...FAILURE_SCENES,
];
