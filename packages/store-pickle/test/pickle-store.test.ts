import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { PickleStore } from '../src/pickle-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'psyrun-pickle-'));
afterAll(() => rmSync(folder, { recursive: true }));
const store = new PickleStore();
let made = 0;
const newFile = () => join(folder, `${++made}.pkl`);

describe('what is saved is loaded', () => {
  test('objects that contain themselves, and objects that occur twice', async () => {
    const self: Record<string, unknown> = { name: 'me' };
    self['again'] = [self];
    const twice = { x: 1 };
    const file = newFile();
    await store.save(file, { a: [self, twice, { twice }] });
    const [first, second, third] = (await store.load(file))['a'] as unknown as [
      { again: unknown[] },
      object,
      { twice: object },
    ];
    expect(first.again[0]).toBe(first);
    expect(third.twice).toBe(second);
  });

  test('a key of the name __proto__ is a key like others', async () => {
    const file = newFile();
    const value: unknown = JSON.parse('{"__proto__": {"polluted": true}}');
    await store.save(file, { ['__proto__']: [value] });
    const table = await store.load(file);
    expect(Object.keys(table)).toEqual(['__proto__']);
    expect(Object.keys(table['__proto__']!.at(0) as object)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
