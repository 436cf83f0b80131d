import { expect, test } from '@jest/globals';
import { isUnchanged, joinedFormer, UNCHANGED } from '../../src/former/former-rows.ts';

const keys = () => ['a', 'b'];

test('what two spaces say is joined', () => {
  const one = joinedFormer(UNCHANGED, { was: { a: 1 } }, keys);
  const both = joinedFormer(one, { was: { a: 1n }, renamed: { r: 'b' }, dropped: { v: 2 } }, keys);
  expect(both).toEqual({ was: { a: 1n }, renamed: { r: 'b' }, dropped: { v: 2 }, converted: {} });
  expect(isUnchanged(both)).toBe(false);
  expect(isUnchanged(joinedFormer(UNCHANGED, {}, keys))).toBe(true);
});

test.each([
  [{ was: { a: 2 } }, 'was says two things about it'],
  [{ was: { c: 1 } }, 'the space has no such key'],
  [{ renamed: { r: 'c' } }, 'the space has no such key'],
  [{ renamed: { b: 'a' } }, 'the space still has the key'],
  [{ dropped: { b: 1 } }, 'the space still has the key'],
  [{ renamed: { r: 'a' }, dropped: { r: 1 } }, 'it is renamed and dropped'],
])('%j contradicts the keys or the other space', (said, why) => {
  const one = joinedFormer(UNCHANGED, { was: { a: 1 } }, keys);
  expect(() => joinedFormer(one, said, keys)).toThrow(why);
});
