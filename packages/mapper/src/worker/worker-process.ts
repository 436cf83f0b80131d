/**
 * The entry of a worker process: rows come and reports go over the channel to the pool.
 */
import { Worker } from 'node:worker_threads';
import { RowServer } from './row-server.ts';

/** Ends this process and all that it has started: the pool makes it leader of a process group. */
const endGroup = () => process.kill(-process.pid, 'SIGKILL');

/** The process that the pool is in. It may have ended before this one began. */
const pool = Number(process.argv[2]);

/**
 * A function that computes keeps this thread from noticing that the pool is gone, so another thread
 * watches. It is given as text, because it starts faster than a module.
 */
const WATCH = `
  setInterval(() => {
    if (process.ppid !== ${pool}) process.kill(-process.pid, 'SIGKILL');
  }, 250);
`;

/** Makes writes return when the pool can read them: what a row prints before it crashes is kept. */
function printAtOnce(stream: NodeJS.WriteStream): void {
  const { _handle: handle } = stream as { _handle?: { setBlocking?(blocking: boolean): void } };
  handle?.setBlocking?.(true);
}

const send = process.send!.bind(process);
// What a function sent would be taken for a report.
delete process.send;

const server = new RowServer(
  (message) => send(message),
  () => process.exit(0),
);
printAtOnce(process.stdout);
printAtOnce(process.stderr);
// A cluster that ends a job tells all its processes at once. What becomes of the row decides the
// pool: it would take this process for crashed, and the row for failed.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', endGroup);
process.on('exit', () => process.connected && server.report());
process.on('message', (message) => server.receive(message as never));
if (!process.connected || process.ppid !== pool) endGroup();
new Worker(WATCH, { eval: true, execArgv: [], env: {}, stdin: false }).unref();
