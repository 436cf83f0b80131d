import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Downloads } from './downloads.ts';
import type { LoopbackRegistry } from '../loopback-registry.ts';
import { runProgram } from '../run-program.ts';

/** A way to install psyrun, as it was measured on this machine. */
export interface Way {
  readonly name: string;
  /** The command that installs it. */
  readonly install: string;
  /** Files of the installation, without Node and Python. */
  readonly files: number;
  readonly bytes: number;
  /** Seconds of the installation, and of a new task with 30 rows from its file to its result. */
  readonly seconds: readonly [installed: number, firstResult: number];
}

/** Installs psyrun in each way, in a new folder, and runs a new task. */
export async function measureWays(
  registry: LoopbackRegistry,
  downloads: Downloads,
): Promise<Way[]> {
  const { psy, wheel } = downloads;
  const npm = ['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', 'psyrun'] as const;
  return [
    await measure('packages', 'npm install psyrun', 'node_modules', async (folder, run) => {
      await run([...npm]);
      return [process.execPath, join(folder, 'node_modules/psyrun/bin/psy.js')];
    }),
    await measure('one file', 'copy psy.mjs', 'bin', async (folder, run) => {
      await run(['mkdir', 'bin']);
      copyFileSync(psy, join(folder, 'bin/psy.mjs'));
      return [process.execPath, join(folder, 'bin/psy.mjs')];
    }),
    await measure('wheel', 'pip install psyrun-….whl', 'target', async (folder, run) => {
      const pip = ['-m', 'pip', 'install', '--quiet', '--no-index', '--no-compile'];
      await run(['python3', ...pip, '--target', 'target', wheel]);
      return ['python3', '-c', `${AT}(r'${folder}/target'); ${START}`];
    }),
  ];

  async function measure(
    name: string,
    install: string,
    place: string,
    installIn: (folder: string, run: Run) => Promise<[string, ...string[]]>,
  ): Promise<Way> {
    const folder = mkdtempSync(join(tmpdir(), 'psyrun-way-'));
    const env = { npm_config_registry: registry.url, XDG_CACHE_HOME: join(folder, 'cache') };
    const run: Run = (argv) => runProgram(argv, { cwd: folder, env });
    try {
      const start = performance.now();
      const psyWords = await installIn(folder, run);
      const installed = performance.now();
      await run([...psyWords, 'new-task', 'circle']);
      await run([...psyWords, 'run', 'circle']);
      const end = performance.now();
      const seconds = [(installed - start) / 1000, (end - installed) / 1000] as const;
      return { name, install, ...sizeOf(join(folder, place)), seconds };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

type Run = (argv: [string, ...string[]]) => Promise<string>;

const AT = 'import sys; sys.path.append';
const START = 'from psyrun.psy_command import main; sys.exit(main())';

function sizeOf(folder: string): { files: number; bytes: number } {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sizes = paths.map((path) => statSync(join(folder, path))).filter((one) => one.isFile());
  return { files: sizes.length, bytes: sizes.reduce((sum, { size }) => sum + size, 0) };
}

/** Returns a README with the measured ways between its two comments. */
export function writeWays(readme: string, ways: readonly Way[]): string {
  const rows = ways.map(({ name, install, files, bytes, seconds: [installed, first] }) => {
    const cells = [name, `\`${install}\``, files, (bytes / 1e6).toFixed(1)];
    return `| ${[...cells, installed.toFixed(1), first.toFixed(1)].join(' | ')} |`;
  });
  const head =
    '| way | command | files | MB | s to install | s to the first result |\n' +
    '| --- | --- | ---: | ---: | ---: | ---: |';
  const table = `<!-- ways: npm run ways -->\n\n${head}\n${rows.join('\n')}\n\n<!-- /ways -->`;
  return readme.replace(/<!-- ways: [^]*?<!-- \/ways -->/, () => table);
}
