import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrayParts } from '../../src/submit/array-parts.ts';
import { byCluster, formatJobId, jobNumbers, parseJobId } from '../../src/command/job-ids.ts';

test('a job id is the number of the job, after the name of another cluster', () => {
  expect(formatJobId([{ job: '12', offset: 0 }])).toBe('12');
  expect(parseJobId('12')).toEqual({ cluster: undefined, slurmIds: ['12'] });
  expect(parseJobId('graham:12_3')).toEqual({ cluster: 'graham', slurmIds: ['12_3'] });
});

test('finds each index of an array in its part', () => {
  const array = fc.uniqueArray(fc.nat(50_000), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(array, fc.integer({ min: 1, max: 20_000 }), (indices, maxArraySize) => {
      const parts = arrayParts(indices, maxArraySize);
      const id = formatJobId(
        parts.map(({ offset }, i) => ({ job: String(100 + i), offset })),
        'c_1',
      );
      parts.forEach(({ offset, tasks }, i) => {
        for (const task of tasks) {
          const { cluster, slurmIds } = parseJobId(`${id}_${offset + task}`);
          expect([cluster, slurmIds]).toEqual(['c_1', [`${100 + i}_${task}`]]);
        }
      });
      expect(parseJobId(id).slurmIds.length).toBe(parts.length);
    }),
  );
});

test.each(['', 'x', '12_', '12,13', '12;graham', '-1', '12 13', 'a b:1'])(
  'refuses an invalid id: %j',
  (id) => {
    expect(() => parseJobId(id)).toThrow(expect.objectContaining({ code: 'PSYRUN_ARGUMENT' }));
  },
);

test('groups ids by cluster, and lists each number once', () => {
  expect([...byCluster(['1', 'c:2', '3'])]).toEqual([
    [undefined, ['1', '3']],
    ['c', ['c:2']],
  ]);
  expect(jobNumbers(['1_2', '1_3', '4'])).toEqual(['1', '4']);
});
