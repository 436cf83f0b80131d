import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeText, encodeText } from '../src/text.ts';

test.each([
  ['ü', 'c3bc'],
  ['\ud800', 'eda080'],
  ['a\udfffb', '61edbfbf62'],
  ['😀', 'f09f9880'],
  ['\ufffd', 'efbfbd'],
  ['\ufeffx', 'efbbbf78'],
])('%j is %s', (text, hex) => {
  expect(encodeText(text).toString('hex')).toBe(hex);
  expect(decodeText(Buffer.from(hex, 'hex'))).toBe(text);
});

test.each(['ff', 'c3', 'ed80', 'c080', 'eda080ff'])('%s is no text', (hex) => {
  expect(decodeText(Buffer.from(hex, 'hex'))).toBeUndefined();
});

test('any text comes back, halves of surrogate pairs too', () => {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      expect(decodeText(encodeText(text))).toBe(text);
    }),
    { numRuns: 1000 },
  );
});
