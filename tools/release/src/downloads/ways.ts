import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { OLDEST_NODE } from '@psyrun/core/node-floor';
import type { Downloads } from './downloads.ts';
import { nodeBinary } from '../../../set-up/node-binary.mjs';
import type { LoopbackRegistry } from '../loopback-registry.ts';
import { WORKSPACE } from '../pack.ts';
import { runProgram } from '../run-program.ts';

/** The oldest and the newest Node that the documentation names. */
export const NAMED_NODES = [OLDEST_NODE, '24.22.3'] as const;

/** A way to install psyrun, as it was measured on this machine. */
export interface Way {
  readonly name: string;
  /** The command that installs it. */
  readonly install: string;
  /** Files of the installation, without Node and Python. */
  readonly files: number;
  readonly bytes: number;
  readonly secondsToInstall: number;
  /** The example on each Node of {@link NAMED_NODES}. */
  readonly runs: readonly ExampleRun[];
}

/** One run of `examples/circle`, from the command to its result. */
export interface ExampleRun {
  readonly seconds: number;
  /** From the certificate: the rows, and the Node that merged them. */
  readonly rows: { readonly done: number; readonly total: number };
  readonly node: string;
}

/** An installed psyrun: the folder of the installation, and the command that runs psy on a Node. */
interface Installed {
  readonly place: string;
  readonly psyOn: (node: string) => readonly [string, ...string[]];
}

/** Installs psyrun in each way, in a new folder, and runs the example on each named Node. */
export async function measureWays(
  registry: LoopbackRegistry,
  { psy, wheel }: Downloads,
): Promise<Way[]> {
  const npm = ['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', 'psyrun'] as const;
  const pip = ['python3', '-m', 'pip', 'install', '--quiet', '--no-index', '--no-compile'] as const;
  return [
    await measure('packages', 'npm install psyrun', async (folder, run) => {
      await run([...npm]);
      const bin = join(folder, 'node_modules/psyrun/bin/psy.js');
      return { place: 'node_modules', psyOn: (node) => [node, bin] };
    }),
    await measure('one file', 'copy psy.mjs', async (folder, run) => {
      await run(['mkdir', 'bin']);
      copyFileSync(psy, join(folder, 'bin/psy.mjs'));
      return { place: 'bin', psyOn: (node) => [node, join(folder, 'bin/psy.mjs')] };
    }),
    await measure('wheel', 'pip install psyrun-….whl', async (folder, run) => {
      await run([...pip, '--target', 'target', wheel]);
      const start = `import sys; sys.path.append(r'${folder}/target'); ${START}`;
      return {
        place: 'target',
        psyOn: (node) => ['env', `PSYRUN_NODE=${node}`, 'python3', '-c', start],
      };
    }),
  ];

  async function measure(
    name: string,
    install: string,
    installIn: (folder: string, run: Run) => Promise<Installed>,
  ): Promise<Way> {
    const folder = mkdtempSync(join(tmpdir(), 'psyrun-way-'));
    const env = { npm_config_registry: registry.url, XDG_CACHE_HOME: join(folder, 'cache') };
    const run: Run = (argv) => runProgram(argv, { cwd: folder, env });
    try {
      const start = performance.now();
      const { place, psyOn } = await installIn(folder, run);
      const secondsToInstall = (performance.now() - start) / 1000;
      cpSync(EXAMPLE, join(folder, 'psy-tasks'), { recursive: true });
      const runs: ExampleRun[] = [];
      for (const version of NAMED_NODES)
        runs.push(await exampleRun(folder, psyOn(nodeBinary(version)), run));
      return { name, install, ...sizeOf(join(folder, place)), secondsToInstall, runs };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

type Run = (argv: readonly [string, ...string[]]) => Promise<string>;

const EXAMPLE = join(WORKSPACE, 'examples/circle/psy-tasks');
const START = 'from psyrun.psy_command import main; sys.exit(main())';

async function exampleRun(
  folder: string,
  psy: readonly [string, ...string[]],
  run: Run,
): Promise<ExampleRun> {
  const start = performance.now();
  await run([...psy, 'run', 'circle']);
  const seconds = (performance.now() - start) / 1000;
  await run([...psy, 'verify', 'circle']);
  const work = join(folder, 'psy-work');
  const { rows, versions } = JSON.parse(
    readFileSync(join(work, 'circle/result.certificate.json'), 'utf8'),
  ) as { rows: ExampleRun['rows']; versions: { node: string } };
  rmSync(work, { recursive: true });
  return { seconds, rows, node: versions.node };
}

function sizeOf(folder: string): { files: number; bytes: number } {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sizes = paths.map((path) => statSync(join(folder, path))).filter((one) => one.isFile());
  return { files: sizes.length, bytes: sizes.reduce((sum, { size }) => sum + size, 0) };
}

/** Returns the measured ways beside one another, as a table in Markdown. */
export function waysTable(ways: readonly Way[]): string {
  const rows = ways.map(({ name, install, files, bytes, secondsToInstall, runs }) => {
    const seconds = [secondsToInstall, ...runs.map((run) => run.seconds)];
    const cells = [name, `\`${install}\``, files, (bytes / 1e6).toFixed(1)];
    return `| ${[...cells, ...seconds.map((one) => one.toFixed(1))].join(' | ')} |`;
  });
  const nodes = NAMED_NODES.map((version) => `s to the first result, Node ${version}`);
  return [
    `| way | command | files | MB | s to install | ${nodes.join(' | ')} |`,
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

/** Returns a README with the measured ways between its two comments. */
export function writeWays(readme: string, ways: readonly Way[]): string {
  const table = `<!-- ways: npm run ways -->\n\n${waysTable(ways)}\n\n<!-- /ways -->`;
  return readme.replace(/<!-- ways: [^]*?<!-- \/ways -->/, () => table);
}
