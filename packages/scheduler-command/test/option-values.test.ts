import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { count, list, text, toggle } from '../src/option-values.ts';

describe('text', () => {
  test('is written unchanged, also with special characters of a shell', () => {
    const shelly = `a b 'c' "d" $HOME \`id\` * ; | & ü`;
    expect(text.write(shelly)).toBe(shelly);
  });

  test('refuses empty strings, control characters and other types', () => {
    for (const value of ['', 'a\nb', 'a\0b', NaN, Infinity, true, {}, [], null]) {
      expect(text.write(value)).toBeUndefined();
    }
  });
});

describe('count', () => {
  test('accepts every integer above 0, also as a string', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), (n) => {
        expect(count.write(n)).toBe(String(n));
        expect(count.write(String(n))).toBe(String(n));
      }),
    );
  });

  test('refuses everything else', () => {
    for (const value of [0, -1, 1.5, '1.5', '4x', '', NaN, 1e21, true, [1, 2]]) {
      expect(count.write(value)).toBeUndefined();
    }
  });
});

test('a toggle has no value or a string', () => {
  expect(toggle.write(true)).toBe(true);
  expect(toggle.write('user')).toBe('user');
  expect(toggle.write('')).toBeUndefined();
});

test('a list is joined by commas, and each item has to be a string', () => {
  expect(list.write('n1')).toBe('n1');
  expect(list.write(['n1', 2])).toBe('n1,2');
  for (const value of [[], ['n1', ''], [['n1']], { n1: true }]) {
    expect(list.write(value)).toBeUndefined();
  }
});
