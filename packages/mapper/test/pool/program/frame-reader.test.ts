import { expect, test } from '@jest/globals';
import { FrameReader } from '../../../src/pool/program/frame-reader.ts';

test('parts of a payload can be copied, however the bytes arrive', () => {
  const bytes = Buffer.concat([
    Buffer.from('{"kind":"report","payload":4}\n'),
    Buffer.of(1, 2, 3, 4),
  ]);
  for (const size of [1, 7, bytes.length]) {
    const payloads: Uint8Array[] = [];
    const reader = new FrameReader(({ payload }) => payloads.push(payload));
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
    const [payload] = payloads as [Uint8Array];
    // The slice of a Buffer shares its memory.
    const part = payload.slice(2);
    payload.fill(0);
    expect([...part]).toEqual([3, 4]);
    expect(part.buffer.byteLength).toBe(2);
  }
});
