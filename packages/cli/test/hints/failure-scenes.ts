import type { Scene } from './scene.ts';
import { broken, repaired, task } from './situation.ts';

/** Situations in which rows have failed. */
export const FAILURE_SCENES: readonly Scene[] = [
  {
    name: 'rows that failed',
    texts: ['psy run -c …', 'What went wrong: psy failures …, and …', '    …   (psy repro … …)'],
    page: ['PSYRUN_JOURNAL_WRITE: psy run -c'],
    make: async (at) => `${await broken(at)}${await at.said('failures t')}`,
    mend: repaired,
    follow: [
      ['failures t', 0],
      ['repro t 2', 0],
      ['run -c -q -j 1 t', 0],
      ['verify t', 0],
    ],
  },
  {
    name: 'more failed rows than the log of a job has room for',
    texts: ['…(Further failed rows are left out here: psy failures … shows them.)\n'],
    make: async (at) => {
      const long = task('', 150).replace("Error('broken')", "Error('broken'.repeat(2000))");
      await broken(at, long.replace('maxJobs = 2', 'maxJobs = 1'));
      return at.logs();
    },
    mend: repaired,
    follow: [
      ['failures t', 0],
      ['run -c -q -j 1 t', 0],
    ],
  },
  {
    name: 'a row that is not there',
    texts: ['Rows are counted from 0; psy failures names those that failed.'],
    make: async (at) => `${await broken(at)}${await at.said('repro t 99')}`,
    follow: [['failures t', 0]],
  },
];
