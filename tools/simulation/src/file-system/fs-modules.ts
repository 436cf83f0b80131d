import { constants } from 'node:fs';
import { dirname } from 'node:path';
import type { Host } from '../world/host.ts';
import { SimulatedProcess } from '../world/simulated-process.ts';
import type { Simulator } from '../world/simulator.ts';
import { DirectoryEntry } from './directory-entry.ts';
import { SimulatedFileHandle, type Content } from './file-handle.ts';
import type { Mount } from './mount.ts';
import { existingParent, link, mkdir, put, rename, rmdir, unlink } from './name-calls.ts';
import { FileNode, FolderNode } from './nodes.ts';
import { OpenFile } from './open-file.ts';
import { SimulatedStats } from './simulated-stats.ts';
import type { SystemCalls } from './system-calls.ts';
import { systemError } from './system-error.ts';

/** Files that belong to one machine: `/proc`, `/etc`, the files of the installed psyrun. */
export type OwnFiles = (path: string) => string;

/** The functions of `node:fs/promises` and `node:fs` that psyrun uses, on the simulated file system. */
export class FsModules {
  readonly #sim: Simulator;
  readonly #calls: SystemCalls;
  readonly #ownFiles: OwnFiles;
  /** Is told of a name that a link has made. */
  onLink: (path: string, host: Host) => void = () => undefined;
  readonly #files = new Map<number, OpenFile>();
  #descriptors = 3;

  constructor(sim: Simulator, calls: SystemCalls, ownFiles: OwnFiles) {
    this.#sim = sim;
    this.#calls = calls;
    this.#ownFiles = ownFiles;
  }

  /** The module `node:fs/promises`. */
  readonly promises = {
    open: (path: string, flags: string | number = 'r'): Promise<SimulatedFileHandle> => {
      const process = SimulatedProcess.current;
      return this.#perform('open', path, () => this.#open(path, flags, process));
    },
    link: (from: string, to: string) => {
      const { host } = SimulatedProcess.current;
      return this.#names('link', to, (mount) => {
        link(mount, from, to);
        this.onLink(to, host);
      });
    },
    rename: (from: string, to: string) =>
      this.#names('rename', from, (mount) => rename(mount, from, to)),
    unlink: (path: string) => {
      const { host } = SimulatedProcess.current;
      return this.#names('unlink', path, (mount) =>
        unlink(mount, path, (file) => isOpenOn(host, file)),
      );
    },
    rmdir: (path: string) => this.#names('rmdir', path, (mount) => rmdir(mount, path)),
    mkdir: async (path: string, { recursive = false } = {}): Promise<void> => {
      try {
        await this.#names('mkdir', path, (mount) => mkdir(mount, path));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (!recursive || (code !== 'ENOENT' && code !== 'EEXIST')) throw error;
        if (code === 'EEXIST') {
          if (!(await this.promises.stat(path)).isDirectory()) throw error;
          return;
        }
        await this.promises.mkdir(dirname(path), { recursive });
        await this.promises.mkdir(path, { recursive });
      }
    },
    readdir: async (path: string, { withFileTypes = false } = {}): Promise<unknown[]> => {
      const { names, folders } = await this.#list(path);
      if (!withFileTypes) return names;
      return names.map((name) => new DirectoryEntry(name, folders.has(name)));
    },
    stat: (path: string) =>
      this.#names('stat', path, (mount) => {
        const node = mount.find(path, 'stat');
        if (node === undefined) throw systemError('ENOENT', 'stat', path);
        if (node instanceof FolderNode) {
          return new SimulatedStats(node, { size: 4096, mtime: node.mtime });
        }
        return new SimulatedStats(node, mount.attributes(node, false));
      }),
    realpath: (path: string): Promise<string> =>
      this.#names('lstat', path, (mount) => {
        if (mount.find(path, 'lstat') === undefined) throw systemError('ENOENT', 'lstat', path);
        return path;
      }),
    readlink: (path: string): Promise<string> =>
      this.#names('readlink', path, (mount) => {
        const isThere = mount.find(path, 'readlink') !== undefined;
        throw systemError(isThere ? 'EINVAL' : 'ENOENT', 'readlink', path);
      }),
    utimes: (path: string, _: number, mtime: number) =>
      this.#names('utimes', path, (mount) => {
        const node = mount.find(path, 'utime');
        if (!(node instanceof FileNode) || node.links === 0)
          throw systemError('ENOENT', 'utime', path);
        node.mtime = mtime * 1000;
        mount.changedFile(node);
      }),
    truncate: async (path: string, size = 0) => {
      const handle = await this.promises.open(path, 'r+');
      try {
        await handle.truncate(size);
      } finally {
        await handle.close();
      }
    },
    rm: (path: string, options: { recursive?: boolean; force?: boolean } = {}) =>
      this.#rm(path, options),
    readFile: async (path: string, encoding?: string): Promise<Buffer | string> => {
      const handle = await this.promises.open(path);
      try {
        const content = await handle.readFile();
        return encoding === undefined ? content : content.toString();
      } finally {
        await handle.close();
      }
    },
    writeFile: async (path: string, data: Content): Promise<void> => {
      const handle = await this.promises.open(path, 'w');
      try {
        await handle.writeFile(data);
      } finally {
        await handle.close();
      }
    },
    copyFile: async (from: string, to: string): Promise<void> => {
      await this.promises.writeFile(to, await this.promises.readFile(from));
    },
    appendFile: (file: SimulatedFileHandle, data: string): Promise<void> => file.writeFile(data),
  };

  /** The module `node:fs`. */
  readonly fs = {
    constants,
    existsSync: (path: string): boolean => {
      const { mount } = SimulatedProcess.current.host;
      try {
        return (
          this.#calls.performNow('access', path, () => mount.find(path, 'access')) !== undefined
        );
      } catch {
        return false;
      }
    },
    // As with `throwIfNoEntry: false`: also where the folder is missing.
    lstatSync: (path: string): object | undefined => {
      const { mount } = SimulatedProcess.current.host;
      return this.#calls.performNow('lstat', path, () => {
        try {
          return mount.find(path, 'lstat');
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
          throw error;
        }
      });
    },
    readFileSync: (path: string | URL): string => this.#ownFiles(String(path)),
    readlinkSync: (path: string): string => this.#ownFiles(path),
    realpathSync: (path: string): string => path, // The simulated files have no links.
    // Only the message about a damaged file looks at its first bytes like this, and goes without them.
    openSync: (path: string): number => {
      throw systemError('ENOSYS', 'open', path);
    },
    closeSync: (): void => undefined,
    writeSync: (fd: number, bytes: Uint8Array, offset = 0): number => {
      const file = this.#file(fd);
      return this.#calls.performNow('write', file.path, () => {
        const rest = bytes.subarray(offset);
        const isShort = this.#sim.random.chance(0.02);
        if (isShort) this.#sim.tally.note('short write');
        const part = isShort ? rest.subarray(0, Math.ceil(rest.length / 2)) : rest;
        file.write(part, null);
        return part.length;
      });
    },
    readSync: (
      fd: number,
      target: Uint8Array,
      offset: number,
      length: number,
      at: number | null,
    ) => {
      const file = this.#file(fd);
      return this.#calls.performNow('read', file.path, () => file.read(target, offset, length, at));
    },
    fstatSync: (fd: number) => {
      const file = this.#file(fd);
      const { mount } = file.process.host;
      return this.#calls.performNow(
        'fstat',
        file.path,
        () => new SimulatedStats(file.node, mount.attributes(file.file('fstat'), false)),
      );
    },
    fdatasync: (fd: number, done: (error: unknown) => void): void => {
      const file = this.#file(fd);
      this.#perform('fdatasync', file.path, () => file.sync()).then(() => done(null), done);
    },
    createReadStream: (path: string): AsyncIterable<Buffer> => this.#pieces(path),
  };

  async *#pieces(path: string): AsyncGenerator<Buffer> {
    const handle = await this.promises.open(path);
    try {
      yield await handle.readFile();
    } finally {
      await handle.close();
    }
  }

  #open(path: string, flags: string | number, process: SimulatedProcess): SimulatedFileHandle {
    const { mount } = process.host;
    const [mode, bits] = typeof flags === 'string' ? [flags, 0] : ['', flags];
    const isToCut = mode.startsWith('w');
    const isToAppend = mode.startsWith('a');
    const creates = isToCut || isToAppend || (bits & constants.O_CREAT) !== 0;
    const { folder, name } = existingParent(mount, path, 'open');
    let node = creates ? folder.names.get(name) : mount.lookup(folder, name);
    if (name === '') node = folder;
    if (node !== undefined && mode.includes('x')) throw systemError('EEXIST', 'open', path);
    if (node === undefined) {
      if (!creates) throw systemError('ENOENT', 'open', path);
      put(mount, folder, name, (node = mount.server.newFile(this.#sim.now)));
    }
    if (node instanceof FolderNode && mode !== 'r' && mode !== '') {
      throw systemError('EISDIR', 'open', path);
    }
    if (node instanceof FileNode) {
      if (isToCut) {
        mount.watcher?.onCut(path, node, 0);
        mount.dirty.drop(node);
        node.truncate(0);
      }
      mount.attributes(node, true);
    }
    const file = new OpenFile(process, node, path, isToAppend);
    const fd = this.#descriptors++;
    if (process.isAlive) process.files.set(fd, file);
    this.#files.set(fd, file);
    return new SimulatedFileHandle(fd, file, this.#calls);
  }

  async #rm(path: string, { recursive = false, force = false }): Promise<void> {
    try {
      if (!recursive) return await this.promises.unlink(path);
      if (!(await this.promises.stat(path)).isDirectory()) return await this.promises.unlink(path);
      for (const name of (await this.#list(path)).names) {
        await this.#rm(`${path}/${name}`, { recursive, force: true });
      }
      await this.promises.rmdir(path);
    } catch (error) {
      if (!force || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  /** The names in a folder, and which of them are folders. */
  #list(path: string) {
    return this.#names('readdir', path, (mount) => {
      const folder = mount.find(path, 'scandir');
      if (folder === undefined) throw systemError('ENOENT', 'scandir', path);
      if (!(folder instanceof FolderNode)) throw systemError('ENOTDIR', 'scandir', path);
      const names = mount.list(folder);
      const isFolder = (name: string) => folder.names.get(name) instanceof FolderNode;
      return { names, folders: new Set(names.filter(isFolder)) };
    });
  }

  #names<T>(call: string, path: string, apply: (mount: Mount) => T) {
    const { mount } = SimulatedProcess.current.host;
    return this.#perform(call, path, () => apply(mount));
  }

  #perform<T>(call: string, path: string, apply: () => T): Promise<T> {
    return this.#calls.perform(call, path, apply);
  }

  #file(fd: number): OpenFile {
    const file = this.#files.get(fd);
    if (file === undefined) throw systemError('EBADF', 'fd');
    return file;
  }
}

function isOpenOn(host: Host, file: FileNode): boolean {
  return [...host.processes.values()].some(({ files }) =>
    [...files.values()].some(({ node }) => node === file),
  );
}
