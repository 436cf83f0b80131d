import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PackageManifest } from './loopback-registry.ts';
import { WORKSPACE, type Packed } from './pack.ts';

/** The packages that `npm install` of one package installs: itself and all that it depends on. */
export interface Footprint {
  /** Names and versions. */
  readonly packages: ReadonlySet<string>;
  /** The names of packages by other authors that psyrun's own packages depend on directly. */
  readonly foreign: ReadonlySet<string>;
  /** Bytes of their files. */
  readonly bytes: number;
}

/**
 * Returns the footprint of each packed package. Packages of other authors are measured in the
 * `node_modules` of this workspace.
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
    for (const needed of neededBy(manifest)) {
      if (own.has(dependency) && !own.has(needed)) foreign.add(needed);
      add(needed, folder);
    }
  };
  add(name, WORKSPACE);
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return { packages: new Set(sizes.keys()), foreign, bytes };
}

/** Returns the folder where Node finds a package from `from`; for our own packages, their source. */
function folderOf(name: string, from: string): string {
  const own = join(WORKSPACE, 'packages', name.replace('@psyrun/', ''));
  if (/^(@psyrun\/|psyrun$)/.test(name)) return own;
  const folder = join(from, 'node_modules', name);
  return existsSync(folder) ? folder : folderOf(name, dirname(from));
}

type Dependencies = Readonly<Record<string, string>>;

interface Manifest extends PackageManifest {
  readonly dependencies?: Dependencies;
  readonly peerDependencies?: Dependencies;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** Returns the names that npm installs with a package: optional peers are not among them. */
function neededBy(manifest: Manifest): string[] {
  const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const isNeeded = (peer: string) => peerDependenciesMeta[peer]?.optional !== true;
  return [...Object.keys(dependencies), ...Object.keys(peerDependencies).filter(isNeeded)];
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Returns the bytes of a package's files, without the packages in its `node_modules`. */
function sizeOf(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true });
  const sizes = entries.map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? 0 : sizeOf(path);
    return statSync(path).size;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}
