import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { GitState } from './run-description.ts';

const run = promisify(execFile);

/** Returns the versions of Node and psyrun. */
export function versions(): Record<string, string> {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return {
    node: process.versions.node,
    psyrun: (JSON.parse(manifest) as { version: string }).version,
  };
}

/** Resolves to the commit of the repository of a file, or to null if there is none. */
export async function gitState(file: string): Promise<GitState | null> {
  const git = (...args: string[]) => run('git', ['-C', dirname(file), ...args]);
  try {
    const { stdout: commit } = await git('rev-parse', 'HEAD');
    const { stdout: changes } = await git('status', '--porcelain', '--untracked-files=no');
    return { commit: commit.trim(), dirty: changes !== '' };
  } catch {
    return null; // There is no git, no repository, or no commit yet.
  }
}
