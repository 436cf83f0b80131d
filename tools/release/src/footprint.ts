import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PackageManifest } from './loopback-registry.ts';
import { WORKSPACE, type Packed } from './pack.ts';

/** What `npm install` of one package brings: itself and everything that it depends on. */
export interface Footprint {
  /** Names and versions. */
  readonly packages: ReadonlySet<string>;
  /** Those of other authors that psyrun's own packages among them ask for, by name. */
  readonly foreign: ReadonlySet<string>;
  /** Bytes of their files. */
  readonly bytes: number;
}

/**
 * What an installation of each packed package brings. The packages of others are measured as they
 * are installed in this workspace.
 */
export function footprints(packed: readonly Packed[]): Map<string, Footprint> {
  const own = new Map(packed.map((entry) => [entry.manifest.name, entry]));
  return new Map([...own.keys()].map((name) => [name, footprintOf(name, own)]));
}

function footprintOf(name: string, own: ReadonlyMap<string, Packed>): Footprint {
  const sizes = new Map<string, number>();
  const foreign = new Set<string>();
  const add = (dependency: string, from: string): void => {
    const folder = folderOf(dependency, from);
    const manifest = readManifest(folder);
    const id = `${manifest.name}@${manifest.version}`;
    if (sizes.has(id)) return;
    sizes.set(id, own.get(dependency)?.unpackedSize ?? sizeOf(folder));
    const { dependencies = {}, peerDependencies = {} } = manifest;
    for (const needed of Object.keys({ ...dependencies, ...peerDependencies })) {
      if (own.has(dependency) && !own.has(needed)) foreign.add(needed);
      add(needed, folder);
    }
  };
  add(name, WORKSPACE);
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return { packages: new Set(sizes.keys()), foreign, bytes };
}

/** The folder of a package as Node finds it from `from`; of this workspace's own, their source. */
function folderOf(name: string, from: string): string {
  const own = join(WORKSPACE, 'packages', name.replace('@psyrun/', ''));
  if (/^(@psyrun\/|psyrun$)/.test(name)) return own;
  const folder = join(from, 'node_modules', name);
  return existsSync(folder) ? folder : folderOf(name, dirname(from));
}

type Dependencies = Readonly<Record<string, string>>;

function readManifest(folder: string) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageManifest & {
    dependencies?: Dependencies;
    peerDependencies?: Dependencies;
  };
}

/** Bytes of the files of a package, without those of packages that lie within it. */
function sizeOf(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true });
  const sizes = entries.map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? 0 : sizeOf(path);
    return statSync(path).size;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}
