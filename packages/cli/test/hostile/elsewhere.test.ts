import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { atTerminal } from '../fixtures/at-terminal.ts';
import { Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import { HOSTILE_TEXTS, rawIn } from './hostile-texts.ts';

jest.setTimeout(120_000);

/** Texts that an environment and a file can hold, in one, and a text of each kind. */
const TEXTS = HOSTILE_TEXTS.filter((text) => !text.includes('\0'));
const TEXT = TEXTS.filter((_, i) => i % 4 === 0).join('');
/** A part of them that a name can hold. */
const NAME = '\x1b[2J\x1b]52;c;AA==\x07\u202e\x9b0m\rX\u200b\n';
const param = "import { param } from '@psyrun/pspace';";

let project: Project;
const { PATH } = process.env;

beforeEach(() => {
  project = new Project();
  project.write('text', TEXT);
});
afterEach(() => {
  process.env['PATH'] = PATH;
  project.remove();
});

/** Resolves to what psy prints, and fails if a terminal would obey a part of it. */
async function shown(line: string): Promise<string> {
  const { stdout, stderr } = await psyHere(project, line.split(' '), undefined, PSYRUN);
  const output = `${stdout}${stderr}`;
  expect({ line, raw: rawIn(output) }).toEqual({ line, raw: [] });
  expect(output).not.toMatch(/internal error/);
  return output;
}

/** Resolves to what psy prints for several commands. */
async function allShown(...lines: string[]): Promise<string> {
  let all = '';
  for (const line of lines) all += await shown(line);
  return all;
}

/** The texts as literals of a task file. */
const [text, name] = [TEXT, NAME].map((one) => JSON.stringify(one)) as [string, string];

describe('hostile texts in settings', () => {
  test.each([
    ['an unknown setting', 'export { maxJobs as "max\\u001b[2J\\u202eJobs" };'],
    ['a store', `export const store = ${text};`],
    ['a scheduler', `export const scheduler = ${text};`],
    ['a backend', `export const backend = ${text};`],
    ['an argument', `export const scheduler = 'slurm', schedulerArgs = { [${text}]: 1 };`],
    ['a value', `export const scheduler = 'slurm', schedulerArgs = { timelimit: ${text} };`],
    ['a number', `export const minItems = ${text};`],
    ['an excluded key', `export const excludeFromResult = [${text}];`],
    ['a file that is missing', `export const fileDep = [${name}];`],
    ['an interpreter', `export const node = ${name};`],
  ])('%s', async (_name, line) => {
    project.write(
      'psy-tasks/task_t.js',
      `${param} const maxJobs = 1; ${line}
      export const pspace = param({ x: [1] });
      export const execute = () => ({});`,
    );
    await allShown('list', 'run -n t', 'run t', 'status -v t');
  });

  test('a setting of defineTask, and of psy-conf', async () => {
    const more = `[${text}]: 1`;
    project.write('psy-tasks/task_d.js', `export default { execute: 1, ${more} };`);
    expect(await shown('run d')).toContain('\\x1b[2J');
    project.write('psy-tasks/psy-conf.js', `export default { ${more} };`);
    expect(await shown('list')).toContain('\\x1b[2J');
  });
});

test('hostile names of results, of folders, and of files that psy asks about before it removes them', async () => {
  const file = NAME.replace('\n', '');
  project.write(
    'psy-tasks/task_t.js',
    `${param}
    export const resultfile = ${JSON.stringify(`r${file}/r${file}.pkl`)};
    export const pspace = param({ x: [1, 2] });
    export const execute = ({ x }) => { if (x > 1) throw new Error(${text}); return {}; };`,
  );
  await allShown('run t', 'fsck -v t', 'verify t', 'export --partial t o.csv');
  // Readline places the cursor after its question.
  const asked = atTerminal(project.folder, ['clean', 't'], { answer: 'n' });
  expect(asked).toContain('\\x1b[2J\\x1b]52;c;AA==\\x07\\u202e');
  expect(rawIn(asked.replace(/\x1b\[\d*[GJ]|n?\r\r?\n/g, ''))).toEqual([]);
  expect(await shown('clean --yes t')).toContain('rm ');
});

test('hostile keys, values and errors in rows, watch, plot and report', async () => {
  // In a name of a column, as rows, plots and pages have them.
  const keys = HOSTILE_TEXTS.filter((_, i) => i % 8 === 0);
  project.write(
    'psy-tasks/task_t.js',
    `${param}
    const keys = ${JSON.stringify(keys)};
    export const pspace = param(Object.fromEntries(keys.map((key) => ['p' + key, [1, 2, 3]])));
    export const execute = (row) => {
      if (row['p' + keys[0]] > 2) throw Object.assign(new Error(keys.join('')), { name: keys.join('') });
      return Object.fromEntries([...keys.map((key) => ['r' + key, 1]), ['text', keys.join('')]]);
    };`,
  );
  await psyHere(project, ['run', '-q', 't'], undefined, PSYRUN);
  const [x, y] = [`p${keys[0]}`, `r${keys[1]}`];
  for (const [status, ...args] of [
    [0, 'rows', 't', '--all'],
    [0, 'rows', 't', '-o', `${NAME}.csv`],
    [2, 'rows', 't', '--columns', keys.join('')],
    [2, 'rows', 't', '--where', keys.join('')],
    [2, 'rows', 't', '--state', keys.join('')],
    [0, 'watch', 't'],
    [0, 'plot', 't', y, '--by', x],
    [0, 'plot', 't', 'duration', '--by', x, '-o', `${NAME}.svg`],
    [2, 'plot', 't', keys.join(''), '--by', x],
    [2, 'plot', 't', y, '--by', keys.join('').replaceAll(',', '')],
    [0, 'report', 't'],
    [0, 'report', 't', '-o', `${NAME}.html`],
  ] as const) {
    const outcome = await psyHere(project, args, undefined, PSYRUN);
    const output = `${outcome.stdout}${outcome.stderr}`;
    const seen = { args, status: outcome.status, raw: rawIn(output) };
    expect(seen).toEqual({ args, status, raw: [] });
    expect(output).not.toMatch(/internal error/);
    expect(output).not.toBe('');
  }
  // A reader of XML takes no control characters, and a browser obeys some of the others.
  expect(rawIn(project.read('t.svg'))).toEqual([]);
  const lines = async (...args: string[]) => {
    const { stdout } = await psyHere(project, [...args, '--json'], undefined, PSYRUN);
    expect(rawIn(stdout)).toEqual([]);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  };
  const rows = await lines('rows', 't');
  const all = (prefix: string, value: number) =>
    Object.fromEntries(keys.map((key) => [prefix + key, value]));
  const words = { name: keys.join(''), message: keys.join('') };
  expect(rows).toMatchObject([
    { values: { ...all('p', 1), ...all('r', 1), text: keys.join('') } },
    { values: all('p', 2) },
    { values: all('p', 3), error: words },
  ]);
  expect(await lines('watch', 't')).toMatchObject([{ failures: [words] }]);
  expect(await lines('report', 't')).toMatchObject([{ results: keys.map((key) => `r${key}`) }]);
});

/** Answers of Slurm: each job waits for the reason in the file `text`, and cannot be ended. */
const SLURM = {
  sbatch: `while [ $# -gt 0 ]; do
    case "$1" in -J) name=$2; shift;; --comment=*) comment=\${1#--comment=};; --array=*) element=_0;; esac
    shift
  done
  id=$(( $(cat ids 2>/dev/null | wc -l) + 1 ))
  echo "$id$element|$name|$comment" >>ids
  echo $id`,
  squeue: `while IFS='|' read -r id name comment; do
    printf '%s|%s|%s|2026-11-30T06:00:00|N/A|%s|%s|\\n' "$id" "$(cat state)" "$(cat text)" "$name" "$comment"
  done <ids`,
  scontrol: String.raw`printf 'ClusterName = c\nMaxArraySize = 1001\nMaxJobCount = 10000\n'`,
  sacct: 'cat text >&2; exit 1',
  scancel: 'cat text >&2; exit 1',
};

test('hostile reasons, states and errors of Slurm', () => {
  project.write(
    'psy-tasks/task_t.js',
    `${param}
    export const scheduler = 'slurm';
    export const pspace = param({ x: [1] });
    export const execute = () => ({});`,
  );
  for (const [name, script] of Object.entries(SLURM)) {
    project.write(`bin/${name}`, `#!/bin/sh\n${script}\n`);
    project.makeExecutable(`bin/${name}`);
  }
  // The answer has one line for each job.
  project.write('text', TEXT.replaceAll(/[\n|]/g, ''));
  process.env['PATH'] = `${project.path('bin')}:${PATH}`;
  project.write('state', 'PENDING');
  const lines = ['run t', 'status -v t', 'kill t', 'status -v --json t'];
  const said = lines.map((line) => {
    const { stdout, stderr } = project.psy(...line.split(' '));
    expect({ line, raw: rawIn(stdout + stderr) }).toEqual({ line, raw: [] });
    return stdout + stderr;
  });
  expect(said[1]).toContain('1 queued (\\x1b[31mred');
  expect(said[2]).toContain('scancel failed with exit code 1: \\x1b[31mred');
  expect(said[3]).toContain('"reason":"\\u001b[31mred');
});

const PYTHON = `import sys
TEXT = open("TEXT_FILE", newline="").read()
def f(x):
    print(TEXT)
    sys.stderr.write(TEXT + "\\n")
    sys.stdout.buffer.write(b"\\xff\\xfe\\x1b[2J\\x00\\n")
    if x > 1:
        raise type(TEXT.replace("\\0", ""), (Exception,), {})(TEXT, "\\ud83d")
    return {"y": TEXT, TEXT: 1}
`;
const R = `f <- function(x) {
  text <- readChar("TEXT_FILE", file.info("TEXT_FILE")$size)
  cat(text, "\\n"); message(text)
  if (x > 1) stop(text)
  list(y = text)
}
`;

test.each([
  ['python', 'm.py', PYTHON, "python('./m.py', 'f')"],
  ['r', 'm.R', R, "r('./m.R', 'f')"],
  ['command', 'm.sh', 'cat "TEXT_FILE" >&2; cat "TEXT_FILE"; exit 3', "command(['sh', './m.sh'])"],
])(
  'hostile output, results and errors of a program: %s',
  async (language, file, source, evaluator) => {
    project.write(`psy-tasks/${file}`, source.replaceAll('TEXT_FILE', project.path('text')));
    project.write(
      'psy-tasks/task_t.js',
      `${param} import { ${language} } from 'psyrun';
    export const evaluator = ${evaluator};
    export const pspace = param({ x: [1, 2] });`,
    );
    const said = await allShown(
      ...['test t', 'run t', 'failures t', 'repro t 0', 'repro t 1', 'logs t', 'status -v t'],
    );
    expect(said).toContain('\\x1b]52;c;');
    // The output has every text exactly.
    expect(await shown('logs t --json')).toContain(JSON.stringify(TEXT.slice(0, 20)).slice(1, -1));
  },
);
