import { expect, test } from '@jest/globals';
import { formerText } from '../../src/former/former-text.ts';
import { param } from '../../src/index.ts';

const { former } = param({ x: [1000], solver: ['rk4'], beta: [1], tags: [[1]] as unknown[] })
  .was({ solver: 'euler', tags: [1, 'a'] })
  .renamed({ rate: 'beta' })
  .dropped({ version: 2 })
  .converted({ x: { from: 'm', to: 'km', convert: (x) => x / 1000, inverse: (x) => x * 1000 } });
const KM = { x: 'km' };

test.each([
  [['x', 'beta', 'tags'], KM, "were solver = 'euler'"],
  [['x', 'beta', 'solver'], KM, 'were tags = [1,"a"]'],
  [['x', 'rate', 'solver', 'tags'], KM, 'rate is now beta'],
  [['x', 'beta', 'solver', 'tags', 'version'], KM, 'version was 2'],
  [['x', 'beta', 'solver', 'tags'], { x: 'm' }, 'x was in m, not km'],
  [['x', 'beta', 'solver', 'tags'], {}, 'x was in m, not km'],
  [['rate', 'tags', 'version'], KM, "were solver = 'euler'; rate is now beta; version was 2"],
])('rows with the keys %j and the units %j: %#', (keys, units, text) => {
  expect(formerText(keys, former, units)).toBe(text);
});

test('rows with the present keys and units have no text', () => {
  expect(formerText(['x', 'beta', 'solver', 'tags'], former, KM)).toBeUndefined();
});
