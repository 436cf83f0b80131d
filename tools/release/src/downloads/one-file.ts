import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { filesForOthers } from './files-for-others.ts';
import { inOneFile } from './in-one-file.ts';
import { WORKSPACE } from '../pack.ts';

/** The modules that are imported by their address, below `packages/`. Plug-ins come to these. */
const ADDRESSED = [
  'backend-distribute/dist/split.js',
  'backend-loadbalancing/dist/queue/prepare-queue.js',
  'backend-loadbalancing/dist/worker/work-queue.js',
  'evaluator-command/dist/command/command-evaluator.js',
  'jobs/dist/worker/psy-worker.js',
  'mapper/dist/worker/function-evaluator.js',
  'mapper/dist/worker/worker-process.js',
  'mapper/dist/worker/worker-thread.js',
  'run/dist/merge/merge-run.js',
  'run/dist/process/process-batch.js',
  'task/dist/load/task-evaluator.js',
  'task/dist/plugins/plugin-objects.js',
];

/** The packages that a task file can import from psyrun, as `task/modules/module-loader.ts` has them. */
const IMPORTABLE = [
  ...['psyrun', '@psyrun/core', '@psyrun/columns', '@psyrun/pspace', '@psyrun/mapper'],
  ...['@psyrun/task', '@psyrun/store-pickle', '@psyrun/store-npz', '@psyrun/store-h5'],
  ...['@psyrun/scheduler-immediate', '@psyrun/scheduler-pbs', '@psyrun/scheduler-sge'],
  ...['@psyrun/scheduler-slurm', '@psyrun/scheduler-sqsub'],
  ...['@psyrun/backend-distribute', '@psyrun/backend-loadbalancing'],
];

const PACKAGES = join(WORKSPACE, 'packages');
const PROGRAM = join(WORKSPACE, 'tools/release/one-file');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly psyrun?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Writes `psy.mjs`: psyrun in one file that needs nothing but Node. The packages must be built.
 *
 * The licenses of all that is in it are at its end.
 */
export async function writeOneFile(file: string): Promise<void> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(PROGRAM, 'main.mjs')],
    inject: [join(PROGRAM, 'run-time.mjs')],
    plugins: [contentPlugin(), inOneFile(versionOf())],
    nodePaths: [join(WORKSPACE, 'node_modules')],
    banner: {
      js:
        '#!/usr/bin/env node\n' +
        `import { createRequire as createRequireOfOneFile } from 'node:module';\n` +
        'const require = createRequireOfOneFile(import.meta.url);',
    },
    ...{ bundle: true, platform: 'node', format: 'esm', target: 'node18.17', charset: 'utf8' },
    ...{ minifyWhitespace: true, legalComments: 'none', metafile: true, write: false },
    outfile: file,
    logLevel: 'error',
  });
  const licenses = licensesOf(metafile).replaceAll('*/', '* /');
  writeFileSync(file, `${outputFiles[0]!.text}\n/*\n${licenses}\n*/\n`, { mode: 0o755 });
}

/** The version of psyrun in this workspace. */
export function versionOf(): string {
  return manifestOf('psyrun').version;
}

/** The licenses of psyrun and of the packages by others that are in `psy.mjs`. */
export function licensesOf({ inputs }: Metafile): string {
  const folders = Object.keys(inputs).flatMap(
    (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? [],
  );
  const texts = [WORKSPACE, ...new Set(folders)].map((folder) => {
    const path = join(WORKSPACE, relative(WORKSPACE, folder));
    const name = readdirSync(path).find((entry) => /^licen[sc]e/i.test(entry));
    const { name: title, license } = readJson<{ name: string; license?: string }>(
      join(path, 'package.json'),
    );
    const text = name === undefined ? '' : readFileSync(join(path, name), 'utf8');
    return `${title.replace('psyrun-workspace', 'psyrun')}: ${license ?? 'no license named'}\n\n${text}`;
  });
  return texts.join(`\n${'-'.repeat(70)}\n`);
}

/** Gives the contents of the file beside code, as modules. */
function contentPlugin(): Plugin {
  const contents: Readonly<Record<string, () => string | Promise<string>>> = {
    'one-file:files': filesForOthers,
    'one-file:modules': modulesModule,
  };
  return {
    name: 'content',
    setup: (building) => {
      building.onResolve({ filter: /^one-file:/ }, ({ path }) => ({ path, namespace: 'one-file' }));
      building.onLoad({ filter: /.*/, namespace: 'one-file' }, async ({ path }) => ({
        contents: await contents[path]!(),
        resolveDir: WORKSPACE,
      }));
    },
  };
}

/** The modules by their place, the plug-ins, and the packages, each of them evaluated when it is used. */
function modulesModule(): string {
  const plugins = readdirSync(PACKAGES).flatMap((folder) => pluginsOf(folder));
  const addressed = [
    ...ADDRESSED.map((path) => `packages/${path}`),
    ...plugins.map(({ module }) => module),
  ];
  const loads = [...new Set(addressed)].map(
    (path) => `${JSON.stringify(path)}: () => import(${JSON.stringify(join(WORKSPACE, path))})`,
  );
  const getters = IMPORTABLE.map((name) => {
    const quoted = JSON.stringify(name);
    return `get ${quoted}() { return require(${quoted}); }`;
  });
  return [
    `export const plugins = ${JSON.stringify(plugins)};`,
    `export const modules = {${loads.join(',\n')}};`,
    `export const packages = {${getters.join(',\n')}};`,
  ].join('\n');
}

function pluginsOf(folder: string) {
  const { name, version, psyrun = {} } = manifestOf(folder);
  return Object.entries(psyrun).flatMap(([kind, entries]) =>
    Object.entries(typeof entries === 'object' ? entries : {}).map(([key, address]) => {
      const [module, exported] = address.split('#');
      const place = join('packages', folder, module!);
      return { kind, key, package: name, version, module: place, export: exported };
    }),
  );
}

function manifestOf(folder: string): Manifest {
  return readJson(join(PACKAGES, folder, 'package.json'));
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
