import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codeDigest } from '../../src/code/code-digest.ts';

let folder: string;
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun digest '));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function digest(text: string, name = 'task.ts', hasSettings = true) {
  const file = join(folder, `${files++} ${name}`);
  writeFileSync(file, text);
  return codeDigest(file, { hasSettings });
}
const same = async (a: string, b: string, name?: string) =>
  expect(await digest(a, name)).toBe(await digest(b, name));
const differ = async (a: string, b: string, name?: string) =>
  expect(await digest(a, name)).not.toBe(await digest(b, name));

const named = `import { param, range } from 'psyrun';
export const pspace = param({ x: range(10) });
export const execute = ({ x }: { x: number }) => ({ y: x ** 2 });
`;
const defined = `import { defineTask, param, range } from 'psyrun';
export default defineTask({
  pspace: param({ x: range(10) }),
  maxJobs: 10,
  execute({ x }) { return { y: x ** 2 }; },
});
`;

describe.each([
  ['named exports', named],
  ['defineTask', defined],
])('the digest of a task file with %s', (_kind, task) => {
  test.each([
    ['range(10)', 'range(20)'],
    ['param({ x: range(10) })', 'param({ x: range(10) }).product(param({ trial: range(3) }))'],
    ['import { ', 'import { linspace, '],
    ['x ** 2', 'x   **   2 /* squared */'],
    ['// none', '// other comment'],
  ])('is the same with %p replaced by %p', (before, after) =>
    same(task, task.replace(before, after)),
  );

  test.each([
    ['x ** 2', 'x ** 3'],
    ['y: ', 'z: '],
  ])('differs with %p replaced by %p', (before, after) =>
    differ(task, task.replace(before, after)),
  );
});

describe('a file with settings only', () => {
  test.each([
    ['', ''],
    ['named', "import { Slurm } from 'psyrun';\nexport const scheduler = new Slurm();"],
    ['defined', "import { defineTask } from 'psyrun';\nexport default defineTask({ maxJobs: 3 });"],
    ['plain', 'export default { maxJobs: 3, store: ".npz" };'],
    ['by name', 'const defaults = { maxJobs: 3 };\nexport default defaults;'],
  ])('has no digest: %s', async (_name, text) => {
    expect(await digest(text, 'psy-conf.ts')).toBeUndefined();
  });

  test.each([
    ['setup', 'export const maxJobs = 3;\nexport const setup = () => undefined;'],
    [
      'statements that run when it is loaded',
      "process.env['THREADS'] = '1';\nexport const maxJobs = 3;",
    ],
    ['an import for its effects', "import './threads.ts';\nexport const maxJobs = 3;"],
  ])('has one for %s', async (_name, text) => {
    expect(await digest(text, 'psy-conf.ts')).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('code that only the settings need', () => {
  const body = 'export const execute = ({ x }) => ({ y: x });';
  test.each([
    [
      'a constant',
      (n: number) => `import { param } from 'psyrun'; const rows = ${n}; const list = [rows];
        export const pspace = param({ x: list }); ${body}`,
    ],
    [
      'a function',
      (n: number) => `import { param } from 'psyrun'; function values() { return [${n}]; }
        export const pspace = param({ x: values() }); ${body}`,
    ],
    [
      'a setting of the scheduler',
      (n: number) => `export const schedulerArgs = { memory: '${n}G' }; ${body}`,
    ],
    [
      'several in one declaration',
      (n: number) => `export const maxJobs = ${n}, minItems = ${n + 1}; ${body}`,
    ],
    ['an export by name', (n: number) => `const jobs = ${n}; export { jobs as maxJobs }; ${body}`],
    [
      'a shorthand',
      (
        n: number,
      ) => `import { defineTask, param } from 'psyrun'; const pspace = param({ x: [${n}] });
        const task = defineTask({ pspace, execute: ({ x }) => ({ x }) }); export default task;`,
    ],
    ['CommonJS', (n: number) => `exports.maxJobs = ${n}; exports.execute = () => ({});`],
  ])('does not count: %s', async (_what, text) => {
    await same(text(1), text(2));
    await same(text(1), text(2), 'task.js');
  });
});

describe('a change counts if it cannot be separated from the function', () => {
  test.each([
    [
      'the function reads the space',
      (n: number) =>
        `export const pspace = make([${n}]); export const execute = () => ({ n: pspace.length });`,
    ],
    [
      'the function and the space share a constant',
      (n: number) =>
        `const rows = ${n}; export const pspace = make(rows); export const execute = () => ({ rows });`,
    ],
    [
      'setup reads a setting',
      (n: number) =>
        `export const poolSize = ${n}; export const setup = () => ({ poolSize }); export const execute = () => ({});`,
    ],
    [
      'a statement of its own',
      (n: number) => `globalThis.factor = ${n}; export const execute = () => ({});`,
    ],
    [
      'an export that is not a setting',
      (n: number) => `export const factor = ${n}; export const execute = () => ({});`,
    ],
    [
      'a default export that is computed',
      (n: number) =>
        `const make = (n) => ({ maxJobs: n, execute() { return {}; } }); export default make(${n});`,
    ],
    ['a spread', (n: number) => `export default { ...{ execute: () => ({ y: ${n} }) } };`],
    ['bigints', (n: number) => `export const execute = () => ({ y: ${n}n });`],
    ['regular expressions', (n: number) => `export const execute = () => ({ y: /${n}/ });`],
    ['strings with escapes', (n: number) => `export const execute = () => ({ y: '\\x3${n}' });`],
    [
      'top-level await',
      (n: number) => `const y = await Promise.resolve(${n}); export const execute = () => ({ y });`,
    ],
  ])('%s', async (_what, text) => {
    await differ(text(1), text(2));
  });
});

test('in a module without settings, all code counts', async () => {
  const text = (n: number) => `export const maxJobs = ${n};`;
  expect(await digest(text(1), 'a.ts', false)).not.toBe(await digest(text(2), 'a.ts', false));
  expect(await digest(text(1), 'a.ts', false)).toBe(await digest(`${text(1)} // 1`, 'a.ts', false));
});

test('data is compared byte by byte', async () => {
  await differ('{ "a": 1 }', '{ "a":  1 }', 'data.json');
});

test.each(['url', 'filename', 'dirname'])(
  'the path of a file does not matter: import.meta.%s',
  async (member) => {
    const text = `export const execute = () => ({ u: import.meta.${member} });`;
    const folders = [1, 2].map(() => mkdtempSync(join(folder, 'it\'s "moved" ')));
    const digests = folders.map((place) => {
      writeFileSync(join(place, 'task.ts'), text);
      return codeDigest(join(place, 'task.ts'), { hasSettings: true });
    });
    expect(await digests[0]).toBe(await digests[1]);
  },
);

// Fingerprints of runs contain these digests: another value makes every run start again.
test.each([
  [
    'named exports',
    named,
    'task.ts',
    true,
    'aaddab1ba1f3f3cc7cdc21fca6c2e9b6c46050e36e457d7f8f4f12ef34972dd6',
  ],
  [
    'defineTask',
    defined,
    'task.ts',
    true,
    '511a2855f774371ad75df921545988f639758cfbe8975b7af11a8b13507612fa',
  ],
  [
    'a module without settings',
    'export const f = (x) => x ?? /a/g;',
    'lib.mjs',
    false,
    '6d0c24c171511a031726feacbbf2eb00866c104b58d5e29f9e6ef8fe3e620a5b',
  ],
  [
    'data',
    '{ "a": 1 }',
    'data.json',
    false,
    'efc6fbbe835f02996e070d9b3f37ffc4153f8ed11590fbf555bff7021d271fe9',
  ],
])(
  'a digest is the same in every version: %s',
  async (_kind, text, name, hasSettings, expected) => {
    expect(await digest(text, name, hasSettings)).toBe(expected);
  },
);
