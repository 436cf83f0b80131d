import { expect, test } from '@jest/globals';
import { dialectOf } from '../../src/dialect/dialects.ts';
import { readJson, readText } from '../../src/dialect/read-jobs.ts';

/** In the form of Torque's documentation of exit statuses. */
const TEXT = `Job Id: 179.host
    Job_Name = t.process
    job_state = C
    Resource_List.nodes = 1
    Variable_List = PBS_O_HOME=/home/user,PSYRUN_TAG=f0
\t0d,PSYRUN_INDICES=0-1.5,PBS_O_HOST=host
    exit_status = -1

Job Id: 180[2].host
    job_state = R
`;

test('reads the text of Torque, with lines that go on', () => {
  const [first, second] = readText(TEXT);
  expect(first).toMatchObject({
    id: '179.host',
    attributes: { job_state: 'C', exit_status: '-1', 'Resource_List.nodes': '1' },
    variables: { PSYRUN_TAG: 'f00d', PSYRUN_INDICES: '0-1.5' },
  });
  expect(second).toEqual({ id: '180[2].host', attributes: { job_state: 'R' }, variables: {} });
  expect(readText('')).toEqual([]);
});

test('reads the JSON of OpenPBS', () => {
  const job = { job_state: 'F', Exit_status: 271, Variable_List: { PSYRUN_TAG: 'f00d' } };
  const answer = JSON.stringify({ pbs_version: '20.0.1', Jobs: { '7.pbs': job } });
  expect(readJson(answer)).toEqual([
    { id: '7.pbs', attributes: job, variables: { PSYRUN_TAG: 'f00d' } },
  ]);
  expect([readJson(''), readJson('{ "pbs_version": "20.0.1" }')]).toEqual([[], []]);
});

test('an answer that is no JSON is no answer', () => {
  expect(() => readJson('{ "Jobs": { "7.pbs": { "x": "a"b" } } }')).toThrow('did not print JSON');
});

test.each([
  ['pbs_version = 19.1.1', 'OpenPBS'],
  ['Version: 6.1.2\nCommit: 661e09', 'Torque'],
])('the version %s is that of %s', (version, name) => {
  expect(dialectOf(version).name).toBe(name);
});
