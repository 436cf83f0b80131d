/**
 * The entry of a worker process. It receives rows from the pool and sends reports to it, through
 * the channel.
 */
import { writeSync } from 'node:fs';
import { setInterval } from 'node:timers';
import { Worker } from 'node:worker_threads';
import { CHANNEL_CLOSED } from '../row/failure/row-error.ts';
import { RowServer } from './row-server.ts';

// The function may replace these later.
const emit: typeof process.emit = process.emit.bind(process);
const kill = process.kill.bind(process);
const exit = process.exit.bind(process);

/**
 * Ends this process and all processes that it started. The pool makes it the leader of a process
 * group.
 */
const endGroup = () => kill(-process.pid, 'SIGKILL');

/** The number of the pool's process, which may have ended before this process started. */
const pool = Number(process.argv[2]);

/**
 * While a function computes, this thread cannot notice that the pool is gone. Another thread
 * watches for that. Its code is a string, because a string starts faster than a module.
 */
const WATCH = `
  setInterval(() => {
    if (process.ppid !== ${pool}) process.kill(-process.pid, 'SIGKILL');
  }, 250);
`;

/** Ends the group after the channel to the pool has closed. Says so if the function has closed it. */
function endWithoutChannel(): void {
  try {
    if (process.ppid === pool) writeSync(2, `${CHANNEL_CLOSED}\n`);
  } catch {
    // The function has closed standard error, too.
  }
  endGroup();
}

/** Makes writes synchronous, so that the output of a row before its crash is kept. */
function printAtOnce(stream: NodeJS.WriteStream): void {
  const { _handle: handle } = stream as { _handle?: { setBlocking?(blocking: boolean): void } };
  handle?.setBlocking?.(true);
}

/** Milliseconds between two checks whether the process still listens. */
const LISTEN_AGAIN = 250;

const send = process.send!.bind(process);
// The pool would take a message of the user's function for a report.
delete process.send;

const server = new RowServer(
  (message) => {
    listen(); // The answer of the pool may come at once.
    send(message);
  },
  () => exit(0),
);
printAtOnce(process.stdout);
printAtOnce(process.stderr);
// A cluster that ends a job signals all its processes at once. This process ignores the signal and
// lets the pool decide about the row; otherwise the pool would see a crash and count the row as
// failed.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
/** An event of this file, by which it finds out whether events still reach their listeners. */
const PROBE = 'psyrun probe';
let isHeard = false;
const LISTENERS: readonly (readonly [event: string, listener: (message: unknown) => void])[] = [
  [PROBE, () => (isHeard = true)],
  ['uncaughtExceptionMonitor', (error) => server.uncaught(error)],
  ['disconnect', endWithoutChannel],
  ['exit', () => process.connected && server.report()],
  ['message', (message) => server.receive(message as never)],
];
/**
 * Listens, also after the function has removed all listeners of the process or has replaced
 * `process.emit`. A replacement that passes events on is kept.
 */
function listen(): void {
  for (const [event, listener] of LISTENERS) {
    if (!process.listeners(event as 'message').includes(listener)) process.on(event, listener);
  }
  isHeard = false;
  try {
    process.emit(PROBE as 'message', undefined, undefined);
  } catch {
    // A replacement of `process.emit` may throw.
  }
  if (!isHeard) process.emit = emit;
}
listen();
setInterval(listen, LISTEN_AGAIN).unref();
if (!process.connected || process.ppid !== pool) endGroup();
new Worker(WATCH, { eval: true, execArgv: [], env: {}, stdin: false }).unref();
