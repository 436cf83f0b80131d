import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ByteQueue } from '../../src/zip/byte-queue.ts';

async function* stream(pieces: readonly Uint8Array[]) {
  yield* pieces;
}

test('gives the bytes of the stream, in the sizes that are asked for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 9 })),
      fc.array(fc.nat(12)),
      async (pieces, sizes) => {
        const all = Buffer.concat(pieces);
        const queue = new ByteQueue(stream(pieces));
        let at = 0;
        for (const size of sizes) {
          const taken = await queue.take(size);
          expect(Buffer.from(taken)).toEqual(all.subarray(at, at + size));
          at += taken.length;
        }
        expect(Buffer.from(await queue.take(1000))).toEqual(all.subarray(at));
      },
    ),
  );
});
