import { expect, test } from '@jest/globals';
import { conversionOf, converted } from '../../src/former/conversion.ts';

const DEGREES = {
  from: 'degrees',
  to: 'radians',
  convert: (degrees: number) => (degrees * Math.PI) / 180,
  inverse: (radians: number) => (radians * 180) / Math.PI,
};

test('a number is found if it differs by a few roundings, and no other one', () => {
  const present = Array.from({ length: 361 }, (_, i) => DEGREES.convert(i));
  const conversion = conversionOf('angle', DEGREES, present);
  for (let i = 0; i < 361; i++) expect(converted(conversion, i)).toBe(present[i]);
  expect(converted(conversion, 90n)).toBe(Math.PI / 2);
  expect(converted(conversion, 90.0000000001)).toBeUndefined();
  expect(converted(conversion, 361)).toBeUndefined();
  expect(converted(conversion, '90')).toBeUndefined();
});

test('roundings count beside the larger number: 0.1 degrees Celsius are 273.25 kelvin', () => {
  const kelvin = {
    from: 'C',
    to: 'K',
    convert: (c: number) => c + 273.15,
    inverse: (k: number) => k - 273.15,
  };
  const conversion = conversionOf('t', kelvin, [273.25, 273.15]);
  expect(kelvin.inverse(273.25)).not.toBe(0.1);
  expect([0.1, 0].map((c) => converted(conversion, c))).toEqual([273.25, 273.15]);
});

test('a missing value stays one, and the values of a space may repeat', () => {
  const conversion = conversionOf('angle', DEGREES, [NaN, 0, -0, 0n]);
  expect(conversion.present).toEqual(Float64Array.of(0));
  expect(converted(conversion, NaN)).toBeNaN();
});

test.each([
  ['do not undo each other', { ...DEGREES, inverse: (x: number) => x }, [0.5], 'convert(0.5) is'],
  [
    'give two values one number',
    { ...DEGREES, convert: (x: number) => x, inverse: (x: number) => x },
    [1, 1 + 2e-16],
    'inverse is 1',
  ],
  ['are not for text', DEGREES, ['x'], 'x is not a finite number'],
])('functions that %s are refused', (_, unit, values, message) => {
  expect(() => conversionOf('angle', unit, values)).toThrow(message);
});
