import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { SLURM_OPTIONS } from '../../src/submit/slurm-options.ts';

test.each(['../../README.md', '../../../../docs/guide/schedulers.md'])(
  'the table of arguments in %s has every option and its sbatch option',
  (file) => {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8');
    const [slurm] = text.split(/\n## (?:Grid Engine|sqsub)/);
    const rows = slurm!.matchAll(/^\| `(\w+)` +\| `(-\S+)` /gm);
    const table = [...rows].map(([, name, flag]) => `${name} ${flag}`);
    const options = Object.entries(SLURM_OPTIONS).map(([name, { flag }]) => `${name} ${flag}`);
    expect(options.filter((option) => !table.includes(option))).toEqual([]);
  },
);
