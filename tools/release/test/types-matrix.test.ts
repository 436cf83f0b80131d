import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LoopbackRegistry } from '../src/loopback-registry.ts';
import { WORKSPACE } from '../src/pack.ts';
import { type Outcome, tryProgram } from '../src/run-program.ts';
import { UserProject } from '../src/user-project.ts';
import { packedRegistry } from './fixtures/packed-registry.ts';

const modules = join(WORKSPACE, 'node_modules');

let registry: LoopbackRegistry;
let project: UserProject;
/** How each compiler ended: two run at a time. */
const outcomes = new Map<string, Outcome>();
beforeAll(async () => {
  registry = await packedRegistry();
  project = new UserProject(registry);
  project.write({ 'package.json': { type: 'module' } });
  const entries = entryPoints();
  await project.install(
    '@types/node@20',
    ...new Set(entries.map((name) => /^(@\w+\/)?[^/]+/.exec(name)![0])),
  );
  project.write({
    'src/all.ts': entries.map((name, i) => `export * as entry${i} from '${name}';\n`).join(''),
  });
  cpSync(join(import.meta.dirname, 'fixtures/consumer'), join(project.folder, 'src'), {
    recursive: true,
  });
  const waiting = CASES.values();
  const compileNext = async (): Promise<void> => {
    for (const next of waiting) outcomes.set(next.join(), await compile(next));
  };
  await Promise.all([compileNext(), compileNext()]);
}, 900_000);
afterAll(async () => {
  project.remove();
  await registry.close();
});

/** What can be imported from our packages. */
function entryPoints(): string[] {
  return readdirSync(join(WORKSPACE, 'packages')).flatMap((folder) => {
    const file = join(WORKSPACE, 'packages', folder, 'package.json');
    const { name, exports } = JSON.parse(readFileSync(file, 'utf8')) as {
      name: string;
      exports: Record<string, unknown>;
    };
    const paths = Object.keys(exports).filter((path) => !path.endsWith('.json'));
    return paths.map((path) => name + path.slice(1));
  });
}

/** How a project of a user finds modules. */
const RESOLUTION = {
  NodeNext: { module: 'NodeNext', moduleResolution: 'NodeNext' },
  Bundler: { module: 'ESNext', moduleResolution: 'Bundler' },
};
/** The packages that run in a browser need nothing but the language; the others are for Node. */
const BROWSER_SAFE = ['src/spaces.ts', 'src/plugins.ts'];
/** What a project of a user knows beside the language, and what it imports. */
const SURROUNDINGS = {
  'the language alone': { lib: ['ES2022'], types: [], files: BROWSER_SAFE },
  Node: { lib: ['ES2022'], types: ['node'], files: [...BROWSER_SAFE, 'src/runs.ts', 'src/all.ts'] },
  DOM: { lib: ['ES2022', 'DOM'], types: [], files: [...BROWSER_SAFE, 'src/runs.ts'] },
  'Node and DOM': {
    lib: ['ES2022', 'DOM'],
    types: ['node'],
    files: [...BROWSER_SAFE, 'src/runs.ts', 'src/all.ts'],
  },
};

// Aliases of the workspace. Each compiler meets both resolutions and two of the surroundings.
const COMPILERS = [
  'typescript-5.4',
  'typescript-5.5',
  'typescript-5.6',
  'typescript-5.7',
  'typescript-5.8',
  'typescript-5.9',
  'typescript',
  'tsc-7',
];
const KNOWN = ['the language alone', 'Node', 'DOM', 'Node and DOM'] as const;
type Case = readonly [string, keyof typeof RESOLUTION, (typeof KNOWN)[number]];
const CASES: readonly Case[] = COMPILERS.flatMap((compiler, i) => [
  [compiler, 'NodeNext', KNOWN[i % 4]!],
  [compiler, 'Bundler', KNOWN[(i + 2) % 4]!],
]);

test.each(CASES)('%s, %s, %s: a library with declarations', (...testCase) => {
  expect(outcomes.get(testCase.join())).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  const [compiler, resolution] = testCase;
  const written = project.read(`dist/${compiler}-${resolution}/spaces.d.ts`);
  expect(written).toContain('export declare const numbers: Space<');
  // Row types are written with their keys, not with the operators that made them.
  expect(written).toContain('export declare const both: Space<{');
  expect(written).not.toMatch(/Joined|ParamRow/);
});

async function compile([compiler, resolution, known]: Case): Promise<Outcome> {
  const config = `tsconfig.${compiler}.${resolution}.json`;
  const { lib, types, files } = SURROUNDINGS[known];
  project.write({
    [config]: {
      compilerOptions: {
        ...RESOLUTION[resolution],
        lib,
        types,
        target: 'ES2022',
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        declaration: true,
        rootDir: 'src',
        outDir: `dist/${compiler}-${resolution}`,
      },
      files,
    },
  });
  const tsc = join(modules, compiler, 'bin/tsc');
  const { folder: cwd, env } = project;
  return tryProgram([process.execPath, tsc, '-p', config], { cwd, env });
}

test('the versions are those that the names say', async () => {
  const versions = await Promise.all(
    COMPILERS.map((name) => project.run([process.execPath, join(modules, name, 'bin/tsc'), '-v'])),
  );
  expect(versions.map((text) => /\d+\.\d+/.exec(text)?.[0])).toEqual([
    '5.4',
    '5.5',
    '5.6',
    '5.7',
    '5.8',
    '5.9',
    '6.0',
    '7.0',
  ]);
});

test('the command tsc of the workspace is TypeScript 7: else run npm ci', async () => {
  expect(await project.run([join(modules, '.bin/tsc'), '-v'])).toContain('Version 7.');
});
