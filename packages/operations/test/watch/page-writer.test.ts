import { setImmediate } from 'node:timers/promises';
import { expect, jest, test } from '@jest/globals';
import type { WatchResult } from '../../src/index.ts';
import { PageWriter } from '../../src/watch/index.ts';

const looks = (...done: number[]) =>
  done.map((one) => ({ done: one, failed: 0, working: true }) as WatchResult);

test('pages are written at once, then seldom, and at the end those whose tasks have changed', async () => {
  const written: string[] = [];
  const page = (name: string) => async () => void written.push(name);
  const writer = new PageWriter([page('a'), page('b')], () => undefined);
  writer.look(looks(0, 5));
  await setImmediate();
  expect(written).toEqual(['a', 'b']);
  for (const done of [1, 2]) {
    writer.look(looks(done, 5));
    await setImmediate();
  }
  expect(written).toEqual(['a', 'b']);
  const later = performance.now() + 60_000;
  const clock = jest.spyOn(performance, 'now').mockReturnValue(later);
  writer.look(looks(3, 5));
  await setImmediate();
  expect(written).toEqual(['a', 'b', 'a']);
  clock.mockRestore();
  writer.look(looks(4, 5));
  await writer.close();
  expect(written).toEqual(['a', 'b', 'a', 'a']);
});

test('what writing a page throws is told at once, and thrown at the end', async () => {
  let [told, tries] = [0, 0];
  const thrown = new Error('no room');
  const write = async (): Promise<void> => {
    tries++;
    throw thrown;
  };
  const writer = new PageWriter([write], () => void told++);
  writer.look(looks(0));
  await setImmediate();
  writer.look(looks(1));
  await expect(writer.close()).rejects.toBe(thrown);
  expect([told, tries]).toEqual([1, 1]);
});
