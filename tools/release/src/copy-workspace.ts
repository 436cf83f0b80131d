import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { WORKSPACE } from './pack.ts';
import { runProgram } from './run-program.ts';

/** Files that are generated, or belong to this machine. */
const NOT_COPIED = new Set([
  'node_modules',
  'dist',
  'bundle',
  'out-tsc',
  '.git',
  '.nx',
  'psy-work',
]);

/**
 * Copies this workspace in its present state into a new repository of one commit. The copy has links to
 * the dependencies; its packages import each other, not those of the original.
 */
export async function copyWorkspace(): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), 'psyrun-release-'));
  cpSync(WORKSPACE, copy, {
    recursive: true,
    filter: (path) => !NOT_COPIED.has(basename(path)),
  });
  linkDependencies(copy);
  const git = (...args: string[]) => runProgram(['git', ...args], { cwd: copy });
  await git('init', '--quiet', '--initial-branch=main');
  await git('config', 'user.name', 'release');
  await git('config', 'user.email', 'release@localhost');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'chore: copy the workspace');
  return copy;
}

function linkDependencies(copy: string): void {
  const modules = join(WORKSPACE, 'node_modules');
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(modules)) {
    const [from, to] = [join(modules, name), join(copy, 'node_modules', name)];
    // The links to packages of the workspace are relative: a copied link leads into the copy.
    if (name === 'psyrun' || name === '@psyrun') {
      cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    } else symlinkSync(from, to);
  }
  for (const name of readdirSync(join(WORKSPACE, 'packages'))) {
    const own = join(WORKSPACE, 'packages', name, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(copy, 'packages', name, 'node_modules'));
  }
}
