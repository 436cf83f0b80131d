import { FileNode, FolderNode, type AnyNode } from './nodes.ts';
import type { Mount } from './mount.ts';
import { systemError } from './system-error.ts';

/** The system calls that change names, as the server executes them for a machine. */

/** Gives a file a second name. */
export function link(mount: Mount, from: string, to: string): void {
  const file = mount.find(from, 'link');
  if (file === undefined || (file instanceof FileNode && file.links === 0)) {
    throw systemError('ENOENT', 'link', from);
  }
  const { folder, name } = existingParent(mount, to, 'link');
  if (folder.names.has(name)) throw known(mount, folder, name, 'EEXIST', 'link', to);
  put(mount, folder, name, file);
}

/** Removes a name of a file. An open file of this machine gets a hidden name, as with NFS. */
export function unlink(mount: Mount, path: string, isOpenHere: (file: FileNode) => boolean): void {
  const { folder, name } = existingParent(mount, path, 'unlink');
  const file = folder.names.get(name);
  if (file === undefined) throw known(mount, folder, name, 'ENOENT', 'unlink', path);
  if (file instanceof FolderNode) throw systemError('EISDIR', 'unlink', path);
  const hide = file.links === 1 && mount.staleness > 0 && isOpenHere(file);
  remove(mount, folder, name);
  if (hide) {
    mount.sim.tally.note('hidden name of a removed open file');
    put(mount, folder, `.nfs${String(file.id).padStart(8, '0')}`, file);
  }
}

/** Moves a file or a folder. An existing file is replaced. */
export function rename(mount: Mount, from: string, to: string): void {
  const source = existingParent(mount, from, 'rename');
  const node = source.folder.names.get(source.name);
  if (node === undefined) throw known(mount, source.folder, source.name, 'ENOENT', 'rename', from);
  const target = existingParent(mount, to, 'rename');
  const old = target.folder.names.get(target.name);
  if (old === node) return;
  if (old instanceof FolderNode && old.names.size > 0) throw systemError('ENOTEMPTY', 'rename', to);
  if (old instanceof FileNode && node instanceof FolderNode)
    throw systemError('ENOTDIR', 'rename', to);
  if (old instanceof FolderNode && node instanceof FileNode)
    throw systemError('EISDIR', 'rename', to);
  if (old !== undefined) remove(mount, target.folder, target.name);
  if (node instanceof FileNode) node.links++;
  source.folder.names.delete(source.name);
  mount.changed(source.folder);
  target.folder.names.set(target.name, node);
  mount.changed(target.folder);
  if (node instanceof FileNode) node.links--;
}

/** Makes a folder. */
export function mkdir(mount: Mount, path: string): void {
  const { folder, name } = existingParent(mount, path, 'mkdir');
  if (folder.names.has(name)) throw known(mount, folder, name, 'EEXIST', 'mkdir', path);
  put(mount, folder, name, mount.server.newFolder(mount.sim.now));
}

/** Removes an empty folder. */
export function rmdir(mount: Mount, path: string): void {
  const { folder, name } = existingParent(mount, path, 'rmdir');
  const node = folder.names.get(name);
  if (node === undefined) throw known(mount, folder, name, 'ENOENT', 'rmdir', path);
  if (node instanceof FileNode) throw systemError('ENOTDIR', 'rmdir', path);
  if (node.names.size > 0) throw systemError('ENOTEMPTY', 'rmdir', path);
  node.exists = false;
  remove(mount, folder, name);
}

/** Gives a node a name. */
export function put(mount: Mount, folder: FolderNode, name: string, node: AnyNode): void {
  if (node instanceof FileNode) node.links++;
  folder.names.set(name, node);
  mount.changed(folder);
}

/** Takes a name away. */
export function remove(mount: Mount, folder: FolderNode, name: string): void {
  const node = folder.names.get(name);
  if (node instanceof FileNode) node.links--;
  folder.names.delete(name);
  mount.changed(folder);
}

/** Returns the folder of a path. It may be one that the machine remembers under an old name. */
export function existingParent(mount: Mount, path: string, call: string) {
  const parent = mount.parentOf(path, call);
  if (!parent.folder.exists) throw systemError('ENOENT', call, path);
  return parent;
}

/** The answer of the server tells the machine whether a name exists. */
function known(
  mount: Mount,
  folder: FolderNode,
  name: string,
  code: 'ENOENT' | 'EEXIST',
  call: string,
  path: string,
): Error {
  mount.forget(folder, name);
  return systemError(code, call, path);
}
