import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackageManifest } from './loopback-registry.ts';
import { runProgram } from './run-program.ts';

/** The folder of this repository. */
export const WORKSPACE = join(import.meta.dirname, '../../..');

/** A package as `npm pack` writes it. */
export interface Packed {
  readonly manifest: PackageManifest;
  readonly tarball: Buffer;
  /** Bytes of its files once it is installed. */
  readonly unpackedSize: number;
  /** Paths of its files. */
  readonly files: readonly string[];
}

/** Packs every public package of this workspace. The packages must be built. */
export async function packWorkspace(): Promise<Packed[]> {
  const packed = await pack(WORKSPACE, ['--workspaces']);
  return packed.filter(({ manifest }) => manifest['private'] !== true);
}

/** Packs the package in `folder`, or those of its workspace that `flags` choose. */
export async function pack(folder: string, flags: readonly string[] = []): Promise<Packed[]> {
  const destination = await mkdtemp(join(tmpdir(), 'psyrun-packed-'));
  try {
    const output = await runProgram(
      ['npm', 'pack', ...flags, '--json', '--pack-destination', destination],
      { cwd: folder },
    );
    const entries = Object.values(JSON.parse(output) as Record<string, PackEntry>);
    return await Promise.all(entries.map((entry) => readPacked(entry, destination)));
  } finally {
    await rm(destination, { recursive: true });
  }
}

/** The output of `npm pack --json` for one package. */
interface PackEntry {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

async function readPacked(entry: PackEntry, folder: string): Promise<Packed> {
  const file = join(folder, entry.filename);
  const manifest = await runProgram(['tar', '-xzOf', file, 'package/package.json'], {
    cwd: folder,
  });
  return {
    manifest: JSON.parse(manifest) as PackageManifest,
    tarball: await readFile(file),
    unpackedSize: entry.unpackedSize,
    files: entry.files.map(({ path }) => path),
  };
}
