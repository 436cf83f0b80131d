import { describe, expect, test } from '@jest/globals';
import { pendingReason } from '../../src/status/pending-reasons.ts';

/** The resources of trackable limits, in the words of Slurm. */
const RESOURCES = ['Cpu', 'Memory', 'Mem', 'Node', 'Energy', 'GRES', 'License', 'BB', 'Billing'];
const all = (...forms: string[]) =>
  forms.flatMap((form) => RESOURCES.map((resource) => form.replace('*', resource)));

/** All limits in the library of Slurm 22.05. */
const ABOUT_ONE_JOB = [
  ...all('AssocMax*PerJob', 'AssocMax*MinutesPerJob', 'AssocMax*PerNode'),
  ...all('QOSMax*PerJob', 'QOSMax*MinutesPerJob', 'QOSMax*PerNode', 'QOSMin*'),
  'AssocMaxCpuPerJobLimit',
  'AssocMaxCpuMinutesPerJobLimit',
  'AssocMaxNodePerJobLimit',
  'AssocMaxWallDurationPerJobLimit',
  'QOSMaxCpuPerJobLimit',
  'QOSMaxCpuMinutesPerJobLimit',
  'QOSMaxNodePerJobLimit',
  'QOSMaxWallDurationPerJobLimit',
  'QOSMinCpuNotSatisfied',
  'AssociationTimeLimit',
  'QOSTimeLimit',
  'MaxMemPerLimit',
  'PartitionConfig',
  'PartitionTimeLimit',
  'PartitionNodeLimit',
  'BadConstraints',
  'AccountNotAllowed',
  'InvalidAccount',
  'InvalidQOS',
  'QOSNotAllowed',
  'ReservationDeleted',
  'JobHoldMaxRequeue',
  'launch failed requeued held',
  'launch_failed_requeued_held',
];

const ABOUT_OTHER_JOBS = [
  ...all('AssocGrp*', 'AssocGrp*Minutes', 'AssocGrp*RunMinutes', 'Max*PerAccount'),
  ...all('QOSGrp*', 'QOSGrp*Minutes', 'QOSGrp*RunMinutes', 'QOSMax*PerUser'),
  'AssocGrpJobsLimit',
  'AssocGrpSubmitJobsLimit',
  'AssocGrpWallLimit',
  'AssocMaxJobsLimit',
  'AssocMaxSubmitJobLimit',
  'AssociationJobLimit',
  'AssociationResourceLimit',
  'MaxJobsPerAccount',
  'MaxSubmitJobsPerAccount',
  'QOSGrpJobsLimit',
  'QOSGrpSubmitJobsLimit',
  'QOSGrpWallLimit',
  'QOSJobLimit',
  'QOSMaxCpuPerUserLimit',
  'QOSMaxJobsPerUserLimit',
  'QOSMaxNodePerUserLimit',
  'QOSMaxSubmitJobPerUserLimit',
  'QOSResourceLimit',
  'QOSUsageThreshold',
];

const ABOUT_PEOPLE_AND_NODES = [
  'JobHeldUser',
  'JobHeldAdmin',
  'ReqNodeNotAvail, UnavailableNodes:n[1-2]',
  'Nodes required for job are DOWN, DRAINED or reserved for jobs in higher priority partitions',
  'PartitionDown',
  'PartitionInactive',
];

const ORDINARY = ['Priority', 'Resources', 'Dependency', 'BeginTime', 'JobArrayTaskLimit', 'None'];

describe('a job waits for ever, and there is advice, for', () => {
  test.each(ABOUT_ONE_JOB)('%s', (reason) => {
    expect(pendingReason(reason)).toEqual({
      isHopeless: true,
      advice: expect.stringMatching(/\.$/),
    });
  });
});

describe('a job starts later, and there is advice, for', () => {
  test.each([...ABOUT_OTHER_JOBS, ...ABOUT_PEOPLE_AND_NODES])('%s', (reason) => {
    const meaning = { isHopeless: false, advice: expect.stringMatching(/\.$/) };
    expect(pendingReason(reason)).toEqual(meaning);
  });
});

test.each(ORDINARY)('%s needs nobody', (reason) => {
  expect(pendingReason(reason)).toEqual({ isHopeless: false });
});

test('the advice is about the reason', () => {
  expect(pendingReason('launch failed requeued held').advice).toContain('administrators');
  expect(pendingReason('PartitionTimeLimit').advice).toContain('shorter timelimit');
  expect(pendingReason('QOSMaxWallDurationPerJobLimit').advice).toContain('shorter timelimit');
  expect(pendingReason('QOSMinGRES').advice).toContain('Request more');
  expect(pendingReason('JobHeldUser').advice).toContain('scontrol release');
});
