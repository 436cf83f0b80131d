/**
 * The entry of a worker thread: rows come and reports go over the port to the pool.
 */
import { parentPort } from 'node:worker_threads';
import { RowServer } from './row-server.ts';

const port = parentPort!;
const server = new RowServer(
  (message) => port.postMessage(message),
  () => process.exit(0),
);
port.on('message', (message) => server.receive(message as never));
