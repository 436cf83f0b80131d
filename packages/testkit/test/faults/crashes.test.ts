import { describe, expect, test } from '@jest/globals';
import { describeCrashes } from '../../src/faults/describe-crashes.ts';
import { describeFullDisk } from '../../src/faults/describe-full-disk.ts';
import { batchesIn, numberedBatch } from '../../src/faults/numbered-batches.ts';
import { casesOf, failingCases } from '../store/failing-cases.ts';
import { InPlaceStore } from '../store/in-place-store.ts';
import { RightStore } from '../store/right-store.ts';

const runner = { describe, test, expect };
const options = { kills: 4, longest: 20 };
const addressOf = (file: string, name: string) => ({
  module: new URL(file, import.meta.url).href,
  export: name,
});

describeCrashes(
  runner,
  () => new RightStore(),
  addressOf('../store/right-store.ts', 'RightStore'),
  options,
);
describeFullDisk(runner, () => new RightStore());

describe('a store that writes in place is caught', () => {
  const create = () => new InPlaceStore();
  // A process on a busy machine may need long before it writes.
  const late = { kills: 4, longest: 400 };

  test('when it is killed', async () => {
    const address = addressOf('../store/in-place-store.ts', 'InPlaceStore');
    const failing = await failingCases((each) => describeCrashes(each, create, address, late));
    expect(failing).toEqual([
      'in the middle of "save" leaves old or new content, 4 times',
      'in the middle of "append" leaves old or new content, 4 times',
    ]);
  }, 60_000);

  test('when a process cannot load it', async () => {
    const address = addressOf('../store/not-there.ts', 'InPlaceStore');
    const [save] = casesOf((each) => describeCrashes(each, create, address, late));
    await expect(save!.run()).rejects.toThrow(/Can it load InPlaceStore of file:.*not-there\.ts/);
  });

  test('when the disk is full', async () => {
    const expected = [
      'in the middle of "save" is an error, and the file does not change',
      'in the middle of "append" is an error, and the file does not change',
    ];
    // Only root can mount a small disk; for others there are no tests.
    const failing = await failingCases((each) => describeFullDisk(each, create));
    expect(failing).toEqual(process.getuid?.() === 0 ? expected : []);
  }, 60_000);
});

test('batches are told apart, and one that is not whole is named', () => {
  const [first, second] = [numberedBatch(0), numberedBatch(1)];
  const joined = Object.fromEntries(
    Object.keys(first).map((key) => [key, [...first[key]!, ...second[key]!]]),
  );
  expect(batchesIn(joined)).toEqual([0, 1]);
  const cut = Object.fromEntries(
    Object.entries(joined).map(([key, column]) => [key, column.slice(0, 30)]),
  );
  expect(() => batchesIn(cut)).toThrow('Row 30 is not row 29 of batch 1');
});
