import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, tryProgram, type RunOptions } from './run-program.ts';

/**
 * Gives every package its next version and writes the changelogs, from the files in `.changeset`;
 * then commits that.
 */
export async function versionPackages(options: RunOptions): Promise<void> {
  await changeset('version', options);
  writePythonVersion(join(options.cwd, 'packages/evaluator-python'));
  await runProgram(['npm', 'install', '--package-lock-only', '--ignore-scripts'], options);
  await runProgram(['git', 'add', '--all'], options);
  const { exitCode } = await tryProgram(['git', 'diff', '--cached', '--quiet'], options);
  if (exitCode === 0) return; // .changeset is empty: the present versions are published.
  await runProgram(['git', 'commit', '--quiet', '--message', 'chore: version packages'], options);
}

/** Gives the Python module the version of its package. */
export function writePythonVersion(folder: string): void {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const file = join(folder, 'python/psyrun/version.py');
  const line = `__version__ = '${version}'`;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^__version__ = .*$/m, line));
}

/** Builds every package from nothing. */
export async function buildPackages(options: RunOptions): Promise<void> {
  const configs = readdirSync(join(options.cwd, 'packages')).map((name) =>
    join('packages', name, 'tsconfig.lib.json'),
  );
  const tsc = join('node_modules', 'tsc-7', 'bin', 'tsc');
  await runProgram([process.execPath, tsc, '--build', '--force', ...configs], options);
  await runProgram([process.execPath, join('packages', 'report', 'bundle.mjs')], options);
}

/** Publishes every version that the registry does not have yet, and tags it. */
export async function publishPackages(options: RunOptions): Promise<void> {
  await changeset('publish', options);
}

async function changeset(command: string, options: RunOptions): Promise<void> {
  const bin = join('node_modules', '@changesets', 'cli', 'bin.js');
  await runProgram([process.execPath, bin, command], options);
}
