import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { atTerminal } from '../fixtures/at-terminal.ts';
import { Project } from '../fixtures/project.ts';
import { HALF_TEXTS, HOSTILE_TEXTS, rawIn } from './hostile-texts.ts';

jest.setTimeout(120_000);

const COUNT = HOSTILE_TEXTS.length;
/** Rows: for each text one that is done and one that fails, then half characters, then one of 10 MB. */
const HALF = 2 * COUNT;
const LARGE = HALF + HALF_TEXTS.length;
const MEGABYTES = 10_000_000;

/** Each text is a parameter, a result, a line of a log, and a message, name, stack and cause of an error. */
const VALUES = `import { readFileSync } from 'node:fs';
import { param } from '@psyrun/pspace';
const { texts, halves } = JSON.parse(readFileSync('texts.json', 'utf8'));
const large = '\\x1b[2J' + 'x'.repeat(${MEGABYTES});
export const pspace = param({
  kind: [...texts.map(() => 'done'), ...texts.map(() => 'fails'), ...halves.map((_, i) => String(i)), 'large'],
  text: [...texts, ...texts, ...halves.map(() => ''), ''],
});
export const maxJobs = 2;
export function execute({ kind, text }) {
  console.log(text);
  if (kind === 'done') return { value: text, list: [text], inner: { [text]: text } };
  const words = kind === 'fails' ? text : kind === 'large' ? large : halves[Number(kind)];
  if (kind === 'large') console.log(large);
  const error = new Error(words, { cause: new RangeError(words) });
  error.name = words;
  error.code = words;
  throw error;
}`;
/** Each text is the key of a parameter and of a result. */
const KEYS = `import { readFileSync } from 'node:fs';
import { param } from '@psyrun/pspace';
const { texts } = JSON.parse(readFileSync('texts.json', 'utf8'));
export const pspace = param(Object.fromEntries(texts.map((text, i) => ['p' + text, [i, -i]])));
export const execute = () => Object.fromEntries(texts.map((text, i) => ['r' + text, i]));`;
/** A name of a task may hold no control characters. The names of its file and jobs follow. */
const NAME = 'n\u202ea\u200bm\u2066e <b>\ufeff\u{e0041}';

let project: Project;
/** Returns what psy sends to a terminal. */
const shown = (...args: string[]): string => atTerminal(project.folder, args);
/** The parts of JSON of psy that are looked at. */
interface Printed {
  readonly errors: readonly { readonly message: string }[];
  readonly recorded: { readonly error: { readonly message: string } };
  readonly evaluation: { readonly row: object; readonly error: object };
  readonly parameters: { readonly text: string };
  readonly output: readonly string[];
  readonly text: string;
  readonly value: string;
}
const parsed = (text: string): Printed => JSON.parse(text) as Printed;
const json = (...args: string[]) => project.psy(...args, '--json');

beforeAll(() => {
  project = new Project();
  project.write('texts.json', JSON.stringify({ texts: HOSTILE_TEXTS, halves: HALF_TEXTS }));
  project.write('psy-tasks/task_values.js', VALUES);
  project.write('psy-tasks/task_keys.js', KEYS);
  project.write(
    `psy-tasks/task_${NAME}.js`,
    `import { param } from '@psyrun/pspace';
    export const pspace = param({ x: [1, 2] });
    export const execute = ({ x }) => { if (x > 1) throw new Error('no'); return {}; };`,
  );
});
afterAll(() => project.remove());

test('there are 200 different texts, most of them dangerous', () => {
  expect(new Set(HOSTILE_TEXTS).size).toBe(200);
  expect(HOSTILE_TEXTS.filter((text) => rawIn(text).length > 0).length).toBeGreaterThanOrEqual(180);
});

describe('no command sends what is recorded raw to a terminal', () => {
  test.each([
    ['list'],
    ['run --dry-run'],
    ['test keys values'],
    ['run'],
    ['run -c'],
    ['status'],
    ['status -v'],
    ['failures'],
    ['rows keys'],
    ['rows values --all'],
    ['repro values 8'],
    [`repro values ${COUNT + 8}`],
    [`repro values ${HALF + 2}`],
    ['repro keys 0'],
    ['logs values'],
    ['export keys keys.csv'],
    ['export --partial values values.csv'],
    ['export --partial values values.jsonl'],
    ['merge psy-work/values/out values.pkl'],
    ['merge --partial psy-work/values/out values.pkl'],
    ['verify'],
    ['plugins'],
    ['completion bash status '],
    ['kill keys'],
    ['fsck'],
    ['fsck -v keys'],
  ])('psy %s', (line) => {
    const output = shown(...line.split(' '));
    expect(rawIn(output)).toEqual([]);
    expect(output).not.toMatch(/internal error/);
    expect(output.length).toBeGreaterThan(5);
  });

  test('psy logs and psy kill of a task with a hostile name', () => {
    for (const command of ['logs', 'kill', 'run', 'repro', 'export']) {
      const output = shown(
        command,
        NAME,
        ...(command === 'repro' ? ['0'] : []),
        ...(command === 'export' ? ['x.csv'] : []),
      );
      expect(rawIn(output)).toEqual([]);
      expect(output).toMatch(/n\\u202ea|Wrote/);
    }
  });

  test('names of files that do not belong into a work directory, and of new tasks', () => {
    for (const [i, text] of HOSTILE_TEXTS.slice(0, 44).entries()) {
      project.write(`psy-work/keys/${i}${text.replace(/[/\0]/g, '')}`, '');
    }
    for (const line of [
      'fsck keys',
      'fsck --repair keys',
      'status keys',
      'merge psy-work/keys o.pkl',
    ]) {
      const output = shown(...line.split(' '));
      expect(rawIn(output)).toEqual([]);
      expect(output).not.toMatch(/internal error/);
    }
    for (const text of ['new\x1b[2J', 'new\u202e', 'new\u009b']) {
      expect(rawIn(shown('new-task', text))).toEqual([]);
      rmSync(project.path(`psy-tasks/task_${text}.ts`), { force: true });
    }
  });

  test('names that were typed', () => {
    for (const text of HOSTILE_TEXTS.filter((text) => !text.includes('\x00'))
      .slice(0, 60)
      .filter((_, i) => i % 20 === 1)) {
      expect(rawIn(shown('status', `no${text}`))).toEqual([]);
    }
  });

  test('names of files that cannot be loaded, and of packages', () => {
    project.write('psy-tasks/task_\x1b[2J\x9b\n.js', 'throw new Error("\\x1b[2J\\u202e")');
    project.write('package.json', JSON.stringify({ dependencies: { 'psyrun-\x1b[2J': '1' } }));
    const manifest = {
      name: 'psyrun-\x1b[2J',
      version: '\x9b',
      psyrun: { contract: 1, stores: { '.\x1b[2J': '\u202e' } },
    };
    project.write('node_modules/psyrun-\x1b[2J/package.json', JSON.stringify(manifest));
    for (const command of ['list', 'status', 'plugins', 'fsck'])
      expect(rawIn(shown(command))).toEqual([]);
  });
});

describe('long texts', () => {
  test('are cut at a terminal, and words say how much there is', () => {
    for (const line of [
      ['failures', 'values'],
      ['repro', 'values', String(LARGE)],
      ['logs', 'values'],
    ]) {
      const output = shown(...line);
      expect(output).toContain(`(${MEGABYTES + 4} characters)`);
      expect(Math.max(...output.split('\n').map(({ length }) => length))).toBeLessThan(70_000);
    }
  });

  test('are whole with --json', () => {
    const { error } = parsed(json('repro', 'values', String(LARGE)).stdout).recorded;
    expect(error.message).toHaveLength(MEGABYTES + 4);
  });
});

describe('--json has every text exactly, and no character that a terminal obeys', () => {
  test('psy failures', () => {
    const { stdout } = json('failures', 'values');
    expect(rawIn(stdout)).toEqual([]);
    const messages = new Set(parsed(stdout).errors.map(({ message }) => message));
    // Numbers do not tell groups apart, so some texts share one.
    expect(
      [...messages].filter((text) => [...HOSTILE_TEXTS, ...HALF_TEXTS].includes(text)).length,
    ).toBeGreaterThan(150);
  });

  test('psy repro', () => {
    for (const index of [8, COUNT + 8, COUNT + 133, HALF + 1]) {
      const { stdout } = json('repro', 'values', String(index));
      expect(rawIn(stdout)).toEqual([]);
      const { parameters, recorded, evaluation, output } = parsed(stdout);
      const text = index < HALF ? HOSTILE_TEXTS[index % COUNT]! : '';
      expect(parameters.text).toBe(text);
      expect(output.join('\n')).toBe(text);
      if (index < COUNT)
        expect(evaluation.row).toMatchObject({
          value: text,
          list: [text],
          inner: { [text]: text },
        });
      else {
        const words = index < HALF ? text : HALF_TEXTS[index - HALF]!;
        const error = { name: words, message: words, code: words, cause: { message: words } };
        expect(recorded.error).toMatchObject(error);
        expect(evaluation.error).toMatchObject(error);
      }
    }
  });

  test('psy test: keys', () => {
    const { stdout } = json('test', 'keys');
    expect(rawIn(stdout)).toEqual([]);
    const { row } = parsed(stdout).evaluation;
    expect(Object.keys(row)).toEqual(
      expect.arrayContaining(HOSTILE_TEXTS.flatMap((text) => [`p${text}`, `r${text}`])),
    );
  });

  test('psy logs', () => {
    const { stdout } = json('logs', 'values');
    expect(rawIn(stdout.replaceAll('\n', ''))).toEqual([]);
    const logs = stdout
      .trim()
      .split('\n')
      .map((line) => parsed(line).text)
      .join('');
    expect(HOSTILE_TEXTS.filter((text) => !logs.includes(text))).toEqual([]);
  });

  test('psy list and psy status', () => {
    for (const command of ['list', 'status', 'failures', 'verify']) {
      const { stdout } = json(command);
      expect(rawIn(stdout)).toEqual([]);
      expect(
        stdout
          .split('\n')
          .some((line) => line !== '' && JSON.stringify(parsed(line)).includes(NAME)),
      ).toBe(true);
    }
  });
});

test('an export has every text exactly', () => {
  const csv = readFileSync(project.path('values.csv'), 'utf8');
  const quoted = (text: string) =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  expect(
    HOSTILE_TEXTS.filter((text) => !csv.includes(`done,${quoted(text)},${quoted(text)},`)),
  ).toEqual([]);
  const rows = readFileSync(project.path('values.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => parsed(line));
  expect(rows.map(({ value }) => value)).toEqual(HOSTILE_TEXTS);
});

test('in a pipe, messages and tables are as at a terminal', () => {
  const { stdout, stderr } = project.psy('failures', 'values');
  expect(rawIn(stdout)).toEqual([]);
  expect(rawIn(stderr)).toEqual([]);
  expect(stdout).toContain('\\x1b]52;c;');
});
