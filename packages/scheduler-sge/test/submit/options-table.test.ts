import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { SGE_OPTIONS, SLOT_ARGS } from '../../src/submit/sge-options.ts';

test.each(['../../README.md', '../../../../docs/guide/schedulers.md'])(
  'the table of arguments in %s has every option and its qsub option',
  (file) => {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8');
    const own = text.split('\n## ').find((part) => part.includes('| `parallelEnvironment`'));
    const rows = own!.matchAll(/^\| `(\w+)` +\| `(-\w+)/gm);
    const table = [...rows].map(([, name, flag]) => `${name} ${flag}`);
    const options = Object.entries(SGE_OPTIONS).map(([name, { flag }]) => `${name} ${flag}`);
    const slots = SLOT_ARGS.map((name) => `${name} -pe`);
    expect([...options, ...slots].filter((option) => !table.includes(option))).toEqual([]);
  },
);
