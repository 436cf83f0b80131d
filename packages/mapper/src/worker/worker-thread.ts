/**
 * The entry of a worker thread. It receives rows from the pool and sends reports to it, through the
 * port.
 */
import { parentPort } from 'node:worker_threads';
import { RowServer } from './row-server.ts';

const port = parentPort!;
const server = new RowServer(
  (message) => port.postMessage(message),
  () => process.exit(0),
);
port.on('message', (message) => server.receive(message as never));
