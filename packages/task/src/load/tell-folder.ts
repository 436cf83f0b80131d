import { existsSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { cwd } from 'node:process';
import { isNativeError, isPromise } from 'node:util/types';

/**
 * Calls a function of a task file. If it fails because a file is not in the folder in which psy was
 * started, but lies beside the task file, the error says so.
 *
 * @param taskFile Absolute path of the task file.
 */
export function tellFolder<T>(taskFile: string, call: () => T): T {
  try {
    const returned = call();
    // A function that is not async stays so: it is called 10⁶ times.
    return isPromise(returned) ? (told(taskFile, returned) as T) : returned;
  } catch (error) {
    addFolder(taskFile, error);
    throw error;
  }
}

async function told(taskFile: string, promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    addFolder(taskFile, error);
    throw error;
  }
}

/** Completes the message of an error of the file system. Never throws. */
function addFolder(taskFile: string, error: unknown): void {
  // A proxy is no native error. Members may be getters that throw: only plain values are read.
  if (!isNativeError(error) || valueOf(error, 'code') !== 'ENOENT') return;
  const [path, message] = [valueOf(error, 'path'), valueOf(error, 'message')];
  if (path === undefined || message === undefined || isAbsolute(path)) return;
  if (!existsSync(resolve(dirname(taskFile), path))) return;
  const url = `new URL(${JSON.stringify(path)}, import.meta.url)`;
  const text = `${message}. Rows run in ${cwd()}. The file beside the task file is ${url}`;
  Reflect.set(
    error,
    'stack',
    error.stack?.replace(message, () => text),
  );
  Reflect.set(error, 'message', text);
}

function valueOf(error: object, member: string): string | undefined {
  const value: unknown = Object.getOwnPropertyDescriptor(error, member)?.value;
  return typeof value === 'string' ? value : undefined;
}
