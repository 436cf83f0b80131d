import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { gone, newMark } from '../../marked-processes.ts';
import { isDone, isFailed } from '../../pool-run.ts';
import { programAddress, runProgram, squares } from './run-program.ts';

jest.setTimeout(120_000);
const mark = newMark();
afterAll(() => gone(mark));

const report = (more: object, payload = '') =>
  `${JSON.stringify({
    ...{ kind: 'report', rows: ['N'], startedAt: [1], durations: [1] },
    ...{ added: [{ y: 1 }], errors: [null] },
    ...more,
  }).replaceAll('"N"', 'N')}\n${payload}`;
const part = (...at: unknown[]) => ({ $: 'int8', at });

describe('a program that breaks the protocol fails the row that it has, and no other', () => {
  const cases: [string, string, RegExp][] = [
    ['junk', 'hello?\n', /a line is not JSON\. Its line: "hello\?"/],
    ['no object', '[1]\n', /not a JSON object/],
    ['no kind', '{}\n', /"kind" is not a string/],
    ['an empty line', '\n', /not JSON/],
    ['an unknown row', report({ rows: [99999] }), /row 99999, which it does not have/],
    ['a row that is no number', report({ rows: ['a'] }), /an item of "rows" is not an integer/],
    ['unequal lists', report({ durations: [] }), /"durations" is not as long as "rows": 0/],
    ['neither result nor error', report({ added: [null] }), /either a result or an error/],
    [
      'a row twice',
      report({
        ...{ rows: ['N', 'N'], startedAt: [1, 1], durations: [1, 1] },
        ...{ added: [{}, {}], errors: [null, null] },
      }),
      /before an earlier row|twice/,
    ],
    ['a result that is no object', report({ added: [[1]] }), /"added"\[0\] is not an object/],
    ['an unknown kind of value', report({ added: [{ y: { $: 'new', v: 1 } }] }), /added/],
    [
      'a part beyond the payload',
      report({ added: [{ y: part(1, 4) }], payload: 4 }, 'abcd'),
      /outside of the payload of 4 bytes/,
    ],
    ['a part without payload', report({ added: [{ y: part(0, 1) }] }), /outside of the payload/],
    [
      'a part before the payload',
      report({ added: [{ y: part(-1, 2) }], payload: 4 }, 'abcd'),
      /is not \[offset, bytes\]/,
    ],
    [
      'overlapping parts',
      report({ added: [{ y: part(0, 3), z: part(2, 2) }], payload: 4 }, 'abcd'),
      /overlaps with another part/,
    ],
    ['an absurd payload', report({ payload: 1e15 }), /"payload" is not a size/],
    ['a negative payload', report({ payload: -1 }), /"payload" is not a size/],
    ['a time that is none', report({ startedAt: ['now'] }), /not a number of milliseconds/],
    ['hello once more', '{"kind":"hello","protocol":1}\n', /said hello twice/],
    ['ready unasked', '{"kind":"ready"}\n', /"ready" without being asked/],
    ['unusable too late', '{"kind":"unusable","error":{}}\n', /"unusable" when it was ready/],
    ['pong unasked', '{"kind":"pong","holds":0}\n', /answered without being asked/],
    ['overdue without a limit', '{"kind":"overdue","row":N}\n', /cannot be overdue/],
    ['returns an unknown row', '{"kind":"returned","first":99999}\n', /which it does not have/],
    ['returns untried rows', '{"kind":"returned","first":N}\n', /without having tried it/],
  ];
  test.each(cases)('%s', async (_, line, message) => {
    const rows = squares(4).map((row) => (row.x === 2 ? { act: 'say', x: 2, line } : row));
    const outcomes = await runProgram(rows, { mark });
    expect(outcomes.filter(isDone).map(({ index }) => index)).toEqual([0, 1, 3]);
    const [failed] = outcomes.filter(isFailed);
    expect(failed!.error).toMatchObject({ reason: 'refused', code: 'PSYRUN_EVALUATOR' });
    expect(failed!.error.message).toMatch(message);
  });

  const acts: [string, RegExp][] = [
    ['long', /longer than 16 MiB/],
    ['half', /with exit code 0 in the middle of .*kind/],
    ['closeChannel', /closed descriptor 4/],
    ['forget', /it has 0 rows, but got 1/],
  ];
  test.each(acts)('%s', async (act, message) => {
    const rows = squares(3).map((row) => (row.x === 1 ? { ...row, act } : row));
    const outcomes = await runProgram(rows, { mark });
    expect(outcomes.filter(isDone).map(({ index }) => index)).toEqual([0, 2]);
    expect(outcomes.filter(isFailed)[0]!.error.message).toMatch(message);
  });

  test('a row that is reported once more, after its report', async () => {
    const line = report({}) + report({});
    const rows = squares(5).map((row) => (row.x === 2 ? { act: 'say', x: 2, line } : row));
    const outcomes = await runProgram(rows, { mark });
    expect(outcomes[2]).toMatchObject({ kind: 'done', row: { y: 1 } });
    expect(outcomes).toHaveLength(5);
  });
});

describe('a program that does not begin ends the call with a reason', () => {
  const load = (hello: object) => ({ load: { hello } });
  const start = (...argv: string[]) => ({ program: { argv, startTimeout: 500 } });
  const cases: [string, object, RegExp][] = [
    ['it is not there', start('no-such-program'), /there is no program "no-such-program"/],
    ['it may not be executed', start('/etc/passwd'), /may not be executed/],
    ['it exits', start('true'), /exit code 0 before it said hello/],
    ['it is silent', start('sleep', '100'), /has not said hello within 500 ms/],
    ['it writes something else', start('sh', '-c', 'echo hi >&4; sleep 9'), /not JSON/],
    ['it speaks another version', load({ protocol: 2 }), /"protocol" is 2.*psyrun speaks: 1/],
    ['its batch is no number', load({ batch: 'all' }), /"batch"/],
    ['a member has a wrong type', load({ versions: [1] }), /"versions"/],
    ['a resource cannot be read', { load: { resources: { a: { $: 'x' } } } }, /resources/],
    ['it reports before it is ready', load({ kind: 'report' }), /did not say hello first/],
  ];
  test.each(cases)('%s', async (_, more, message) => {
    const evaluator = programAddress(more);
    await expect(runProgram(squares(2), { evaluator, mark })).rejects.toMatchObject({
      code: 'PSYRUN_EVALUATOR',
      message: expect.stringMatching(message),
    });
  });
});
