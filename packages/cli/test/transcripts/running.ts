import { jobs, task, type Transcript } from './step.ts';

const FILE = 'psy-tasks/task_t.js';
const square = task('param({ x: range(4) })', "console.log('x is', x); return { y: x ** 2 };");
const twoRows = task('param({ x: range(2) })', 'return { y: x ** 2 };');

const BALANCED = ['. t:pspace', '. t:process', '. t:process:0', '. t:process:1', '. t:finalize'];
const BALANCED_DONE = ['- t:pspace', '- t:process', '- t:finalize'];
const balanced = (rows: number): string =>
  task(
    `param({ x: range(${rows}) })`,
    'return { y: x };',
    "export const maxJobs = 2, backend = 'load-balancing';",
  );

/** Transcripts of the output and files of runs. */
export const RUNNING: readonly Transcript[] = [
  {
    name: 'first_run',
    steps: [
      { write: FILE, text: square },
      { psy: 'list', out: ['t'] },
      {
        psy: 'status',
        out: ['t:', '  0 out of 4 rows completed.', '  0 failed, 4 missing.', ''],
        differs: 'the original does not tell failed from missing rows',
      },
      {
        psy: 'status -v t',
        out: [
          't:',
          '  0 out of 4 rows completed.',
          '  0 failed, 4 missing.',
          '  Missing parameter sets:',
          ...[0, 1, 2, 3].map((x) => `    { x: ${x} }`),
          '  Queued parameter sets:',
          '  No failed jobs.',
          '',
        ],
        differs: 'rows are written as JavaScript writes objects',
      },
      {
        psy: 'test t t',
        out: ['t', 'x is 0', '{ x: 0, y: 0 }', 't', 'x is 0', '{ x: 0, y: 0 }'],
        differs: 'the result is printed',
      },
      { psy: 'run -q', out: jobs('.......') },
      { psy: 'run -q', out: jobs('---') },
      { psy: 'status', out: ['t:', '  4 out of 4 rows completed.', ''] },
      {
        psy: 'status -v',
        out: [
          't:',
          '  4 out of 4 rows completed.',
          '  Missing parameter sets:',
          '  Queued parameter sets:',
          '  No failed jobs.',
          '',
        ],
      },
      { result: 'psy-work/t/result.pkl', is: { x: [0, 1, 2, 3], y: [0, 1, 4, 9] } },
      {
        psy: 'kill t',
        error: 'has no unfinished jobs',
        status: 1,
        differs: 'a command that has done nothing does not end with 0',
      },
      { psy: 'clean t', out: ['rm $PWD/psy-work/t'] },
      {
        psy: 'clean t',
        differs: 'the original ends in a traceback',
        error: 'nothing to remove',
        status: 1,
      },
    ],
  },
  {
    name: 'uptodate_rules',
    steps: [
      { write: FILE, text: twoRows },
      { psy: 'run -q', out: jobs('.....') },
      { remove: 'psy-work/t/result.pkl' },
      { psy: 'run -q', out: jobs('--.') },
      { remove: 'psy-work/t/out/0.journal' },
      { psy: 'run -q', out: jobs('---') },
      { remove: 'psy-work/t/result.pkl' },
      { psy: 'run -q', out: jobs('-..-.') },
      { remove: 'psy-work/t/in/0.json' },
      { psy: 'run -q', out: jobs('---') },
      { write: FILE, text: twoRows },
      {
        psy: 'run -q',
        out: jobs('---'),
        differs: 'the original goes by the time of the file and runs all again',
      },
    ],
  },
  {
    name: 'file_dep',
    steps: [
      {
        write: FILE,
        text: task(
          'param({ x: [2] })',
          "return { y: x ** Number(readFileSync('psy-tasks/in.txt', 'utf8')) };",
          "export const fileDep = ['in.txt', 'missing.txt'];",
        ),
      },
      { write: 'psy-tasks/in.txt', text: '2' },
      { psy: 'run -q', out: jobs('....') },
      { result: 'psy-work/t/result.pkl', is: { x: [2], y: [4] } },
      { psy: 'run -q', out: jobs('---') },
      { write: 'psy-tasks/in.txt', text: '3' },
      { psy: 'run -q', out: jobs('....') },
      { result: 'psy-work/t/result.pkl', is: { x: [2], y: [8] } },
    ],
  },
  {
    name: 'overwrite_dirty',
    steps: [
      {
        write: FILE,
        text: task('param({ x: range(2) })', 'return {};', 'export const overwriteDirty = false;'),
      },
      { psy: 'run -q', out: jobs('.....') },
      {
        write: FILE,
        text: task(
          'param({ x: range(2) })',
          'return { y: 1 };',
          'export const overwriteDirty = false;',
        ),
      },
      {
        psy: 'run -q',
        status: 1,
        error: "Work directory of task 't' is dirty",
        differs: 'the original warns and exits with 0',
      },
      { remove: 'psy-work/t/result.pkl' },
      { psy: 'run -q', out: jobs('.....') },
    ],
  },
  {
    name: 'continue',
    steps: [
      { write: FILE, text: twoRows },
      {
        psy: 'run -q -c',
        out: jobs('.....'),
        differs: 'the original cannot begin with -c',
      },
      { write: FILE, text: task('param({ x: range(4) })', 'return { y: x ** 2 };') },
      {
        psy: 'status -v',
        out: [
          't:',
          '  2 out of 4 rows completed.',
          '  0 failed, 2 missing.',
          '  The parameter space has changed.',
          '  Missing parameter sets:',
          '    { x: 2 }',
          '    { x: 3 }',
          '  Queued parameter sets:',
          '  No failed jobs.',
          '',
        ],
        differs: 'the change is reported, and rows are written as JavaScript writes objects',
      },
      { psy: 'run -q -c', out: jobs('.....') },
      { result: 'psy-work/t/result.pkl', is: { x: [0, 1, 2, 3], y: [0, 1, 4, 9] } },
      {
        psy: 'run -q -c',
        out: jobs('---'),
        differs: 'the original writes the result again',
      },
    ],
  },
  {
    name: 'load_balancing',
    steps: [
      { write: FILE, text: balanced(4) },
      {
        psy: 'status -v',
        out: [
          't:',
          '  0 out of 4 rows completed.',
          '  0 failed, 4 missing.',
          '  Missing parameter sets:',
          ...[0, 1, 2, 3].map((x) => `    { x: ${x} }`),
          '  Queued parameter sets:',
          '  No failed jobs.',
          '',
        ],
        differs: 'the original prints no jobs for this backend',
      },
      { psy: 'run -q -c', out: BALANCED },
      { result: 'psy-work/t/result.pkl', is: { x: [0, 1, 2, 3], y: [0, 1, 2, 3] } },
      { psy: 'run -q', out: BALANCED_DONE },
      { psy: 'run -q -c', out: BALANCED_DONE },
      { write: FILE, text: balanced(6) },
      {
        psy: 'status -v',
        out: [
          't:',
          '  4 out of 6 rows completed.',
          '  0 failed, 2 missing.',
          '  The parameter space has changed.',
          '  Missing parameter sets:',
          '    { x: 4 }',
          '    { x: 5 }',
          '  Queued parameter sets:',
          '  No failed jobs.',
          '',
        ],
        differs: 'the change is reported',
      },
      { psy: 'run -q -c', out: BALANCED },
      {
        result: 'psy-work/t/result.pkl',
        is: { x: [0, 1, 2, 3, 4, 5], y: [0, 1, 2, 3, 4, 5] },
      },
    ],
  },
];
