import { expect, test } from '@jest/globals';
import { rowOutput } from '../../src/process/row-output.ts';

const LEFT_OUT = '(The rest of the output of rows is left out: it is longer than 6 characters.)';

test.each([
  [['abc', 'def'], 'abcdef'],
  [['abc', 'def', 'g', 'h'], `abcdef\n${LEFT_OUT}\n`],
  [['abcdefgh', 'i'], `abcdef\n${LEFT_OUT}\n`],
])('of the output %j, the first 6 characters are kept', (texts, kept) => {
  let log = '';
  const output = rowOutput((text) => (log += text), 6);
  for (const text of texts) output(text);
  expect(log).toBe(kept);
});
