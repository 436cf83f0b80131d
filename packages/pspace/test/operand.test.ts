import { expect, test } from '@jest/globals';
import { param, product, type Space } from '../src/index.ts';

const [a, b, c] = ['a', 'b', 'c'].map((key) => param({ [key]: [1, 2] }));
/** A method as task files call it, which are not type-checked. */
type Untyped = (...spaces: readonly unknown[]) => Space;
const call = (method: string, ...spaces: readonly unknown[]) =>
  (a as unknown as Record<string, Untyped>)[method]!(...spaces);

test.each(['product', 'sum', 'difference', 'intersection', 'zip'])(
  '%s refuses a second space, and its advice works',
  (method) => {
    const right = method === 'difference' || method === 'intersection' ? [a, a] : [b, c];
    expect(() => call(method, ...right)).toThrow(
      expect.objectContaining({
        code: 'PSYRUN_ARGUMENT',
        message: expect.stringContaining(`${method} takes one space, but was given 2.`),
        hint: expect.stringContaining(`a.${method}(b).${method}(c).`),
      }),
    );
    const once = call(method, right[0]) as unknown as Record<string, Untyped>;
    expect(() => once[method]!(right[1])).not.toThrow();
  },
);

test('product, as the advice names it, takes all of them', () => {
  expect(product(a!, b!, c!).length).toBe(8);
});
