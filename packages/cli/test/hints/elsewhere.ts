/**
 * Advice that needs more than a folder: the file and the title of the test that follows it, and why it is not here. The
 * file, or a file of its folder that it imports, has to call the commands.
 */
export const ELSEWHERE: Readonly<
  Record<string, readonly [file: string, title: string, why: string]>
> = {
  'Name the journal where it is, in the work directory of its run. If run.json is lost, psy run -c takes the rows over.':
    [
      'packages/operations/test/results/results.test.ts',
      'large parameters are in run.json alone, and whatever reads journals has them',
      'the rows of two runs',
    ],
  'Name them with --by: psy plot circle area --by radius': [
    'packages/cli/test/commands/plot.test.ts',
    'psy plot %j is refused',
    'a result to plot',
  ],
  'psy plot takes one or two parameters, and got ….': [
    'packages/cli/test/commands/plot.test.ts',
    'psy plot %j is refused',
    'a result to plot',
  ],
  ' Which: psy rows … --state running': [
    'packages/cli/test/commands/status.test.ts',
    'psy status says how many rows run, and how to list them',
    'jobs that run',
  ],
  'psy repro … …': [
    'packages/cli/test/commands/report.test.ts',
    'the commands on the page do what it says',
    'a page in a browser',
  ],
  'psy run …': [
    'packages/cli/test/commands/report.test.ts',
    'the commands on the page do what it says',
    'a page in a browser',
  ],
  '… rows failed otherwise: see psy failures.': [
    'packages/cli/test/commands/report.test.ts',
    'the commands on the page do what it says',
    'a page in a browser',
  ],
  "The jobs of '…' go on. Ask for them with psy status, end them with psy kill.": [
    'packages/cli/test/commands/run-wait.test.ts',
    'Ctrl-C ends the waiting, and the jobs go on',
    'a scheduler whose jobs outlive psy',
  ],
  '… can never start: …. … Then use psy kill … and psy run -c ….': [
    'packages/cli/test/slurm/waiting.test.ts',
    'the advice for a job that can never start works',
    'jobs that Slurm never starts',
  ],
  'Use psy run again later. A node may hang; its administrators can tell.': [
    'packages/cli/test/slurm/own-jobs.test.ts',
    'psy run after psy kill waits until the jobs have ended',
    'jobs that Slurm is ending',
  ],
  'Another version of psyrun wrote the job: submit the task again with psy run.': [
    'packages/cli/test/damage/damage.test.ts',
    '%s: every command gives the right answer or names the file',
    'a job of another version',
  ],
  'Submit the task again with psy run.': [
    'packages/cli/test/damage/damage.test.ts',
    '%s: every command gives the right answer or names the file',
    'a damaged file of a job',
  ],
  'It belongs to another user, who can end it with psy kill.': [
    'packages/operations/test/control/stop-submitters.test.ts',
    'a proven process is ended once, whatever else has its number',
    'two users',
  ],
  'It counts as none: psy run writes the result and its certificate again.': [
    'packages/cli/test/present-run/store-and-damage.test.ts',
    'a damaged certificate counts as none, and is written again',
    'a damaged certificate; psy verify says it in other words',
  ],
  'Read the log of that job, then use psy run again.': [
    'packages/scheduler-slurm/test/traps.test.ts',
    'on a job that Slurm has forgotten do not count as successful',
    'a job of Slurm that failed before others were submitted',
  ],
  'qstat -j says why. Clear the state with qmod -cj, or end the job with psy kill.': [
    'packages/scheduler-sge/test/traps.test.ts',
    'a job in the error state can never start, and is ended',
    'a Grid Engine that cannot start a job',
  ],
  'Recorded rows are safe. psy run -c makes a new queue of the remaining rows.': [
    'packages/cli/test/damage/damage.test.ts',
    '%s: every command gives the right answer or names the file',
    'a damaged queue and notice',
  ],
  'Restore it from a copy. Without one, psy run -c … takes over what is of the present space; or psy fsck --repair … moves it away, and psy run … begins anew and keeps the journals in previous/.':
    [
      'packages/cli/test/damage/lost-run.test.ts',
      'psy fsck --repair moves a damaged run.json away, and a run of another space begins anew',
      'journals of other spaces and code',
    ],
  '  To repair this: psy fsck --repair …': [
    'packages/cli/test/damage/repair.test.ts',
    'every operation answers, and the repaired run gives the right rows',
    'every file of a run, damaged in every way',
  ],
  '  Then evaluate the other rows: psy run -c …': [
    'packages/cli/test/damage/repair.test.ts',
    'every operation answers, and the repaired run gives the right rows',
    'every file of a run, damaged in every way',
  ],
  'psy run -c writes it again.': [
    'packages/cli/test/damage/repair.test.ts',
    'every operation answers, and the repaired run gives the right rows',
    'every file of a run, damaged in every way',
  ],
  'PSYRUN_RECORD_REFUSED: psy fsck --repair': [
    'packages/cli/test/damage/repair.test.ts',
    'every operation answers, and the repaired run gives the right rows',
    'files of another run',
  ],
  'No row has to be evaluated again. When that is mended, write it with: psy run -c …': [
    'packages/cli/test/store-values.test.ts',
    'a later row that %s cannot hold is named by its index, and the others are written',
    'a value that is refused after others',
  ],
  'PSYRUN_STORE_VALUE: psy test': [
    'packages/cli/test/commands/test.test.ts',
    'says that %s files cannot hold the result',
    'a value that a store refuses early',
  ],
  ...Object.fromEntries(
    ['status', 'verify', 'export', 'run', 'export --partial'].map((command) => [
      `PSYRUN_RESULT_UNCERTIFIED: psy ${command}`,
      [
        'packages/cli/test/present-run/grown.test.ts',
        'the code changes, and the new run fails',
        'results of earlier runs',
      ] as const,
    ]),
  ),
  'psy run -c writes it again. It contains no results.': [
    'packages/cli/test/damage/damage.test.ts',
    '%s: every command gives the right answer or names the file',
    'a batch that is damaged while jobs wait',
  ],
  'The file system hides or loses files. Recorded rows are safe; psy run -c continues.': [
    'packages/cli/test/damage/damage.test.ts',
    '%s: every command gives the right answer or names the file',
    'a file system that loses files',
  ],
  'Undo that and go on with psy run -c, or evaluate all rows again with psy run.': [
    'packages/cli/test/continue.test.ts',
    'is refused if the function has changed, but not if only its formatting has',
    'code that changes while jobs wait',
  ],
  'Remove the certificate, and psy run writes the result and another one; no row is evaluated again.':
    [
      'packages/cli/test/commands/verify.test.ts',
      'says that an earlier certificate has no digests of rows; psy run makes another one',
      'a certificate of an earlier psyrun',
    ],
  'Not adopted: … of other code. To adopt them: psy adopt --code … …': [
    'packages/cli/test/commands/adopt.test.ts',
    'rows of other code are adopted only if the code is named',
    'the digest of a code',
  ],
  'Expected at least 8 digits of a digest, as psy adopt prints it without --code.': [
    'packages/cli/test/commands/adopt.test.ts',
    'rows of other code are adopted only if the code is named',
    'the digest of a code',
  ],
  'Undo the change of the space, adopt the part, and change the space again: psy run -c then keeps its rows.':
    [
      'packages/cli/test/commands/adopt.test.ts',
      'a part of another space is refused, and a part does not run with another space',
      'a space that changes twice',
    ],
  'Files of stores are written as … with psy export: write a .pkl file first, then psy export result.pkl result….':
    [
      'packages/cli/test/commands/merge.test.ts',
      'into %s says what to do',
      'a merge into a file of text',
    ],
};
