import { jobs, task, type Transcript } from './step.ts';

const FILE = 'psy-tasks/task_t.js';
const square = task('param({ x: range(4) })', "console.log('x is', x); return { y: x ** 2 };");
const twoRows = task('param({ x: range(2) })', 'return { y: x ** 2 };');
const boom = "if (x === 2 && !existsSync('ok')) throw new RangeError('boom'); return { y: x };";
const EXIT = 'the original exits with 0 when jobs fail';

const BALANCED = ['. t:pspace', '. t:process', '. t:process:0', '. t:process:1', '. t:finalize'];
const BALANCED_DONE = ['- t:pspace', '- t:process', '- t:finalize'];
const balanced = (rows: number): string =>
  task(
    `param({ x: range(${rows}) })`,
    'return { y: x };',
    "export const maxJobs = 2, backend = 'load-balancing';",
  );

/** What running prints and leaves. */
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
      { psy: 'kill t', error: 'has no unfinished jobs' },
      { psy: 'clean t', out: ['rm $PWD/psy-work/t'] },
      { psy: 'clean t', differs: 'the original ends in a traceback', error: 'nothing to remove' },
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
        differs: 'the change is told, and rows are written as JavaScript writes objects',
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
    name: 'partial_failure',
    steps: [
      { write: FILE, text: task('param({ x: range(4) })', boom) },
      { psy: 'run -q', out: jobs('.......'), status: 1, differs: EXIT },
      {
        psy: 'status -v',
        out: [
          't:',
          '  3 out of 4 rows completed.',
          '  1 failed, 0 missing.',
          '  Missing parameter sets:',
          '    { x: 2 }',
          '  Queued parameter sets:',
          '  Failed jobs:',
          '    t:process:2',
          '',
        ],
        differs: 'rows are written as JavaScript writes objects, and failed ones are counted',
      },
      { psy: 'run -q', out: jobs('-.--.-.'), status: 1, differs: EXIT },
      {
        psy: 'merge psy-work/t/out partial.pkl --partial',
        differs: 'the original does not ask for --partial',
      },
      { result: 'partial.pkl', is: { x: [0, 1, 3], y: [0, 1, 3] } },
      { write: 'ok', text: '' },
      { psy: 'run -q', out: jobs('-.--.-.') },
      { result: 'psy-work/t/result.pkl', is: { x: [0, 1, 2, 3], y: [0, 1, 2, 3] } },
    ],
  },
  {
    name: 'partial_failure_continue',
    steps: [
      { write: FILE, text: task('param({ x: range(4) })', boom) },
      { psy: 'run -q', out: jobs('.......'), status: 1, differs: EXIT },
      { write: 'ok', text: '' },
      { psy: 'run -q -c', out: jobs('....') },
      { result: 'psy-work/t/result.pkl', is: { x: [0, 1, 2, 3], y: [0, 1, 2, 3] } },
    ],
  },
  {
    name: 'all_fail',
    steps: [
      { write: FILE, text: task('param({ x: range(2) })', "throw new RangeError('boom');") },
      { psy: 'run -q', out: jobs('.....'), status: 1, differs: EXIT },
      {
        psy: 'status -v',
        out: [
          't:',
          '  0 out of 2 rows completed.',
          '  2 failed, 0 missing.',
          '  Missing parameter sets:',
          '    { x: 0 }',
          '    { x: 1 }',
          '  Queued parameter sets:',
          '  Failed jobs:',
          '    t:process:0',
          '    t:process:1',
          '',
        ],
        differs: 'rows are written as JavaScript writes objects, and failed ones are counted',
      },
      {
        psy: 'merge psy-work/t/out m.pkl',
        status: 1,
        error: '2 rows have failed or are missing',
        differs: 'the original merges nothing and exits with 0',
      },
    ],
  },
  {
    name: 'split_fails',
    steps: [
      {
        write: FILE,
        text: task(
          'param({ x: range(2) })',
          'return { y: x };',
          "if (!process.argv[1].includes('jest')) throw new RangeError('no split');",
        ),
      },
      { psy: 'run -q', out: jobs('.....'), status: 1, differs: EXIT },
      {
        psy: 'status -v',
        out: [
          't:',
          '  0 out of 2 rows completed.',
          '  0 failed, 2 missing.',
          '  Missing parameter sets:',
          '    { x: 0 }',
          '    { x: 1 }',
          '  Queued parameter sets:',
          '  Failed jobs:',
          '    t:process:0',
          '    t:process:1',
          '',
        ],
        differs: 'the split does not load the task file: the jobs that do are those that fail',
      },
    ],
  },
  {
    name: 'h5_strings',
    steps: [
      {
        write: FILE,
        text: task("param({ x: ['a'] })", "return { s: 'text' };", "export const store = '.h5';"),
      },
      {
        psy: 'run -q',
        out: jobs('....'),
        differs: 'the original cannot store strings in HDF5',
      },
      { result: 'psy-work/t/result.h5', is: { x: ['a'], s: ['text'] } },
      {
        write: FILE,
        text: task(
          'param({ x: [1] })',
          'return { s: new Map([[1, 2]]) };',
          "export const store = '.h5';",
        ),
      },
      { psy: 'run -q', out: jobs('....'), status: 1, differs: EXIT },
      {
        psy: 'status -v',
        out: [
          't:',
          '  1 out of 1 rows completed.',
          '  Missing parameter sets:',
          '  Queued parameter sets:',
          '  Failed jobs:',
          '    t:merge',
          '',
        ],
        differs: 'jobs keep any value; it is the store of the result that cannot hold it',
      },
      {
        write: FILE,
        text: task(
          'param({ x: [1] })',
          'return { s: new Map([[1, 2]]) };',
          "export const store = '.pkl';",
        ),
      },
      {
        psy: 'run -q -c',
        out: jobs('--.'),
        differs: 'nothing is lost: another store can be given',
      },
      { result: 'psy-work/t/result.pkl', is: { x: [1], s: [new Map([[1, 2]])] } },
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
        differs: 'the change is told',
      },
      { psy: 'run -q -c', out: BALANCED },
      {
        result: 'psy-work/t/result.pkl',
        is: { x: [0, 1, 2, 3, 4, 5], y: [0, 1, 2, 3, 4, 5] },
      },
    ],
  },
];
