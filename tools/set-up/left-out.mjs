import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GROUPS } from './needs.mjs';

const root = join(import.meta.dirname, '../..');

/**
 * The test files that need something of these groups, by what is written in them: a test that
 * comes later is left out without anybody keeping a list.
 *
 * @param {readonly string[]} groups
 */
export function leftOutTests(groups) {
  const needs = groups.flatMap((group) => GROUPS[group].tests ?? []);
  return ['packages', 'tools'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules'))
      .map((file) => join(root, folder, file))
      .filter((file) => needs.some((need) => need.test(readFileSync(file, 'utf8')))),
  );
}
