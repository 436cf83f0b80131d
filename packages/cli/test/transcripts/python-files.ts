import { jobs, type Step, type Transcript } from './step.ts';

const EXIT = 'the original exits with 0 when jobs fail';
const ROWS = 'rows are written as JavaScript writes objects, and failed ones are counted';

/** Writes a task file as the transcript has it. */
function file(name: string, ...lines: string[]): Step {
  return { write: `psy-tasks/task_${name}.py`, text: `${lines.join('\n')}\n` };
}

const IMPORT = 'from psyrun import Param';
const squares = (rows: number, ...more: string[]): Step =>
  file('t', ...more, IMPORT, `pspace = Param(x=range(${rows}))`, 'def execute(x):', "    print('x is', x)", "    return {'y': x ** 2}"); // prettier-ignore
const boom = [
  ...[IMPORT, 'import os', 'pspace = Param(x=range(4))', 'def execute(x):'],
  "    if x == 2 and not os.path.exists('ok'): raise ValueError('boom')",
  "    return {'y': x}",
];
const balanced = (rows: number): Step =>
  file('t', IMPORT, 'from psyrun.backend import LoadBalancingBackend', `pspace = Param(x=range(${rows}))`, 'max_jobs = 2', 'backend = LoadBalancingBackend', "def execute(x): return {'y': x}"); // prettier-ignore
const BALANCED = ['. t:pspace', '. t:process', '. t:process:0', '. t:process:1', '. t:finalize'];
const result = (is: Record<string, readonly unknown[]>, of = 't'): Step => ({
  result: `psy-work/${of}/result.pkl`,
  is,
});
const SQUARES = { x: [0, 1, 2, 3], y: [0, 1, 4, 9] };

/** The transcripts of the original that concern task files in Python, with these very files. */
export const PYTHON_FILES: readonly Transcript[] = [
  {
    name: 'first_run',
    steps: [
      squares(4),
      { psy: 'list', out: ['t'] },
      {
        psy: 'test t t',
        out: ['t', 'x is 0', '{ x: 0, y: 0 }', 't', 'x is 0', '{ x: 0, y: 0 }'],
        differs: 'the result is printed',
      },
      { psy: 'run -q', out: jobs('.......') },
      { psy: 'run -q', out: jobs('---') },
      { psy: 'status', out: ['t:', '  4 out of 4 rows completed.', ''] },
      result(SQUARES),
      { psy: 'clean t', out: ['rm $PWD/psy-work/t'] },
    ],
  },
  {
    name: 'file_dep',
    steps: [
      file('t', IMPORT, "pspace = Param(x=[2]); file_dep = ['in.txt', 'missing.txt']", "def execute(x): return {'y': x ** int(open('in.txt').read())}"), // prettier-ignore
      { write: 'psy-tasks/in.txt', text: '2' },
      { psy: 'run -q', out: jobs('....') },
      result({ x: [2], y: [4] }),
      { psy: 'run -q', out: jobs('---') },
      { write: 'psy-tasks/in.txt', text: '3' },
      { psy: 'run -q', out: jobs('....') },
      result({ x: [2], y: [8] }),
    ],
  },
  {
    name: 'overwrite_dirty',
    steps: [
      squares(2, 'overwrite_dirty = False'),
      { psy: 'run -q', out: jobs('.....') },
      file('t', 'overwrite_dirty = False', IMPORT, 'pspace = Param(x=range(2))', "def execute(x): return {'y': 1}"), // prettier-ignore
      {
        psy: 'run -q',
        status: 1,
        error: "Work directory of task 't' is dirty",
        differs: 'the original warns and exits with 0; here the code has to change',
      },
      { remove: 'psy-work/t/result.pkl' },
      { psy: 'run -q', out: jobs('.....') },
    ],
  },
  {
    name: 'continue',
    steps: [
      squares(2),
      { psy: 'run -q -c', out: jobs('.....'), differs: 'the original cannot begin with -c' },
      squares(4),
      { psy: 'run -q -c', out: jobs('.....') },
      result(SQUARES),
      { psy: 'run -q -c', out: jobs('---'), differs: 'the original writes the result again' },
    ],
  },
  {
    name: 'partial_failure',
    steps: [
      file('t', ...boom),
      { psy: 'run -q', out: jobs('.......'), status: 1, differs: EXIT },
      {
        psy: 'status -v',
        out: [
          ...['t:', '  3 out of 4 rows completed.', '  1 failed, 0 missing.'],
          ...['  Failed (1) and missing (0) parameter sets:', '    { x: 2 }'],
          ...['  Queued parameter sets:', '  Failed jobs:', '    t:process:2', ''],
        ],
        differs: ROWS,
      },
      { psy: 'run -q', out: jobs('-.--.-.'), status: 1, differs: EXIT },
      {
        psy: 'merge psy-work/t/out partial.pkl --partial',
        differs: 'the original does not ask for --partial',
      },
      { result: 'partial.pkl', is: { x: [0, 1, 3], y: [0, 1, 3] } },
      { write: 'psy-tasks/ok', text: '' },
      { psy: 'run -q', out: jobs('-.--.-.') },
      result({ x: [0, 1, 2, 3], y: [0, 1, 2, 3] }),
    ],
  },
  {
    name: 'partial_failure_continue',
    steps: [
      file('t', ...boom),
      { psy: 'run -q', out: jobs('.......'), status: 1, differs: EXIT },
      { write: 'psy-tasks/ok', text: '' },
      { psy: 'run -q -c', out: jobs('....') },
      result({ x: [0, 1, 2, 3], y: [0, 1, 2, 3] }),
    ],
  },
  {
    name: 'bad_results',
    steps: [
      ...['none:None', 'int:3', "str:'ab'", 'list:[1]', 'intkey:{1: 2}'].flatMap((one) => {
        const [name, value] = [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 1)];
        return [
          file(name, IMPORT, 'pspace = Param(x=[5])', `def execute(x): return ${value}`),
          {
            psy: `test ${name}`,
            status: 1,
            out: [name],
            error: name === 'intkey' ? 'the key 1' : 'is not a dict',
            differs: 'the test of the original accepts any result',
          },
        ];
      }),
      file('pairs', IMPORT, 'pspace = Param(x=[5])', "def execute(x): return [('y', 1)]"),
      { psy: 'run -q pairs', out: jobs('....', 'pairs') },
      result({ x: [5], y: [1] }, 'pairs'),
      file('empty', IMPORT, 'pspace = Param(x=[5])', 'def execute(x): return {}'),
      { psy: 'run -q empty', out: jobs('....', 'empty') },
      result({ x: [5] }, 'empty'),
    ],
  },
  {
    name: 'bad_tasks',
    steps: [
      file('err', '1 / 0'),
      file('syn', 'def ('),
      file('noexec', IMPORT, 'pspace = Param(x=[1])'),
      file('nopspace', 'def execute(): return {}'),
      file('len', IMPORT, 'pspace = Param(x=[1, 2], y=[1])', 'def execute(): return {}'),
      file('notpspace', 'pspace = [1, 2]', 'def execute(): return {}'),
      { write: 'psy-tasks/x_task.py', text: '1 / 0' },
      ...['ZeroDivisionError: division by zero', 'SyntaxError: invalid syntax', 'There is no function execute', 'Parameter lists differ in length.', 'pspace is [1, 2]. Expected a parameter space'].map((error) => ({
        psy: 'list', out: ['nopspace'], status: 2, error, differs: 'a task that cannot run is not listed; the exit code says so',
      })), // prettier-ignore
      {
        psy: 'run err',
        status: 2,
        error: 'ZeroDivisionError',
        differs: 'the original exits with 1',
      },
    ],
  },
  {
    name: 'empty_pspace',
    steps: [
      file('zero', IMPORT, 'pspace = Param(x=[])', 'def execute(**k): return {}'),
      {
        psy: 'run -q zero',
        out: jobs('--.', 'zero'),
        status: 1,
        error: 'has no rows',
        differs: 'the original exits with 0',
      },
      result({}, 'zero'),
    ],
  },
  {
    name: 'exclude',
    steps: [
      file('t', IMPORT, 'pspace = Param(x=[1, 2])', "exclude_from_result = ['z', 'nope']", "def execute(x): return {'y': x, 'z': 0}"), // prettier-ignore
      { psy: 'run -q', out: jobs('.....') },
      result({ x: [1, 2], y: [1, 2] }),
    ],
  },
  {
    name: 'setup_fn',
    steps: [
      file('t', IMPORT, 'pspace = Param(x=range(4))', 'max_jobs = 2', "def setup(i): return {'p': 2, 'id': i}", "def execute(x, p, id): return {'y': x ** p}"), // prettier-ignore
      { psy: 'run -q', out: jobs('.....') },
      result({ x: [0, 1, 2, 3], p: [2, 2, 2, 2], id: [0, 0, 1, 1], y: [0, 1, 4, 9] }),
    ],
  },
  {
    name: 'splitting',
    steps: [
      ...[['t'], ['u', 'min_items = 4']].map(
        ([name, ...more]) =>
        file(name!, IMPORT, 'pspace = Param(x=range(10))', 'max_jobs = 4', ...more, 'def execute(x): return {}'), // prettier-ignore
      ),
      { psy: 'run -q t', out: jobs('.......') },
      { psy: 'run -q u', out: jobs('......', 'u') },
    ],
  },
  {
    name: 'load_balancing',
    steps: [
      balanced(4),
      { psy: 'run -q -c', out: BALANCED },
      result({ x: [0, 1, 2, 3], y: [0, 1, 2, 3] }),
      { psy: 'run -q', out: ['- t:pspace', '- t:process', '- t:finalize'] },
      balanced(6),
      { psy: 'run -q -c', out: BALANCED },
      result({ x: [0, 1, 2, 3, 4, 5], y: [0, 1, 2, 3, 4, 5] }),
    ],
  },
  {
    name: 'h5_strings',
    steps: [
      file('p', IMPORT, 'from psyrun.store.h5 import H5Store', 'store = H5Store()', "pspace = Param(x=['a'])", 'def execute(x): return {}'), // prettier-ignore
      {
        psy: 'run -q p',
        out: jobs('....', 'p'),
        differs: 'the original cannot store text in HDF5',
      },
      { result: 'psy-work/p/result.h5', is: { x: ['a'] } },
    ],
  },
  {
    name: 'conf_file',
    steps: [
      {
        write: 'psy-tasks/psy-conf.py',
        text: `import os\n${IMPORT}\nworkdir = os.path.abspath('w')\nmax_jobs = 1\npspace = Param(x=[1, 2])\nbogus = 1\n_private = 2\n`,
      },
      file('t', "name = 'renamed'", "def execute(x): return {'y': x}"),
      { psy: 'list', out: ['renamed'] },
      { psy: 'run -q', out: jobs('....', 'renamed') },
      { result: 'w/renamed/result.pkl', is: { x: [1, 2], y: [1, 2] } },
      { write: 'psy-tasks/psy-conf.py', text: '1 / 0\n' },
      {
        psy: 'run renamed',
        status: 2,
        error: 'ZeroDivisionError',
        differs: 'the original ends in a traceback',
      },
    ],
  },
];
