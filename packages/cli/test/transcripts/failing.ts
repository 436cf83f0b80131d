import { jobs, task, type Transcript } from './step.ts';

const FILE = 'psy-tasks/task_t.js';
const boom = "if (x === 2 && !existsSync('ok')) throw new RangeError('boom'); return { y: x };";
const EXIT = 'the original exits with 0 when jobs fail';

/** Transcripts with failing rows or jobs. */
export const FAILING: readonly Transcript[] = [
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
          '  Failed (1) and missing (0) parameter sets:',
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
          '  Failed (2) and missing (0) parameter sets:',
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
        error: 'Nothing to merge: no row of psy-work/t/out is done.',
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
      {
        psy: 'run -q',
        out: jobs('....'),
        status: 1,
        error: 'All 1 rows are done, but the result could not be written. t:merge says:',
        differs: EXIT,
      },
      {
        psy: 'failures',
        out: [
          't: 0 of 1 rows failed.',
          '  All 1 rows are done, but the result could not be written. t:merge says:',
          '    Error: The result was not written, because .h5 files cannot hold row 0. "s" holds maps (row 0), which this format cannot store. Exclude the key from the result, or choose the pickle store (.pkl), which holds any value. [PSYRUN_STORE_VALUE]',
          '  No row has to be evaluated again. When that is mended, write it with: psy run -c t',
        ],
        differs: 'a command of its own',
      },
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
];
