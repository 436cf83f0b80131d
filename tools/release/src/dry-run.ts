import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyWorkspace } from './copy-workspace.ts';
import { LoopbackRegistry } from './loopback-registry.ts';
import { buildPackages, publishPackages, versionPackages } from './release-steps.ts';
import type { RunOptions } from './run-program.ts';
import { UserProject } from './user-project.ts';

/** The result of a dry run. */
export interface DryRun {
  /** The versions of each package in the registry at the end. */
  readonly published: ReadonlyMap<string, readonly string[]>;
  /** The changelog of `psyrun`. */
  readonly changelog: string;
  /** The version of `psyrun` that npm installed from that registry. */
  readonly installed: string;
  /** The output of the installed `psy` for a new task. */
  readonly output: string;
}

/**
 * Makes a whole release in a copy of the workspace, with a registry on this machine: versions,
 * changelogs, build, publication, installation, a run.
 *
 * @param change a line for the changelog, so that there is a change to release
 */
export async function dryRun(change: string): Promise<DryRun> {
  const registry = await LoopbackRegistry.open();
  const copy = await copyWorkspace();
  const options: RunOptions = { cwd: copy, env: registryEnvironment(registry, copy) };
  try {
    writeFileSync(
      join(copy, '.changeset/dry-run.md'),
      `---\n'@psyrun/core': minor\n'psyrun': minor\n---\n\n${change}\n`,
    );
    await versionPackages(options);
    await buildPackages(options);
    withoutProvenance(copy);
    await publishPackages(options);
    const changelog = readFileSync(join(copy, 'packages/psyrun/CHANGELOG.md'), 'utf8');
    return { published: registry.versions, changelog, ...(await installAndRun(registry)) };
  } finally {
    rmSync(copy, { recursive: true });
    await registry.close();
  }
}

async function installAndRun(registry: LoopbackRegistry) {
  const project = new UserProject(registry);
  try {
    await project.install('psyrun');
    const manifest = project.read('node_modules/psyrun/package.json');
    await project.psy('new-task', 'first');
    const { stderr } = await project.psy('run', 'first');
    return { installed: (JSON.parse(manifest) as { version: string }).version, output: stderr };
  } finally {
    project.remove();
  }
}

/** npm needs a token to publish; the registry on this machine accepts any. */
function registryEnvironment({ url }: LoopbackRegistry, folder: string): NodeJS.ProcessEnv {
  const file = join(folder, '.npmrc.dry-run');
  writeFileSync(file, `registry=${url}\n//${new URL(url).host}/:_authToken=dry-run\n`);
  return { NPM_CONFIG_USERCONFIG: file, npm_config_registry: url };
}

/** Removes provenance from the manifests: only a CI service can prove where a package was built. */
function withoutProvenance(copy: string): void {
  for (const name of readdirSync(join(copy, 'packages'))) {
    const file = join(copy, 'packages', name, 'package.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { publishConfig: object };
    writeFileSync(file, JSON.stringify({ ...manifest, publishConfig: { access: 'public' } }));
  }
}
