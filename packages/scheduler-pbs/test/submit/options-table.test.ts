import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { PBS_OPTIONS, SIZE_ARGS } from '../../src/submit/pbs-options.ts';

test.each(['../../README.md', '../../../../docs/guide/schedulers.md'])(
  'the table of arguments in %s has every option and its qsub option',
  (file) => {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8');
    const own = text.split('\n## ').find((part) => part.includes('| `select`'));
    const rows = own!.matchAll(/^\| `(\w+)` +\| `(-\w+)/gm);
    const table = [...rows].map(([, name, flag]) => `${name} ${flag}`);
    const options = Object.entries(PBS_OPTIONS).map(([name, { flag }]) => `${name} ${flag}`);
    const size = SIZE_ARGS.map((name) => `${name} -l`);
    expect([...options, ...size].filter((option) => !table.includes(option))).toEqual([]);
  },
);
