import { inflateRawSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { pack, packText } from '../../src/codec/pack.ts';
import { fromPlanes } from '../../src/codec/packed.ts';

test.each([[[0, 255]], [[1, 256, 65535]], [[7, 2 ** 32 - 1, 65536]], [[]]])(
  '%j comes back',
  (codes) => {
    const packed = pack(codes);
    const bytes = inflateRawSync(Buffer.from(packed.data, 'base64'));
    expect(bytes.length).toBe(packed.planes * codes.length);
    expect([...fromPlanes(bytes, packed)]).toEqual(codes);
  },
);

test('text comes back', () => {
  const text = '{"a":"é</script>"}';
  expect(inflateRawSync(Buffer.from(packText(text), 'base64')).toString('utf8')).toBe(text);
});
