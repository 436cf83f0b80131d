import { expect, test } from '@jest/globals';
import { reportLines } from '../../src/status/controller.ts';

/** A line of Slurm 22.05 for `scontrol -o show job`. */
const line = (id: string, name: string, comment: string) =>
  `JobId=${id} JobName=${name} UserId=me(7) GroupId=me(7) MCS_label=N/A Priority=1 Nice=0 ` +
  'Account=me QOS=normal JobState=PENDING Reason=Resources Dependency=(null) Requeue=1 Restarts=0 ' +
  'SubmitTime=2026-11-29T03:06:10 EligibleTime=2026-11-29T03:06:10 StartTime=2027-11-29T03:06:10 ' +
  `EndTime=Unknown Partition=main Command=/tmp/x WorkDir=/tmp ${comment}StdErr=/dev/null StdIn=/dev/null`;
const TIMES = '2026-11-29T03:06:10|2027-11-29T03:06:10';

test.each([
  [
    '7',
    't:process',
    'Comment=psyrun:f00d  ',
    `7|PENDING|Resources|${TIMES}|t:process|psyrun:f00d|`,
  ],
  [
    '7',
    'a JobState=X',
    'Comment=a b psyrun:f00d+10  ',
    `7|PENDING|Resources|${TIMES}|a JobState=X|a b psyrun:f00d+10|`,
  ],
  ['7', 't', '', `7|PENDING|Resources|${TIMES}|t||`],
  ['9 ArrayJobId=7 ArrayTaskId=2', 't', '', `7_2|PENDING|Resources|${TIMES}|t||`],
  ['7 ArrayJobId=7 ArrayTaskId=0-3%2', 't', '', `7_[0-3%2]|PENDING|Resources|${TIMES}|t||`],
])('job %s named %s with %s', (id, name, comment, read) => {
  expect(reportLines(`\n${line(id, name, comment)}\n`)).toBe(read);
});
