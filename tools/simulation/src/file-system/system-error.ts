import { constants } from 'node:os';

const TEXTS: Readonly<Record<string, string>> = {
  EEXIST: 'file already exists',
  EINVAL: 'invalid argument',
  ENOSYS: 'function not implemented',
  EIO: 'i/o error',
  EISDIR: 'illegal operation on a directory',
  ENOENT: 'no such file or directory',
  ENOSPC: 'no space left on device',
  ENOTDIR: 'not a directory',
  ENOTEMPTY: 'directory not empty',
  ESTALE: 'stale file handle',
};

/** Returns the error that Node throws when a system call fails. */
export function systemError(code: string, call: string, path?: string): NodeJS.ErrnoException {
  const where = path === undefined ? '' : ` '${path}'`;
  const message = `${code}: ${TEXTS[code] ?? 'unknown error'}, ${call}${where}`;
  const errno = -(constants.errno as unknown as Record<string, number>)[code]!;
  return Object.assign(new Error(message), { code, errno, syscall: call, ...(path && { path }) });
}
