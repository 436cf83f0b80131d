import { expect, test } from '@jest/globals';
import { freeze, hashSpace, param, thaw } from '../../src/index.ts';

const PLAIN = param({ a: [1, 2], b: [3, 4] });
const DOUBLE = { from: 'h', to: 'f', convert: (h: number) => h * 2, inverse: (f: number) => f / 2 };
const SPACE = PLAIN.was({ b: 4.5 })
  .renamed({ r: 'a' })
  .dropped({ v: [1, NaN] })
  .converted({ b: DOUBLE });

/** A frozen space as a file has it. */
interface FrozenCopy {
  version: number;
  former: { converted: [{ former: string }] } & Record<string, unknown>;
}
const copy = (value: unknown) => JSON.parse(JSON.stringify(value)) as FrozenCopy;

test('a space says the same after it was frozen, in version 2', () => {
  const frozen = copy(freeze(SPACE));
  expect(frozen.version).toBe(2);
  expect(thaw(frozen).former).toEqual(SPACE.former);
  expect(copy(freeze(thaw(frozen)))).toEqual(frozen);
});

test('a space that says nothing has version 1, as before', () => {
  expect(freeze(PLAIN).version).toBe(1);
  expect(Object.keys(freeze(PLAIN))).toEqual(['format', 'version', 'space']);
});

test('units are part of the identity of a space, the other members are not', () => {
  expect(hashSpace(PLAIN.was({ b: 1 }).dropped({ v: 1 }).renamed({ r: 'a' }))).toBe(
    hashSpace(PLAIN),
  );
  expect(hashSpace(SPACE)).not.toBe(hashSpace(PLAIN));
  expect(hashSpace(thaw(copy(freeze(SPACE))))).toBe(hashSpace(SPACE));
});

test.each([
  ['was', [['zz', 1]], 'the space has no such key'],
  ['was', [['b']], 'a key and a value'],
  ['renamed', [['r', 1]], 'a string'],
  ['dropped', [['a', 1]], 'the space still has the key'],
  ['converted', [{}], 'the members key, from, to, former, present'],
])('a damaged member %s is refused', (member, value, expected) => {
  const frozen = copy(freeze(SPACE));
  frozen.former[member] = value;
  expect(() => thaw(frozen)).toThrow(expected);
});

test('damaged numbers of a conversion are refused', () => {
  const frozen = copy(freeze(SPACE));
  const [one] = frozen.former.converted;
  expect(() =>
    thaw({ ...frozen, former: { ...frozen.former, converted: [{ ...one, former: '' }] } }),
  ).toThrow('as many former');
  expect(() =>
    thaw({
      ...frozen,
      former: { ...frozen.former, converted: [{ ...one, former: 'AAAAAAAA8D8AAAAAAADwPw==' }] },
    }),
  ).toThrow('ascending');
  expect(() => thaw({ ...frozen, version: 3 })).toThrow('');
  const { former: _, ...without } = frozen;
  expect(() => thaw(without)).toThrow('former');
});
