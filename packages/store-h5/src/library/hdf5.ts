import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PsyrunError } from '@psyrun/core';
import type { Module } from 'h5wasm/node';

/** The functions of the HDF5 library. */
export type Hdf5Functions = typeof Module;

/** The HDF5 library, which reports every failure of a call. */
export interface Hdf5 {
  /**
   * Calls functions of the library and returns the result of `action`. Throws the error of
   * `failure` if the library reports one, whatever its functions return.
   */
  call<T>(action: (functions: Hdf5Functions) => T, failure: (reason: string) => PsyrunError): T;
}

let library: Promise<Hdf5> | undefined;
let loads = 0;

/**
 * Loads the library once. It takes a tenth of a second and 40 MB, so it is loaded when it is first
 * used.
 */
export function loadHdf5(): Promise<Hdf5> {
  library ??= load().catch((error: unknown) => {
    library = undefined;
    throw error;
  });
  return library;
}

async function load(): Promise<Hdf5> {
  const { ready } = await importLibrary();
  const functions = await ready;
  const messages = captureMessages(functions);
  return {
    call(action, failure) {
      try {
        const result = action(functions);
        const reason = reasonIn(messages.take());
        if (reason !== undefined) throw failure(reason);
        return result;
      } catch (error) {
        if (error instanceof PsyrunError) throw error;
        // A trap leaves the library in an unknown state: the next use loads a new copy.
        if ((error as Error).name === 'RuntimeError') library = undefined;
        throw failure(reasonIn(messages.take()) ?? (error as Error).message);
      }
    },
  };
}

/** A second copy of the module needs another address. */
function importLibrary(): Promise<{ ready: Promise<Hdf5Functions> }> {
  if (loads++ === 0) return import('h5wasm/node');
  return import(`${addressOfLibrary()}?${loads}`) as Promise<{ ready: Promise<Hdf5Functions> }>;
}

/**
 * Returns the URL of the library. Node has `import.meta.resolve` from 18.19 on; `require.resolve` does not
 * find a package that can only be imported.
 */
function addressOfLibrary(): string {
  const { resolve } = import.meta as Partial<ImportMeta>;
  if (resolve !== undefined) return resolve('h5wasm/node');
  const folders = createRequire(import.meta.url).resolve.paths('h5wasm')!;
  const files = folders.map((folder) => join(folder, 'h5wasm/dist/node/hdf5_hl.js'));
  return pathToFileURL(files.find((file) => existsSync(file))!).href;
}

/** The part of a stream of Emscripten's file system that is used here. */
interface Stream {
  node?: { mode: number };
  stream_ops?: {
    write(stream: Stream, memory: Uint8Array, offset: number, length: number): number;
  };
}

/**
 * The library prints the errors of its functions, also those that its JavaScript functions then
 * ignore (`create_dataset` returns success on a full disk). The printed text is kept instead of
 * going to standard error. It tells whether a call failed.
 *
 * The library's own exceptions (`activate_throwing_error_handler`) are not used: they unwind its
 * functions half-way, which leaves files and datasets open.
 */
function captureMessages(functions: Hdf5Functions): { take(): string } {
  const decoder = new TextDecoder();
  let text = '';
  const fileSystem = functions.FS as unknown as { getStream(fd: number): Stream };
  Object.assign(fileSystem.getStream(2), {
    node: { mode: 0o100666 },
    stream_ops: {
      write(_stream, memory, offset, length) {
        text += decoder.decode(memory.slice(offset, offset + length));
        return length;
      },
    },
  } satisfies Stream);
  return {
    take() {
      const taken = text;
      text = '';
      return taken;
    },
  };
}

/**
 * The library tries to set the byte order of an enumeration, which fails. It then reads the values in
 * the order of the file.
 */
const HARMLESS = /operation not allowed after enum members are defined/;

/**
 * Returns the reason of a failure from the library's listing of nested calls: the innermost call is
 * the most precise. Undefined if there is no listing.
 */
function reasonIn(all: string): string | undefined {
  const text = all
    .split(/(?=HDF5-DIAG)/)
    .filter((listing) => !HARMLESS.test(listing))
    .join('');
  const calls = [...text.matchAll(/^ {2}#\d+: .* in \w+\(\): (.*)$/gm)];
  if (calls.length === 0) return text.trim() || undefined;
  return [...new Set([calls[0]![1]!, calls.at(-1)![1]!])].join(': ');
}
