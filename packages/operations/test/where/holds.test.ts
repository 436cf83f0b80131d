import { expect, test } from '@jest/globals';
import { isPsyrunError } from '@psyrun/core';
import { holds, parseWhere } from '../../src/where/index.ts';

const ROW = {
  ...{ beta: 2.5, n: 3, big: 2n ** 64n, mode: 'a', text: "it's", none: NaN, gone: undefined },
  ...{ on: true, when: new Date(0), v: [1, 2], 'a b': 1, and: 2, inf: 7, __proto__: undefined },
};

function answer(text: string): boolean | string {
  try {
    return holds({ text, expression: parseWhere(text) }, ROW, 5);
  } catch (error) {
    if (!isPsyrunError(error, 'PSYRUN_USAGE')) throw error;
    return error.message;
  }
}

test.each([
  ['beta > 2', true],
  ['beta > 2.5', false],
  ['2 < beta and beta <= 2.5', true],
  ['n = 3 && n == 3 && n != 4', true],
  ['not n == 3 or !(n != 3)', true],
  ['n + 2 * 3 == 9 and (n + 2) * 3 == 15 and n - 1 - 1 == 1', true],
  ['-n == -3 and 7 % n == 1 and n / 2 == 1.5', true],
  ['big == 18446744073709551616 and big > n', true],
  ["mode == 'a' and mode in ['b', \"a\"] and mode < 'b'", true],
  [`text == "it's"`, true],
  ['none == nan and not none == none + 1 == false', 'Only two values are compared.'],
  ['none == nan', true],
  ['none > 0 or none <= 0 or none == 0', false],
  ['gone == null and missing == null', true],
  ['gone > 0 or gone <= 0 or gone + 1 > 0', false],
  ['not gone > 0', true],
  ['on', true],
  ['on == true and on != false', true],
  ["when < '1970-01-02'", true],
  ['`a b` == 1 and `and` == 2 and `inf` == 7', true],
  ['n < inf and n > -inf', true],
  ["mode == 1 or n == '3' or on == 1", false],
  ['toString == null and constructor == null and __proto__ == null', true],
  ['mode > 2', "'mode' is text, which is not comparable with a number by > (row 5)."],
  ['v > 2', "'v' is an array"],
  ['mode + 1 > 2', "'mode' is text, and only numbers can be computed with"],
  ['n', "'n' is a number, which is neither true nor false"],
  ['n > ', 'see character 5: A value is expected there, not its end.'],
  ['(n > 1', "')' is expected there."],
  ['n > 1)', "see character 6: ')' is not expected there."],
  ['n in 3', "'[' is expected there."],
  ["n == 'a", "The ' has no second one."],
  ['n == 1; n', "';' is no part of a condition."],
  ['1 < n < 3', 'Only two values are compared.'],
  ['process.exit(1)', "'(' is not expected there."],
  ['('.repeat(400), 'It has more than 300 parts.'],
])('%s', (text, expected) => {
  if (typeof expected === 'string') expect(answer(text)).toContain(expected);
  else expect(answer(text)).toBe(expected);
});

test('any text is a condition or is refused', () => {
  const parts = [
    'n',
    'beta',
    ' ',
    '>',
    '=',
    '(',
    ')',
    '[',
    ']',
    ',',
    "'a'",
    '-',
    '2',
    'and',
    'not ',
  ];
  let seed = 1;
  const draw = () => (seed = (seed * 48271) % 2147483647);
  const kinds = new Set<string>();
  for (let i = 0; i < 2000; i++) {
    const text = Array.from({ length: draw() % 9 }, () => parts[draw() % parts.length]).join('');
    kinds.add(typeof answer(text));
  }
  expect([...kinds].sort()).toEqual(['boolean', 'string']);
});
