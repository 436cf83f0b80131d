import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Scene } from './scene.ts';
import { broken, complete, repaired, task } from './situation.ts';

/** Damages the file of its rows while there is a file `broken`. */
const PYTHON = `import glob, os
from psyrun import Param
FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
if os.path.exists(os.path.join(FOLDER, 'broken')):
    for rows in glob.glob(os.path.join(glob.escape(FOLDER), 'psy-work', 't', 'rows-*')):
        with open(rows, 'ab') as file:
            file.write(b'damage')
pspace = Param(x=range(4))
max_jobs = 2
def execute(x):
    return {'y': x}
`;

/** Situations in which files of a work directory are damaged or lost. */
export const DAMAGE_SCENES: readonly Scene[] = [
  {
    name: 'a damaged file of the rows of a task in Python',
    texts: [
      'The rows of the run cannot be read from …: …. psy run writes the file again.',
      '… is damaged. psy run writes it again.',
    ],
    make: async (at) => {
      at.project.write('psy-tasks/task_t.py', PYTHON);
      at.project.write('broken', '');
      return at.said('run -j 1', 'logs t', 'fsck t');
    },
    mend: repaired,
    follow: [
      ['run -q -j 1 t', 0],
      ['fsck t', 0],
      ['verify t', 0],
    ],
  },
  {
    name: 'a damaged certificate',
    texts: ['The certificate is damaged; psy run writes it again.'],
    page: ['PSYRUN_FILE_FORMAT: psy run'],
    make: async (at) => {
      await complete(at);
      at.project.write('psy-work/t/result.certificate.json', '{}');
      return at.said('verify t');
    },
    follow: [
      ['run -q -j 1 t', 0],
      ['verify t', 0],
    ],
  },
  {
    name: 'a result that is gone',
    texts: [
      'The result is gone; psy run writes it again.',
      'All rows are done, but no result is written. psy run … writes it.',
    ],
    make: async (at) => {
      await complete(at);
      rmSync(at.project.path('psy-work/t/result.pkl'));
      const gone = await at.said('status t');
      rmSync(at.project.path('psy-work/t/result.certificate.json'));
      return `${gone}${await at.said('status t')}`;
    },
    follow: [
      ['verify t', 1],
      ['run -q -j 1 t', 0],
      ['status t', 0],
      ['verify t', 0],
    ],
  },
  {
    name: 'a damaged journal',
    texts: [],
    page: [
      'PSYRUN_JOURNAL_CORRUPT: psy status',
      'PSYRUN_JOURNAL_CORRUPT: psy run',
      'PSYRUN_JOURNAL_CORRUPT: psy run -c',
      'PSYRUN_JOURNAL_CORRUPT: psy failures',
    ],
    make: async (at) => {
      await broken(at);
      repaired(at);
      const journal = at.project.path('psy-work/t/out/0.journal');
      const bytes = readFileSync(journal);
      // In the record before the last: damage at the end would be a torn tail.
      bytes[bytes.length - 110]! ^= 1;
      writeFileSync(journal, bytes);
      return '';
    },
    follow: [
      ['status t', 1],
      ['failures t', 1],
      ['run -c -q -j 1 t', 0],
      ['verify t', 0],
    ],
  },
  {
    name: 'a lost run.json while jobs run',
    texts: ['Start one with psy run.'],
    make: async (at) => {
      at.task(
        task(
          '',
          4,
          "(existsSync('broken') && rmSync('psy-work/t/run.json', { force: true }), x)",
        ).replace('x >= 2 && existsSync', 'false && existsSync'),
      );
      at.project.write('broken', '');
      return `${await at.said('run -j 1')}${at.logs()}`;
    },
    mend: repaired,
    follow: [['run -q -j 1 t', 0]],
  },
  {
    name: 'a damaged run.json',
    texts: [
      'Restore it from a copy. Without one, psy run -c takes over the rows that the journals have of the present space.',
    ],
    page: ['PSYRUN_RUN_CORRUPT: psy fsck'],
    make: async (at) => {
      await broken(at);
      repaired(at);
      at.project.write('psy-work/t/run.json', '{}');
      return at.said('status');
    },
    follow: [
      ['fsck t', 1],
      ['run -c -q -j 1 t', 0],
      ['verify t', 0],
    ],
  },
];
