import { expect, test } from '@jest/globals';
import { asScalar } from '../../src/array/as-scalar.ts';

test.each<[string, unknown]>([
  ['float64', 0.1],
  ['float32', 0.5],
  ['float32', NaN],
  ['float64', -0],
  ['int8', -128],
  ['uint32', 2 ** 32 - 1],
  ['int64', 2n ** 60n],
  ['uint64', 5],
])('a %s holds %p', (dtype, value) => {
  expect(asScalar(dtype, value)).toMatchObject({ dtype, value });
});

test.each<[string, unknown]>([
  ['float32', 0.1],
  ['int8', 128],
  ['uint8', -1],
  ['int32', 0.5],
  ['int64', 0.5],
  ['uint64', -1n],
  ['float16', 1],
  ['constructor', 1],
  ['float64', '1'],
])('a %s does not hold %p', (dtype, value) => {
  expect(asScalar(dtype, value)).toBeUndefined();
});
