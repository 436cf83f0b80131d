import { constants } from 'node:os';

const ERRNO: Readonly<Record<string, number>> = constants.errno;

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
  const error: NodeJS.ErrnoException = new Error(
    `${code}: ${TEXTS[code] ?? 'unknown error'}, ${call}${where}`,
  );
  error.code = code;
  error.errno = -ERRNO[code]!;
  error.syscall = call;
  if (path !== undefined) error.path = path;
  return error;
}
