/**
 * Runs psy with the arguments of the process. First it loads psy, prints the numbers of its two threads
 * that use files, and waits for a line: strace attaches to a thread meanwhile.
 */
import { readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { psyProcess } from '../../src/psy-process.ts';

// This call is made in the only thread of libuv's pool. The calls without promises are made in the main thread.
const pool = basename(await readlink('/proc/thread-self'));
console.log(JSON.stringify({ main: String(process.pid), pool }));
await new Promise((resolve) => process.stdin.once('data', resolve));
process.stdin.destroy();
await psyProcess(new URL('../../../psyrun/src/psy.ts', import.meta.url).href);
