import { expect, test } from '@jest/globals';
import { allocateBytes } from '../../src/array/allocate-bytes.ts';

test('too large an array is an error that names its purpose', () => {
  expect(() => allocateBytes(2 ** 53, 'column "x"')).toThrow(
    expect.objectContaining({
      code: 'PSYRUN_NOT_SUPPORTED',
      message: expect.stringContaining('no 9007199254740992 bytes for column "x"'),
    }),
  );
});
