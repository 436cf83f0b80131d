/**
 * Measures the search for plug-ins at the start of psy, in a project with 1,500 installed packages,
 * compared with the start of bare Node:
 * `node --conditions=@psyrun/source --import tsx bench/discovery.ts`.
 *
 * Each figure is the minimum of several new processes, because a start-up is always cold.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const PACKAGES = 1500;
const PLUGINS = 12;
const STARTS = 15;

/** The program of a new process. It loads the search, and measures only the search itself. */
const MEASURE = `
  import { findPlugins } from '@psyrun/task';
  const start = performance.now();
  const { plugins } = findPlugins(process.argv[1], process.argv[2]);
  const took = performance.now() - start;
  if (plugins.length < ${PLUGINS} + 8) throw new Error('Not all plug-ins were found.');
  console.log(took);`;
const HOST = join(import.meta.dirname, '../packages/psyrun/src');

const project = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));
try {
  writeProject();
  const bare = least(bareStart);
  const discovery = least(search);
  console.log(`${PACKAGES} packages, ${PLUGINS} of them plug-ins, all declared by the project:`);
  console.log(`  bare start of Node   ${bare.toFixed(1)} ms`);
  console.log(
    `  finding plug-ins     ${discovery.toFixed(2)} ms, ${(discovery / bare).toFixed(3)} of it`,
  );
} finally {
  rmSync(project, { recursive: true });
}

function writeProject(): void {
  const names = Array.from({ length: PACKAGES }, (_, i) =>
    i < PLUGINS
      ? `psyrun-store-${i}`
      : i % 3 === 0
        ? `@scope-${i % 40}/package-${i}`
        : `package-${i}`,
  );
  const dependencies = Object.fromEntries(names.map((name) => [name, '^1.0.0']));
  write('package.json', { name: 'project', version: '1.0.0', dependencies });
  names.forEach((name, i) => {
    const psyrun = { contract: 1, stores: { [`.s${i}`]: './index.js#Store' } };
    const manifest = {
      name,
      version: '1.0.0',
      exports: './index.js',
      ...(i < PLUGINS && { psyrun }),
    };
    write(`node_modules/${name}/package.json`, manifest);
  });
}

function write(path: string, content: object): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), JSON.stringify(content, null, 2));
}

function bareStart(): number {
  const start = performance.now();
  execFileSync(process.execPath, ['-e', '0']);
  return performance.now() - start;
}

function search(): number {
  const options = [...process.execArgv, '--input-type=module', '-e', MEASURE];
  const args = [...options, join(project, 'psy-tasks'), HOST];
  return Number(execFileSync(process.execPath, args, { cwd: import.meta.dirname }));
}

function least(measure: () => number): number {
  return Math.min(...Array.from({ length: STARTS }, measure));
}
