import { expect, test } from '@jest/globals';
import { allocateBytes } from '../../src/array/allocate-bytes.ts';

test('what cannot be had is an error that names it', () => {
  expect(() => allocateBytes(2 ** 53, 'column "x"')).toThrow(
    expect.objectContaining({
      code: 'PSYRUN_NOT_SUPPORTED',
      message: expect.stringContaining('no 9007199254740992 bytes for column "x"'),
    }),
  );
});
