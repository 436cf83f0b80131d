import { expect, test } from '@jest/globals';
import { readDetails } from '../../src/status/job-details.ts';
import { readEnd, readQacct } from '../../src/status/qacct.ts';
import { readQstat } from '../../src/status/qstat.ts';

/** Answers of Grid Engine 8.1.9, shortened. */
const QSTAT = `<?xml version='1.0'?>
<job_info  xmlns:xsd="http://arc.liv.ac.uk/repos/darcs/sge/source/dist/util/resources/schemas/qstat/qstat.xsd">
  <queue_info>
    <job_list state="running">
      <JB_job_number>1</JB_job_number>
      <JB_name>circle.process~f00d</JB_name>
      <state>r</state>
      <tasks>2</tasks>
    </job_list>
  </queue_info>
  <job_info>
    <job_list state="pending">
      <JB_job_number>1</JB_job_number>
      <JB_name>circle.process~f00d</JB_name>
      <state>qw</state>
      <queue_name></queue_name>
      <tasks>3-5:1,9</tasks>
    </job_list>
    <job_list state="pending">
      <JB_job_number>4</JB_job_number>
      <JB_name>held</JB_name>
      <state>hqw</state>
    </job_list>
  </job_info>
</job_info>`;

test('reads the jobs and tasks of qstat', () => {
  expect(readQstat(QSTAT)).toEqual([
    { job: '1', tasks: [2], letters: 'r', tag: 'f00d' },
    { job: '1', tasks: [3, 4, 5, 9], letters: 'qw', tag: 'f00d' },
    { job: '4', tasks: undefined, letters: 'hqw', tag: undefined },
  ]);
});

const DETAILS = `==============================================================
job_number:                 1
submission_time:            Mon Nov 30 16:59:06 2026
jid_successor_list:         2
job-array tasks:            1-5:2
context:                    psyrun_indices=0-1.7
==============================================================
job_number:                 2
submission_time:            Mon Nov 30 16:59:07 2026
jid_predecessor_list (req): 1
jid_predecessor_list:       1
error reason          1:      11/30/2026 16:59:07 [0:32648]: error: can't open output file
`;

test('reads the details of jobs', () => {
  const jobs = readDetails(DETAILS);
  expect(jobs.get('1')).toEqual({
    submitted: 'Mon Nov 30 16:59:06 2026',
    indices: [0, 1, 7],
    count: 3,
    waitsForJobs: false,
    error: undefined,
  });
  expect(jobs.get('2')).toMatchObject({
    count: 1,
    waitsForJobs: true,
    error: `11/30/2026 16:59:07 [0:32648]: error: can't open output file`,
  });
});

test('a dependency that is over is only a request', () => {
  const over = DETAILS.replace('jid_predecessor_list:       1\n', '');
  expect(readDetails(over).get('2')?.waitsForJobs).toBe(false);
});

const record = (task: string, time: string, failed: string, status: string) =>
  `====\njobname      t~f00d\njobnumber    7\ntaskid       ${task}\nqsub_time    ${time}\nfailed       ${failed}\nexit_status  ${status}\n`;

test('reads the ends of tasks; of a number that was used again, only the last job', () => {
  const read = readQacct(
    [
      record('undefined', 'Mon', '0', '0'),
      record('1', 'Tue', '25  : rescheduling', '0'),
      record('2', 'Tue', '0', '3'),
      record('1', 'Tue', '0', '0'),
    ].join(''),
  );
  const end = ({ task, state, submitted, tag }: (typeof read)[number]) => [
    task,
    state,
    submitted,
    tag,
  ];
  expect(read.map(end)).toEqual([
    [1, 'done', 'Tue', 'f00d'],
    [2, 'failed', 'Tue', 'f00d'],
  ]);
});

test.each([
  ['0', '3', 'exit status 3'],
  ['37  : qmaster enforced h_rt, h_cpu, or h_vmem limit', '137 (Killed)', 'LIMIT'],
  ['100 : assumedly after job', '137                  (Killed)', 'signal: Killed'],
  ['26  : opening input/output file', '0', 'opening input/output file'],
  ['', '', 'no exit status'],
])('failed %s and exit status %s is the reason %s', (failed, status, reason) => {
  expect(readEnd(failed, status)).toEqual({ state: 'failed', reason });
});
