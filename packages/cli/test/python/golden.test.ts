import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';

const PACKAGE = fileURLToPath(new URL('../../../evaluator-python', import.meta.url));

/** Task files of psyrun 0.8 in Python, with what it made of them. FORMAT.md beside them says more. */
const FOLDERS = ['golden', 'golden-more'].map((name) => join(PACKAGE, 'test/fixtures', name));

/** Cases whose jobs run side by side. Others run one job at a time, so that a task starts Python once. */
const SIDE_BY_SIDE = ['14-setup-load-balancing', '15-batches'];

interface Expected {
  readonly commands: readonly (readonly string[])[];
  readonly workdir?: string;
  /** A script that reads results with the Python module. */
  readonly script?: { readonly run: readonly string[]; readonly stdout: string };
  readonly original: { readonly rc: unknown };
  readonly right?: { readonly rc?: unknown };
}

interface Case {
  readonly name: string;
  readonly path: string;
  readonly expected: Expected;
  /** Names of all its files but expected.json. */
  readonly files: readonly string[];
}

const CASES = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /^\d/.test(name))
    .map((name) => readCase(name, join(folder, name))),
);

function readCase(name: string, path: string): Case {
  const expected = JSON.parse(readFileSync(join(path, 'expected.json'), 'utf8')) as Expected;
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
    .map(({ name, parentPath }) => join(parentPath, name).slice(path.length + 1));
  return { name, path, expected, files };
}

/** True for task files that succeed and need nothing beside them: they can be in a folder with others. */
function isPlain({ name, expected, files }: Case): boolean {
  const { commands, original, right } = expected;
  return (
    JSON.stringify(commands) === '[["run"]]' &&
    String(right?.rc ?? original.rc) === '0' &&
    expected.workdir === undefined &&
    files.every((file) => /^psy-tasks\/task_[^/]*\.py$/.test(file)) &&
    !SIDE_BY_SIDE.includes(name)
  );
}

/** Returns the cases in groups, each of which is one project: psy and Python start once for it. */
function projects(cases: readonly Case[]): Case[][] {
  const groups: Case[][] = [];
  for (const one of cases.filter(isPlain)) {
    const taken = (file: string) => (other: Case) => other.files.includes(file);
    const fits = (group: Case[]) => !one.files.some((file) => group.some(taken(file)));
    const group = groups.find(fits);
    if (group) group.push(one);
    else groups.push([one]);
  }
  return [...groups, ...cases.filter((one) => !isPlain(one)).map((one) => [one])];
}

const root = new Project();
const env = { ...process.env };
/** What psy printed and check.py said, and the output of the script, by the name of the case. */
const found = new Map<string, { said: string; printed: string | undefined }>();

beforeAll(async () => {
  process.env['PSYRUN_PYTHON'] = '/usr/bin/python3';
  const checks: { name: string; args: string[]; said: string; printed: string | undefined }[] = [];
  for (const group of projects(CASES)) {
    const said = await runTogether(group);
    for (const { name, expected } of group) {
      const args = [root.path(name), '--rc', said.codes.join(), '--logs'];
      const printed = expected.script && printedBy(expected.script.run, root.path(name));
      checks.push({ name, args, said: said.stderr, printed });
    }
  }
  const lines = checkAll(checks.map(({ args }) => args));
  checks.forEach(({ name, said, printed }, i) =>
    found.set(name, { said: lines[i] === 'ok\n' ? 'ok\n' : `${lines[i]}${said}`, printed }),
  );
}, 600_000);

afterAll(() => {
  process.env = env;
  root.remove();
});

test.each(CASES)('$name gives the result of psyrun 0.8', ({ name, expected }) => {
  const { said, printed } = found.get(name)!;
  expect(said).toBe('ok\n');
  expect(printed).toBe(expected.script?.stdout);
});

/** Runs cases in one folder. Afterwards, there is one for each, with what check.py compares. */
async function runTogether(group: readonly Case[]) {
  const [first] = group;
  const memory = jest.spyOn(process, 'constrainedMemory');
  // So little that one job runs at a time.
  if (!SIDE_BY_SIDE.includes(first!.name)) memory.mockReturnValue(2 ** 28);
  const folder = root.path(group.length === 1 ? first!.name : `with ${first!.name}`);
  for (const { path } of group) cpSync(path, folder, { recursive: true });
  const codes: (number | null)[] = [];
  let stderr = '';
  for (const command of first!.expected.commands) {
    const outcome = await psyHere({ folder }, command, undefined, PSYRUN);
    codes.push(outcome.status);
    stderr += outcome.stderr;
  }
  memory.mockRestore();
  for (const { name, path } of group) {
    if (existsSync(root.path(name))) continue;
    mkdirSync(root.path(name));
    cpSync(join(path, 'expected.json'), root.path(name, 'expected.json'));
    symlinkSync(join(folder, 'psy-work'), root.path(name, 'psy-work'));
  }
  return { codes, stderr };
}

/** Calls check.py with each list of arguments, in one process. Returns what it printed each time. */
function checkAll(calls: readonly (readonly string[])[]): string[] {
  const code = `
import check, contextlib, io, json, sys
printed = []
for args in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as output:
        check.main(args)
    printed.append(output.getvalue())
json.dump(printed, sys.stdout)
`;
  const { stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', code], {
    env: { ...process.env, PYTHONPATH: FOLDERS[0], PYTHONDONTWRITEBYTECODE: '1' },
    encoding: 'utf8',
    input: JSON.stringify(calls),
  });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}

/** Runs a script with the Python module `psyrun` that comes with psy. */
function printedBy(words: readonly string[], cwd: string): string {
  const args = words.filter((word) => !/python/.test(word));
  const env = { ...process.env, PYTHONPATH: join(PACKAGE, 'python') };
  const { stdout, stderr } = spawnSync('/usr/bin/python3', args, { cwd, env, encoding: 'utf8' });
  return stdout || stderr;
}
