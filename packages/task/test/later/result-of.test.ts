import { describe, expect, test } from '@jest/globals';
import { param, type Space } from '@psyrun/pspace';
import { laterSpace, resultOf } from '../../src/later/result-of.ts';

const MESH = param({ size: [1, 2, 3], volume: [1, 8, 27] });
const RESULTS = new Map<string, Space>([
  ['mesh', MESH],
  ['seeds', param({ seed: [7, 9] })],
]);
const made = (space: unknown) => [...laterSpace(space)!.make(RESULTS)];

describe('a space of the result of another task', () => {
  test('has its rows when they are there', () => {
    expect(laterSpace(resultOf('mesh'))!.tasks).toEqual(['mesh']);
    expect(made(resultOf('mesh'))).toEqual([...MESH]);
  });

  test('takes operators before', () => {
    const space = resultOf<{ size: number; volume: number }>('mesh')
      .where(({ volume }) => volume > 1)
      .product(param({ load: [5, 6] }));
    expect(made(space)).toEqual([
      { size: 2, volume: 8, load: 5 },
      { size: 2, volume: 8, load: 6 },
      { size: 3, volume: 27, load: 5 },
      { size: 3, volume: 27, load: 6 },
    ]);
  });

  test('can be joined with that of a further task', () => {
    const space = resultOf<{ size: number }>('mesh').product(resultOf<{ seed: number }>('seeds'));
    expect(laterSpace(space)!.tasks).toEqual(['mesh', 'seeds']);
    expect(made(space)).toHaveLength(6);
    expect(made(space)[1]).toEqual({ size: 1, volume: 1, seed: 9 });
  });

  test('stays when it is awaited', async () => {
    expect(made(await Promise.resolve(resultOf('mesh')))).toHaveLength(3);
  });
});

describe('what has no rows yet', () => {
  test.each(['length', 'keys', 'at'] as const)('says so when %s is asked for', (key) => {
    expect(() => Reflect.get(resultOf('mesh'), key) as unknown).toThrow(
      `The rows of resultOf('mesh') are not known while the task file is read; ${key} was asked for.`,
    );
  });

  test('an operator that is not there is named when the space is made', () => {
    const space = (resultOf('mesh') as unknown as { prodct: (other: Space) => Space }).prodct(MESH);
    expect(() => made(space)).toThrow(
      "A space has no operator prodct, which was called on resultOf('mesh').",
    );
  });

  test.each([undefined, '', 3])('resultOf(%p) is refused', (task) => {
    expect(() => resultOf(task as string)).toThrow('Give it the name of a task');
  });

  test.each([undefined, null, 3, MESH, {}])('%p is no such space', (value) => {
    expect(laterSpace(value)).toBeUndefined();
  });
});
