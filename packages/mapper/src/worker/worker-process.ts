/**
 * The entry of a worker process. It receives rows from the pool and sends reports to it, through
 * the channel.
 */
import { Worker } from 'node:worker_threads';
import { RowServer } from './row-server.ts';

/**
 * Ends this process and all processes that it started. The pool makes it the leader of a process
 * group.
 */
const endGroup = () => process.kill(-process.pid, 'SIGKILL');

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

/** Makes writes synchronous, so that the output of a row before its crash is kept. */
function printAtOnce(stream: NodeJS.WriteStream): void {
  const { _handle: handle } = stream as { _handle?: { setBlocking?(blocking: boolean): void } };
  handle?.setBlocking?.(true);
}

const send = process.send!.bind(process);
// The pool would take a message of the user's function for a report.
delete process.send;

const server = new RowServer(
  (message) => send(message),
  () => process.exit(0),
);
printAtOnce(process.stdout);
printAtOnce(process.stderr);
// A cluster that ends a job signals all its processes at once. This process ignores the signal and
// lets the pool decide about the row; otherwise the pool would see a crash and count the row as
// failed.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', endGroup);
process.on('exit', () => process.connected && server.report());
process.on('message', (message) => server.receive(message as never));
if (!process.connected || process.ppid !== pool) endGroup();
new Worker(WATCH, { eval: true, execArgv: [], env: {}, stdin: false }).unref();
