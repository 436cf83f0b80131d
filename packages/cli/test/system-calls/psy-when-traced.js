/**
 * Runs psy with the arguments of the process. First it loads psy, prints the numbers of its two threads
 * that use files, and waits for a line: strace attaches to a thread meanwhile.
 */
import crypto from 'node:crypto';
import { readlink } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { psyProcess } from '../../dist/psy-process.js';

// The names of files are the same in each run, but for the number of the process.
let count = 0;
crypto.randomUUID = () => `${String(++count).padStart(8, '0')}-0000-4000-8000-000000000000`;
syncBuiltinESMExports();

// This call is made in the only thread of libuv's pool. The calls without promises are made in the main thread.
const pool = basename(await readlink('/proc/thread-self'));
console.log(JSON.stringify({ main: String(process.pid), pool }));
await new Promise((resolve) => process.stdin.once('data', resolve));
process.stdin.destroy();
await psyProcess(new URL('../../../psyrun/dist/psy.js', import.meta.url).href);
