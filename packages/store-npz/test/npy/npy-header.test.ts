import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatDescr, parseDescr } from '../../src/npy/npy-dtype.ts';
import { formatNpyHeader, npyDataOffset, parseNpyHeader } from '../../src/npy/npy-header.ts';

const headerOf = (text: string, version = 1) => {
  const body = Buffer.from(text);
  const prefix = Buffer.from([
    0x93,
    ...Buffer.from('NUMPY'),
    version,
    0,
    body.length & 0xff,
    body.length >> 8,
  ]);
  return Buffer.concat([prefix, version === 1 ? Buffer.alloc(0) : Buffer.alloc(2), body]);
};
const valid = "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }";

describe('parseNpyHeader', () => {
  test('reads what formatNpyHeader writes, and the elements are aligned', () => {
    const descrs = ['|b1', '|u1', '<f8', '>f4', '<c16', '<U7', '<i8', '>u2'];
    fc.assert(
      fc.property(
        fc.constantFrom(...descrs),
        fc.array(fc.nat(1e9), { maxLength: 6 }),
        fc.boolean(),
        (descr, shape, fortranOrder) => {
          const header = { dtype: parseDescr(descr), shape, fortranOrder };
          const bytes = formatNpyHeader(header);
          expect(parseNpyHeader(bytes)).toEqual({ header, dataOffset: bytes.length });
          expect(bytes.length % 64).toBe(0);
          expect(formatDescr(header.dtype)).toBe(descr);
        },
      ),
    );
  });

  test.each([
    ['keys in another order', "{'shape': (), 'fortran_order': True, 'descr': '<f8'}", []],
    [
      'double quotes and long integers of Python 2',
      `{"descr": '<f8', "fortran_order": False, "shape": (2L, 3L)}`,
      [2, 3],
    ],
  ])('%s', (_, text, shape) => {
    expect(parseNpyHeader(headerOf(text)).header.shape).toEqual(shape);
    expect(parseNpyHeader(headerOf(text, 2)).header.shape).toEqual(shape);
    expect(parseNpyHeader(headerOf(text, 3)).header.shape).toEqual(shape);
  });

  test.each<[string, Uint8Array]>([
    ['no mark', Buffer.from('PK not an array')],
    ['too short', headerOf('').subarray(0, 8)],
    ['an unknown version', headerOf(valid, 4)],
    ['an end within the header', headerOf(valid).subarray(0, 30)],
    ['a missing field', headerOf("{'descr': '<f8', 'shape': (3,), }")],
    ['an unknown field', headerOf(valid.replace('}', "'x': 1}"))],
    ['a shape of something else', headerOf(valid.replace('3', '-3'))],
    ['code', headerOf(valid.replace("'<f8'", '__import__("os")'))],
  ])('refuses %s', (_, bytes) => {
    expect(() => parseNpyHeader(bytes)).toThrow(
      expect.objectContaining({ code: 'PSYRUN_FILE_FORMAT' }),
    );
  });

  test('refuses headers beyond what NumPy allows before they are in memory', () => {
    const prefix = Buffer.from([0x93, ...Buffer.from('NUMPY'), 2, 0, 255, 255, 255, 127]);
    expect(() => npyDataOffset(prefix)).toThrow(/header has 2147483659 bytes/);
  });

  test.each(['|O', '<M8[xs]', '<m8[Y]', '<f8[s]', '<f16', '<i3', '|V8'])(
    'type %s is not supported',
    (descr) => {
      expect(() => parseDescr(descr)).toThrow(
        expect.objectContaining({ code: 'PSYRUN_NOT_SUPPORTED' }),
      );
    },
  );

  test('structures are not supported', () => {
    const text = valid.replace("'<f8'", "[('a', '<f8'), ('b', '<i4')]");
    expect(() => parseNpyHeader(headerOf(text))).toThrow(/\[\('a', '<f8'\)/);
  });
});
