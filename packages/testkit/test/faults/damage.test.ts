import { describe, expect, test } from '@jest/globals';
import { damaged, seededRandom } from '../../src/faults/damage.ts';

describe('damaged', () => {
  const bytes = Uint8Array.from({ length: 200 }, (_, i) => i);
  const some = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 300 }, () => damaged(bytes, random));
  };

  test('is the same for the same seed, and leaves the original as it is', () => {
    expect(some(1)).toEqual(some(1));
    expect(some(1)).not.toEqual(some(2));
    expect(bytes).toEqual(Uint8Array.from({ length: 200 }, (_, i) => i));
  });

  test('changes, cuts and shortens files', () => {
    const files = some(3);
    expect(files.some((file) => file.length === 200)).toBe(true);
    expect(files.some((file) => file.length < 100)).toBe(true);
    expect(files.filter((file) => file.join() === bytes.join()).length).toBeLessThan(30);
  });
});
