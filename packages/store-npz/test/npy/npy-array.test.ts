import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { packColumn, unpackColumn } from '@psyrun/columns/internal';
import { decodeArray, encodeArray } from '../../src/npy/npy-array.ts';
import { parseDescr } from '../../src/npy/npy-dtype.ts';
import { parseNpyHeader } from '../../src/npy/npy-header.ts';

const decode = (descr: string, shape: number[], bytes: number[], fortranOrder = false) =>
  decodeArray({ dtype: parseDescr(descr), shape, fortranOrder }, Uint8Array.from(bytes));

const zeros = (count: number) => new Array<number>(count).fill(0);
/** The first byte of the integer that NumPy uses for "not a time"; all others are 0. */
const NAT = 0x80;

describe('decodeArray', () => {
  test.each<[string, number[], ArrayLike<unknown>]>([
    ['>i2', [0xff, 0xfe, 0, 3], Int16Array.of(-2, 3)],
    ['>u4', [0, 0, 1, 0, 0, 0, 0, 9], Uint32Array.of(256, 9)],
    ['>f4', [0x3f, 0x80, 0, 0, 0xbf, 0, 0, 0], Float32Array.of(1, -0.5)],
    ['<f2', [0x00, 0x3c, 0x01, 0x00], Float32Array.of(1, 2 ** -24)],
    ['>f2', [0xfc, 0x00, 0x7e, 0x00], Float32Array.of(-Infinity, NaN)],
    ['|b1', [0, 1], Uint8Array.of(0, 1)],
    ['>U1', [0, 1, 0xf6, 0, 0, 0, 0, 0x61], ['\u{1f600}', 'a']],
    ['|S2', [0x61, 0, 0xff, 0x62], [Uint8Array.of(0x61), Uint8Array.of(0xff, 0x62)]],
    ['<M8[s]', [1, ...zeros(14), NAT], [new Date(1000), null]],
    ['>M8[D]', [...zeros(7), 2, NAT, ...zeros(7)], [new Date(2 * 86_400_000), null]],
    ['<m8[ms]', [0xf4, 1, ...zeros(13), NAT], Float64Array.of(0.5, NaN)],
    [
      '<c8',
      [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x80, 0x3f],
      Float64Array.of(1, -2, 0, 1),
    ],
  ])('%s', (descr, bytes, data) => {
    expect(decode(descr, [2], bytes).data).toEqual(data);
  });

  test('Fortran order is turned into row-major order', () => {
    const bytes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    const data = Uint8Array.of(0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11);
    expect(decode('|u1', [2, 3, 2], bytes, true).data).toEqual(data);
  });

  test('bytes at an odd place are read as well', () => {
    const bytes = new Uint8Array(11).subarray(3).fill(1);
    const header = { dtype: parseDescr('<i8'), shape: [1], fortranOrder: false };
    expect(decodeArray(header, bytes).data).toEqual(BigInt64Array.of(0x0101010101010101n));
  });

  test.each<[string, string, number[], number[]]>([
    ['too few bytes', '<f8', [2], [0, 0, 0, 0, 0, 0, 0, 0]],
    ['too many bytes', '|u1', [2], [0, 0, 0]],
    ['an overflowing shape', '|u1', [2 ** 40, 2 ** 40], []],
    ['rows out of nothing', '|u1', [10 ** 12, 0], []],
    ['an invalid character', '<U1', [1], [0, 0, 0x11, 0]],
  ])('refuses %s', (_, descr, shape, bytes) => {
    expect(() => decode(descr, shape, bytes)).toThrow(
      expect.objectContaining({ code: 'PSYRUN_FILE_FORMAT' }),
    );
  });
});

describe('encodeArray', () => {
  test('decoding returns the encoded values', () => {
    const column = fc.oneof(
      fc.array(fc.double()),
      fc.array(fc.maxSafeInteger()),
      fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
      fc.array(fc.boolean()),
      fc.array(fc.string({ unit: 'binary' }).filter((text) => !text.endsWith('\0'))),
      fc.array(fc.record({ re: fc.double(), im: fc.double() }, { noNullPrototype: true })),
      fc.array(fc.float32Array({ minLength: 3, maxLength: 3 })),
    );
    fc.assert(
      fc.property(column as fc.Arbitrary<unknown[]>, (values) => {
        const packed = packColumn('key', values);
        const bytes = Buffer.concat(encodeArray('key', packed));
        const { header, dataOffset } = parseNpyHeader(bytes);
        const back = decodeArray(header, Uint8Array.from(bytes.subarray(dataOffset)));
        expect([...unpackColumn(back)]).toEqual([...unpackColumn(packed)]);
      }),
    );
  });

  test('a NUL at the end of a string is refused, within it is kept', () => {
    expect(() => encodeArray('s', packColumn('s', ['a', 'b\0']))).toThrow(
      /Row 1 of "s" ends with a NUL/,
    );
    expect(() => encodeArray('s', packColumn('s', ['a\0b']))).not.toThrow();
  });
});
