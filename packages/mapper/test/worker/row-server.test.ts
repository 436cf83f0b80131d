import { expect, test } from '@jest/globals';
import { functionAddress } from '../../src/pool/function-address.ts';
import type { FromWorker } from '../../src/worker/messages.ts';
import { RowServer } from '../../src/worker/row-server.ts';
import { FUNCTIONS } from '../pool-run.ts';

/** Returns the messages of a worker until all `count` rows are reported or returned. */
async function served(count: number, ms: number): Promise<FromWorker[]> {
  const sent: FromWorker[] = [];
  let open = count;
  await new Promise<void>((resolve) => {
    const send = (message: FromWorker) => {
      sent.push(message);
      if (message.kind === 'report') open -= message.rows.length;
      if (open === 0 || message.kind === 'returned') resolve();
    };
    const server = new RowServer(send, () => undefined);
    server.receive({ kind: 'load', evaluator: functionAddress(FUNCTIONS, 'burn') });
    server.receive({
      kind: 'rows',
      first: 100,
      rows: new Array<{ ms: number }>(count).fill({ ms }),
      indices: Array.from({ length: count }, (_, index) => index),
      procId: 0,
      concurrency: 1,
      timeout: undefined,
      exclude: ['pid'],
    });
  });
  return sent;
}

const reported = (sent: readonly FromWorker[]) =>
  sent.flatMap((message) => (message.kind === 'report' ? message.rows : []));

test('rows are reported in order, after the worker has reported that it is ready', async () => {
  const sent = await served(300, 0);
  expect(sent[0]).toEqual({ kind: 'ready' });
  expect(reported(sent)).toEqual(Array.from({ length: 300 }, (_, i) => 100 + i));
});

test('rows that have not started after 100 ms are returned', async () => {
  const sent = await served(9, 60);
  const begun = reported(sent);
  expect(begun.length).toBeLessThanOrEqual(2);
  expect(sent.at(-1)).toEqual({ kind: 'returned', first: 100 + begun.length });
});
