import { describe, expect, test } from '@jest/globals';
import type { RunDescription } from '../../src/directory/run-description.ts';
import { differences } from '../../src/index.ts';
import { decideRun, type RunFacts } from '../../src/prepare/decide-run.ts';

const fingerprint = { files: { 'task_t.ts': '1' }, space: '2', settings: { excluded: [] } };
const runOf = (change: object) =>
  ({ fingerprint: { ...fingerprint, ...change } }) as unknown as RunDescription;
/** Runs with this fingerprint, with other code, with another space, and with both. */
const same = runOf({});
const code = runOf({ files: { 'task_t.ts': '0' } });
const space = runOf({ space: '0' });
const both = runOf({ files: { 'task_t.ts': '0' }, space: '0' });
const CODE = 'task_t.ts has changed.';
const SPACE = 'The parameter space has changed.';

const none = { isCertified: false, isElsewhere: false, hasResult: false, hasJournals: false };
const certified = { isCertified: true, hasResult: true };
const decide = (facts: Partial<RunFacts>, options = {}, mayReplace = true) => {
  const { former } = facts;
  const changes = former === undefined ? [] : differences(former.fingerprint, fingerprint);
  const all = { ...none, fingerprint, former: undefined, changes, ...facts };
  return decideRun(all, mayReplace, { continue: false, ...options });
};

describe('without a run', () => {
  test.each([false, true])('a run begins, with or without continue: %s', (goOn) => {
    const options = { continue: goOn };
    expect(decide({}, options)).toEqual({ action: 'begin', hasLeftovers: false });
    expect(decide({ hasJournals: true }, options)).toEqual({ action: 'begin', hasLeftovers: true });
    expect(decide({ hasResult: true }, options)).toEqual({ action: 'begin', hasLeftovers: true });
  });

  test('a result is not replaced without permission', () => {
    const refused = { action: 'refuse-replacing', changes: [] };
    expect(decide({ hasResult: true }, {}, false)).toEqual(refused);
    expect(decide({ hasResult: true }, { continue: true }, false)).toEqual(refused);
    expect(decide({}, {}, false).action).toBe('begin');
  });

  test('a certificate alone is not a run', () => {
    expect(decide(certified).action).toBe('begin');
  });
});

describe('if run.json is lost', () => {
  const lost = (isSameCode: boolean | undefined, isOtherSpace: boolean) => ({
    hasJournals: true,
    recovered: { run: same, isSameCode, isOtherSpace },
  });
  const anew = { action: 'begin', hasLeftovers: true };

  test.each([
    [true, false, { action: 'continue', former: same, changes: [] }],
    [true, true, anew],
    [undefined, false, anew],
    [false, true, anew],
  ])('plain: journals of the same code %s, of another space %s', (code, space, expected) => {
    expect(decide(lost(code, space))).toEqual(expected);
  });

  test.each([
    [true, { changes: [] }],
    [undefined, { changes: [] }],
  ])('with -c, rows of another space are kept; of the same code: %s', (code, more) => {
    const kept = { action: 'continue', former: same, ...more };
    expect(decide(lost(code, false), { continue: true })).toEqual(kept);
    expect(decide(lost(code, true), { continue: true })).toEqual({ ...kept, isLost: true });
  });

  test('other code is refused unless it is accepted', () => {
    const action = (options: object) => decide(lost(false, true), options).action;
    expect(action({ continue: true })).toBe('refuse-mixing');
    expect(decide(lost(false, true), { continue: true, acceptChanges: true })).toMatchObject({
      action: 'continue',
      isLost: true,
    });
  });
});

describe('if nothing has changed', () => {
  test.each([
    [{}, true],
    [{ continue: true }, true],
    [{ continue: true, acceptChanges: true }, true],
    [{}, false],
  ])('a certified result stays: %j, may replace: %s', (options, mayReplace) => {
    const decision = decide({ former: same, ...certified }, options, mayReplace);
    expect(decision).toEqual({ action: 'nothing', former: same });
  });

  test.each([
    [{}, true],
    [{ hasResult: true }, true],
    [{ hasResult: true }, false],
  ])('the remaining rows are evaluated: %j, may replace: %s', (facts, mayReplace) => {
    const decision = decide({ former: same, ...facts }, {}, mayReplace);
    expect(decision).toEqual({ action: 'resume', former: same });
    expect(decide({ former: same, ...facts }, { continue: true }, mayReplace)).toEqual({
      action: 'continue',
      former: same,
      changes: [],
    });
  });
});

test('a result under another name belongs to a generation of its own', () => {
  const former = same;
  const elsewhere = { former, isElsewhere: true };
  const decision = { action: 'continue', former, changes: [] };
  expect(decide(elsewhere)).toEqual(decision);
  expect(decide(elsewhere, { continue: true })).toEqual(decision);
  expect(decide({ ...elsewhere, ...certified }).action).toBe('nothing');
});

describe('if something has changed', () => {
  test.each([
    [code, [CODE]],
    [space, [SPACE]],
    [both, [CODE, SPACE]],
  ])('the run is replaced, also a certified one', (former, changes) => {
    for (const facts of [{}, { hasResult: true }, certified]) {
      expect(decide({ former, ...facts })).toEqual({ action: 'replace', former, changes });
    }
  });

  test('a result is not replaced without permission', () => {
    expect(decide({ former: code, hasResult: true }, {}, false)).toEqual({
      action: 'refuse-replacing',
      changes: [CODE],
    });
    expect(decide({ former: code }, {}, false).action).toBe('replace');
  });
});

describe('continuing', () => {
  test('with another space keeps the done rows', () => {
    for (const facts of [{}, certified]) {
      const decision = decide({ former: space, ...facts }, { continue: true });
      expect(decision).toEqual({ action: 'continue', former: space, changes: [SPACE] });
    }
  });

  test.each([code, both])('with other code is refused unless it is accepted', (former) => {
    for (const options of [{}, { acceptChanges: false }, { acceptChanges: undefined }]) {
      const decision = decide({ former }, { continue: true, ...options });
      expect(decision).toEqual({ action: 'refuse-mixing', former, changes: [CODE] });
    }
    const changes = former === both ? [CODE, SPACE] : [CODE];
    const accepted = decide({ former }, { continue: true, acceptChanges: true });
    expect(accepted).toEqual({ action: 'continue', former, changes });
  });

  test('accepted changes without continue are a reason to replace', () => {
    expect(decide({ former: code }, { acceptChanges: true }).action).toBe('replace');
  });
});

describe('evaluating rows again', () => {
  const again = { again: [[0, 1]] as const };

  test('begins a generation, although the result is certified', () => {
    for (const facts of [{}, certified]) {
      const decision = decide({ former: same, ...facts }, again, false);
      expect(decision).toEqual({ action: 'continue', former: same, changes: [] });
    }
  });

  test('is refused with other code unless it is accepted', () => {
    const refused = { action: 'refuse-mixing', former: code, changes: [CODE] };
    expect(decide({ former: code }, again)).toEqual(refused);
    const accepted = decide({ former: code }, { ...again, acceptChanges: true });
    expect(accepted).toEqual({ action: 'continue', former: code, changes: [CODE] });
  });

  test('is a first run if there is none', () => {
    expect(decide({}, again).action).toBe('begin');
  });
});
