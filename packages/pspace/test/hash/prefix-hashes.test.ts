import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { hashSpace, param, range, type Space } from '../../src/index.ts';
import { ListAxis } from '../../src/axes/list-axis.ts';
import { PrefixHashes } from '../../src/hash/prefix-hashes.ts';

const numbers = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 5 });
const lists: fc.Arbitrary<Space> = fc
  .tuple(numbers, numbers)
  .map(([a, b]) => param({ a }).product(param({ b })));
const spaces = fc.oneof(
  lists,
  fc.tuple(lists, lists).map(([one, other]) => one.sum(other).sum(param({ c: range(3) })) as Space),
  lists.map((one) => one.shuffle(1)),
  lists.map((one) => one.was({ a: 1 })),
);

test('the hash of the first rows is that of a space with these rows, in whatever order one asks', () => {
  const order = fc.array(fc.nat(20), { maxLength: 12 });
  fc.assert(
    fc.property(spaces, order, (space, lengths) => {
      const prefixes = new PrefixHashes(space);
      for (const length of lengths.filter((one) => one <= space.length)) {
        expect(prefixes.at(length)).toBe(hashSpace(space.slice(0, length)));
      }
    }),
  );
});

test('units count', () => {
  const t = {
    from: 'ms',
    to: 's',
    convert: (x: number) => x / 1000,
    inverse: (x: number) => x * 1000,
  };
  const space = param({ t: [1, 2, 3] }).converted({ t });
  expect(new PrefixHashes(space).at(2)).toBe(hashSpace(space.slice(0, 2)));
  expect(new PrefixHashes(space).at(2)).not.toBe(hashSpace(param({ t: [1, 2] })));
});

test('each value is read once, however many prefixes are asked for', () => {
  const prefixes = new PrefixHashes(param({ a: Float64Array.from({ length: 1000 }, Math.sin) }));
  const value = jest.spyOn(ListAxis.prototype, 'value');
  for (let length = 0; length <= 1000; length += 20) prefixes.at(length);
  expect(value).toHaveBeenCalledTimes(1000);
  value.mockRestore();
});
