import type { Scene } from './scene.ts';
import { complete, task, type Situation } from './situation.ts';

/** Splits off rows into a folder and evaluates them there. Resolves to what psy printed there. */
async function partOf(at: Situation, where: string, folder: string, name = 't'): Promise<string> {
  await at.psy(`split-off ${name} --where ${where} -o ${folder}`);
  return (await at.psy(`run -q -j 1 ${name}`, folder)).said;
}

/** Situations in which rows are evaluated in another folder. */
export const ADOPT_SCENES: readonly Scene[] = [
  {
    name: 'rows that are split off',
    texts: [
      'psy split-off needs a condition and an output.',
      "Write psy split-off … --where 'trial < 25' -o part.zip.",
      'Elsewhere, in that folder: psy run …',
      'Then bring it back, and here: psy adopt with the folder, or a .zip file of it.',
    ],
    make: (at) => {
      at.task(task());
      return at.said('split-off t', 'split-off t --where x<2 -o part');
    },
    follow: [
      ['split-off t --where x>=2 -o part.zip', 0],
      ['run -q -j 1 t', 0, 'part'],
      ['adopt part', 0],
      ['adopt part.zip', 0],
    ],
  },
  {
    name: 'a part that has run',
    texts: [
      'Bring this folder to where it comes from, and run psy adopt with it there.',
      'Name a zip file, a folder in which psy run was, or a work directory such as psy-work/circle.',
      'Name a folder in which psy run was, or a work directory such as psy-work/circle.',
    ],
    make: async (at) => {
      at.task(task());
      return `${await partOf(at, 'x<2', 'part')}${await at.said('adopt nowhere', 'adopt psy-tasks')}`;
    },
    follow: [
      ['adopt part', 0],
      ['adopt part/psy-work/t', 0],
      ['run -q -j 1 t', 0],
      ['verify t', 0],
    ],
  },
  {
    name: 'rows that were adopted',
    texts: [
      '… of … rows are left: psy run …',
      'All … rows are done. To write the result: psy run …',
    ],
    make: async (at) => {
      at.task(task());
      await partOf(at, 'x<2', 'one');
      await partOf(at, 'x>=2', 'two');
      return at.said('adopt one', 'adopt two');
    },
    follow: [
      ['run -q -j 1 t', 0],
      ['verify t', 0],
    ],
  },
  {
    name: 'a folder with several runs',
    texts: ['Name one: psy adopt --as … …. If they are of the same task, name a work directory.'],
    make: async (at) => {
      at.task(task());
      at.task(task(), 'u');
      await at.psy('split-off u --where x<2 -o parts/u');
      await partOf(at, 'x<2', 'parts/t');
      return at.said('adopt parts');
    },
    follow: [
      ['adopt --as t parts', 0],
      ['adopt parts/u/psy-work/u', 0],
      ['run -q -j 1 t', 0],
    ],
  },
  {
    name: 'a row with other results elsewhere',
    texts: [
      'To keep the results that are here, and adopt the other rows: psy adopt --keep-own …. psy repro … … evaluates such a row once more.',
    ],
    page: [
      'PSYRUN_ROW_CONFLICT: psy adopt',
      'PSYRUN_ROW_CONFLICT: psy repro',
      'PSYRUN_ROW_CONFLICT: psy adopt --keep-own',
    ],
    make: async (at) => {
      at.task(task('', 4, "(x === 1 && process.cwd().endsWith('part') ? -1 : x)"));
      await partOf(at, 'x<2', 'part');
      await at.psy('run -q -j 1 t');
      return at.said('adopt part');
    },
    // Rows that keep other results count as failed.
    follow: [
      ['repro t 1', 0],
      ['adopt --keep-own part', 1],
      ['verify t', 0],
    ],
  },
  {
    name: 'rows to be adopted after the space has changed',
    texts: [
      'Bring the run up to date first: psy run …, or psy run -c …, which keeps what is done.',
    ],
    make: async (at) => {
      await complete(at);
      at.task(task('', 5));
      await partOf(at, 'x>3', 'part');
      return at.said('adopt part');
    },
    follow: [
      ['run -c -q -j 1 t', 0],
      ['adopt part', 0],
      ['verify t', 0],
    ],
  },
  {
    name: 'a part in which the space has changed',
    texts: [
      'Undo the change, or set what the space depends on, such as environment variables, as it was there. To run the task as it is now: psy clean …, then psy run ….',
    ],
    make: async (at) => {
      at.task(task());
      await at.psy('split-off t --where x<2 -o part');
      at.project.write('part/psy-tasks/task_t.js', task('', 5));
      return (await at.psy('run -q t', 'part')).said;
    },
    follow: [
      ['clean --yes t', 0, 'part'],
      ['run -q -j 1 t', 0, 'part'],
      ['verify t', 0, 'part'],
    ],
  },
];
