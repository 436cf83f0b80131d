import { expect, test } from '@jest/globals';
import { exactText, shortNumber, valueText } from '../../src/model/value-text.ts';

test('numbers are short for people and exact for code', () => {
  expect([123456, 1 / 3, 1e-7, 123456789.5].map(shortNumber)).toEqual([
    '123456',
    '0.3333',
    '1e-7',
    '1.235e+8',
  ]);
  expect([exactText(1 / 3), exactText(2n), exactText([1n])]).toEqual([
    '0.3333333333333333',
    '2n',
    '["1n"]',
  ]);
});

test('long values are cut', () => {
  expect(valueText('x'.repeat(99))).toBe(`${'x'.repeat(39)}…`);
});

test('dates have no quotes, and end with the last part that is not zero', () => {
  const times = [
    '2026-01-02',
    '2026-01-02T03:04Z',
    '2026-01-02T03:04:05Z',
    '2026-01-02T00:00:00.007Z',
  ];
  expect(times.map((time) => valueText(new Date(time)))).toEqual(times);
});
