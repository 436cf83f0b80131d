import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { dryRun, type DryRun } from '../src/dry-run.ts';
import { WORKSPACE } from '../src/pack.ts';

const CHANGE = 'Rows are counted twice as fast.';
let made: DryRun;
beforeAll(async () => {
  made = await dryRun(CHANGE);
});

test('every package is published once, all with one version, which stays below 1.0', () => {
  const names = readdirSync(join(WORKSPACE, 'packages')).map((name) =>
    name === 'psyrun' ? name : `@psyrun/${name}`,
  );
  expect([...made.published.keys()].sort()).toEqual(names.sort());
  const versions = new Set([...made.published.values()].flat());
  expect(versions.size).toBe(1);
  expect([...versions][0]).toMatch(/^0\.\d+\.0$/);
});

test('the changelog has the change', () => {
  expect(made.changelog).toContain(`## ${made.installed}`);
  expect(made.changelog).toContain(CHANGE);
});

test('the published package can be installed and runs a task', () => {
  expect([made.installed]).toEqual(made.published.get('psyrun'));
  expect(made.output).toContain('30 rows, complete');
});
