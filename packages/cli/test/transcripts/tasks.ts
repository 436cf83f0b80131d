import { jobs, task, type Transcript } from './step.ts';

const one = (execute: string): string => task('param({ x: [5] })', execute);

/** Transcripts of different kinds of tasks. */
export const TASKS: readonly Transcript[] = [
  {
    name: 'no_taskdir',
    steps: ['list', 'run', 'status', 'test', 'clean t', 'list --taskdir other'].map((psy) => ({
      psy,
      status: 2,
      error: 'There is no task directory',
      differs: 'the original ends in a traceback',
    })),
  },
  {
    name: 'empty_taskdir',
    steps: [
      { write: 'psy-tasks/readme.txt', text: 'x' },
      { psy: 'list', out: [] },
      ...['run', 'status', 'test'].map((psy) => ({
        psy,
        out: [],
        status: 2,
        error: 'There are no tasks',
        differs: 'a command that has done nothing does not end with 0',
      })),
    ],
  },
  {
    name: 'bad_results',
    steps: [
      { write: 'psy-tasks/task_none.js', text: one('return null;') },
      { write: 'psy-tasks/task_pairs.js', text: one("return [['y', 1]];") },
      { write: 'psy-tasks/task_empty.js', text: one('return {};') },
      {
        psy: 'test none',
        status: 1,
        out: ['none'],
        error: 'is not a plain object',
        differs: 'the test of the original accepts any result',
      },
      {
        psy: 'run -q pairs',
        status: 1,
        out: jobs('....', 'pairs'),
        differs: 'the original takes a list of pairs for an object',
      },
      { psy: 'test empty', out: ['empty', '{ x: 5 }'], differs: 'the result is printed' },
    ],
  },
  {
    name: 'bad_tasks',
    steps: [
      { write: 'psy-tasks/task_err.js', text: "throw new Error('at once');" },
      { write: 'psy-tasks/task_syn.js', text: 'function (' },
      { write: 'psy-tasks/task_noexec.js', text: 'export const maxJobs = 1;' },
      { write: 'psy-tasks/task_nopspace.js', text: 'export const execute = () => ({});' },
      { write: 'psy-tasks/x_task.js', text: "throw new Error('never loaded');" },
      {
        psy: 'list',
        out: ['nopspace'],
        error: 'task_err.js could not be loaded',
        status: 2,
        differs: 'without execute a task cannot be loaded; warnings are one line',
      },
      { psy: 'run err', status: 2, error: 'at once', differs: 'the original exits with 1' },
      {
        psy: 'run -q nopspace',
        out: jobs('--.', 'nopspace'),
        status: 1,
        error: 'has no rows',
        differs: 'the original exits with 0',
      },
      {
        psy: 'run -q',
        status: 2,
        out: jobs('---', 'nopspace'),
        error: 'task_err.js could not be loaded',
        differs: 'the original exits with 0 although tasks were left out',
      },
    ],
  },
  {
    name: 'empty_pspace',
    steps: [
      { write: 'psy-tasks/task_t.js', text: task('param({ x: [] })', 'return {};') },
      {
        psy: 'run -q',
        out: jobs('--.'),
        status: 1,
        error: 'has no rows',
        differs: 'the original exits with 0',
      },
      {
        psy: 'status -v',
        out: [
          't:',
          '  0 out of 0 rows completed.',
          '  Missing parameter sets:',
          '  Queued parameter sets:',
          '  No failed jobs.',
          '',
        ],
        differs: 'the original reports t:split as failed',
      },
    ],
  },
  {
    name: 'exclude, setup_fn, splitting',
    steps: [
      {
        write: 'psy-tasks/task_t.js',
        text: task(
          'param({ x: range(4) })',
          'return { y: x ** rest.p, z: 0 };',
          "export const maxJobs = 2, excludeFromResult = ['z', 'nope'];\nexport const setup = (id) => ({ p: 2, id });",
        ),
      },
      { psy: 'run -q', out: jobs('.....') },
      {
        result: 'psy-work/t/result.pkl',
        is: { x: [0, 1, 2, 3], p: [2, 2, 2, 2], id: [0, 0, 1, 1], y: [0, 1, 4, 9] },
      },
      {
        psy: 'logs t process:0',
        differs: 'a command of its own, and other words for the key that is not there',
        error: '',
      },
    ],
  },
  {
    name: 'several_tasks',
    steps: [
      { write: 'psy-tasks/task_a.js', text: one('return {};') },
      { write: 'psy-tasks/task_b.js', text: one('return {};') },
      { psy: 'run -q b a', out: [...jobs('....', 'b'), ...jobs('....', 'a')] },
      {
        psy: 'status b a',
        out: ['b', 'a'].flatMap((name) => [`${name}:`, '  1 out of 1 rows completed.', '']),
      },
      {
        psy: 'run a nope b',
        status: 2,
        out: [],
        error: 'There is no task nope',
        differs: 'the original runs those named before it, then ends in a traceback',
      },
      { psy: 'clean a b', out: ['rm $PWD/psy-work/a', 'rm $PWD/psy-work/b'] },
    ],
  },
  {
    name: 'conf_file',
    steps: [
      {
        write: 'psy-tasks/psy-conf.js',
        text: `import { param } from '@psyrun/pspace';
          export const workdir = 'w', maxJobs = 1, pspace = param({ x: [1, 2] });
          export const bogus = 1;`,
      },
      {
        write: 'psy-tasks/task_t.js',
        text: "export const name = 'renamed'; export const execute = ({ x }) => ({ y: x });",
      },
      { psy: 'list', out: ['renamed'] },
      { psy: 'run -q', out: jobs('....', 'renamed') },
      { result: 'w/renamed/result.pkl', is: { x: [1, 2], y: [1, 2] } },
      { write: 'psy-tasks/psy-conf.js', text: "throw new Error('in psy-conf');" },
      {
        psy: 'run renamed',
        status: 2,
        error: 'in psy-conf',
        differs: 'the original ends in a traceback with every command',
      },
    ],
  },
];
