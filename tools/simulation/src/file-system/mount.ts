import type { Simulator } from '../world/simulator.ts';
import { DirtyPages } from './dirty-pages.ts';
import type { FileServer } from './file-server.ts';
import { FolderNode, type AnyNode, type FileNode } from './nodes.ts';
import { systemError } from './system-error.ts';

/** The memory of a machine about a folder, as an NFS client has it. */
interface FolderCache {
  /** Names that were looked up. A name without a node is a negative entry: it did not exist. */
  readonly names: Map<string, AnyNode | undefined>;
  listing: readonly string[] | undefined;
  /** The names are believed until this time, without asking the server. */
  until: number;
  change: number;
}

/** Is told of changes of files. */
export interface FileWatcher {
  /** A file is about to be cut to `size` bytes. */
  onCut(path: string, file: FileNode, size: number): void;
}

/** Size and time of a file, as a machine remembers them. */
interface Attributes {
  readonly size: number;
  readonly mtime: number;
  readonly until: number;
}

/**
 * The view that one machine has of the file server. Names, listings and attributes may be as old as
 * `staleness` milliseconds; bytes that its processes wrote reach the server when they are synced, when
 * the file is closed, or some time later.
 */
export class Mount {
  readonly server: FileServer;
  readonly sim: Simulator;
  /** Longest time for which names and attributes are believed, in milliseconds. 0: a local disk. */
  readonly staleness: number;
  readonly dirty: DirtyPages;
  /** Is told of changes, to check them. */
  watcher: FileWatcher | undefined;
  readonly #folders = new Map<FolderNode, FolderCache>();
  readonly #attributes = new Map<FileNode, Attributes>();

  constructor(server: FileServer, sim: Simulator, staleness: number) {
    this.server = server;
    this.sim = sim;
    this.staleness = staleness;
    this.dirty = new DirtyPages(sim);
  }

  /** Returns the folder of a path and its last name. */
  parentOf(path: string, call: string): { folder: FolderNode; name: string } {
    const parts = this.server.partsOf(path);
    const last = parts.length - 1;
    let folder = this.server.root;
    for (let at = 0; at < last; at++) {
      const next = this.lookup(folder, parts[at]!);
      if (next === undefined) throw systemError('ENOENT', call, path);
      if (!(next instanceof FolderNode)) throw systemError('ENOTDIR', call, path);
      folder = next;
    }
    return { folder, name: parts[last] ?? '' };
  }

  /** Returns what a path names, as far as this machine knows. */
  find(path: string, call: string): AnyNode | undefined {
    const { folder, name } = this.parentOf(path, call);
    return name === '' ? folder : this.lookup(folder, name);
  }

  /** Returns the node of a name, from the cache while it is believed, else from the server. */
  lookup(folder: FolderNode, name: string): AnyNode | undefined {
    const { names } = this.#cacheOf(folder);
    if (names.has(name)) {
      const known = names.get(name);
      // The server does not know the handle any more: the client looks the name up again.
      const isGone = known instanceof FolderNode ? !known.exists : known?.links === 0;
      const truth = folder.names.get(name);
      if (!isGone && known !== truth) {
        this.sim.tally.note(known === undefined ? 'negative entry believed' : 'old name believed');
      }
      if (!isGone) return known;
    }
    const truth = folder.names.get(name);
    names.set(name, truth);
    return truth;
  }

  /** Forgets what is remembered of a name, as opening a file for the second time after ESTALE does. */
  forget(folder: FolderNode, name: string): void {
    this.#folders.get(folder)?.names.delete(name);
  }

  /** Returns the names in a folder, which may be out of date. */
  list(folder: FolderNode): string[] {
    const cache = this.#cacheOf(folder);
    if (cache.listing !== undefined && cache.change !== folder.change) {
      this.sim.tally.note('stale listing');
    }
    cache.listing ??= [...folder.names.keys()].sort();
    return [...cache.listing];
  }

  /** A process of this machine has changed a folder: what was remembered is looked up again. */
  changed(folder: FolderNode): void {
    folder.change++;
    folder.mtime = this.sim.now;
    this.#folders.delete(folder);
  }

  /** Returns size and time of a file. `isOpening` asks the server, as every `open` does. */
  attributes(file: FileNode, isOpening: boolean): { size: number; mtime: number } {
    const { now, random } = this.sim;
    const known = this.#attributes.get(file);
    if (!isOpening && known !== undefined && now < known.until) {
      if (known.mtime !== file.mtime) this.sim.tally.note('stale attributes');
      return known;
    }
    const { mtime } = file;
    const size = Math.max(file.size, this.dirty.endOf(file));
    const until = now + random.between(0, this.staleness);
    if (this.staleness > 0) this.#attributes.set(file, { size, mtime, until });
    return { size, mtime };
  }

  /** A process of this machine has changed a file. */
  changedFile(file: FileNode): void {
    this.#attributes.delete(file);
  }

  /** The machine has lost power. */
  loseDirty(): void {
    this.dirty.lose();
    this.#folders.clear();
    this.#attributes.clear();
  }

  #cacheOf(folder: FolderNode): FolderCache {
    const { now, random } = this.sim;
    const known = this.#folders.get(folder);
    if (known !== undefined && now < known.until) return known;
    const until = now + (this.staleness === 0 ? 0 : random.between(0, this.staleness));
    if (known?.change === folder.change) {
      known.until = until;
      return known;
    }
    const { change } = folder;
    const cache: FolderCache = { names: new Map(), listing: undefined, until, change };
    if (this.staleness > 0) this.#folders.set(folder, cache);
    return cache;
  }
}
