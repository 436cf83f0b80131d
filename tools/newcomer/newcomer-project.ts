import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LoopbackRegistry } from '../release/src/loopback-registry.ts';
import { packWorkspace } from '../release/src/pack.ts';

const SLURM = join(import.meta.dirname, '../slurm/slurm.mjs');

/**
 * The environment of a newcomer: an empty folder, a registry with the packages as they would be
 * published, and a cluster.
 */
export class NewcomerProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'newcomer-'));
  readonly env: NodeJS.ProcessEnv;
  readonly #registry: LoopbackRegistry;

  private constructor(registry: LoopbackRegistry) {
    this.#registry = registry;
    const { HOME, NODE_EXTRA_CA_CERTS } = process.env;
    const PATH = [dirname(process.execPath), '/usr/bin', '/bin', '/usr/sbin', '/sbin'].join(':');
    this.env = {
      HOME,
      ...(NODE_EXTRA_CA_CERTS && { NODE_EXTRA_CA_CERTS }),
      PATH,
      LANG: 'C.UTF-8',
      NO_COLOR: '1',
      npm_config_registry: registry.url,
      npm_config_replace_registry_host: 'never',
      npm_config_update_notifier: 'false',
      // Hides warnings about the settings of this machine.
      npm_config_loglevel: 'error',
      SLURM_CONF: join(this.#cluster, 'slurm.conf'),
    };
  }

  /** Packs the built packages, and starts the registry and the cluster. */
  static async open(): Promise<NewcomerProject> {
    const registry = await LoopbackRegistry.open();
    for (const { manifest, tarball } of await packWorkspace()) registry.add(manifest, tarball);
    const project = new NewcomerProject(registry);
    project.#slurm('up', '--while', String(process.pid));
    return project;
  }

  async close(): Promise<void> {
    this.#slurm('down');
    await this.#registry.close();
    for (const folder of [this.folder, this.#cluster])
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }

  get #cluster(): string {
    return `${this.folder}-slurm`;
  }

  #slurm(...args: readonly string[]): void {
    execFileSync(process.execPath, [SLURM, ...args, '--dir', this.#cluster], { stdio: 'pipe' });
  }
}
