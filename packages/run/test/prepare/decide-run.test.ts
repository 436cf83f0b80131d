import { describe, expect, test } from '@jest/globals';
import { decideRun, type RunDescription, type RunFacts } from '../../src/index.ts';

const now = { files: { 'task_t.ts': 'a' }, space: 's', settings: {} };
const runOf = (fingerprint: typeof now) => ({ fingerprint }) as unknown as RunDescription;
const SAME = runOf(now);
const OTHER_SPACE = runOf({ ...now, space: 'before' });
const OTHER_CODE = runOf({ ...now, files: { 'task_t.ts': 'before' } });
const CODE = 'task_t.ts has changed.';
const SPACE = 'The parameter space has changed.';

const facts = (known: Partial<RunFacts> = {}): RunFacts => ({
  fingerprint: now,
  former: undefined,
  isCertified: false,
  hasResult: false,
  hasJournals: false,
  ...known,
});

describe('without a former run', () => {
  test.each([false, true])('a run begins, continue is %p', (goOn) => {
    for (const hasLeftovers of [false, true]) {
      expect(decideRun(facts({ hasJournals: hasLeftovers }), true, { continue: goOn })).toEqual({
        action: 'begin',
        hasLeftovers,
      });
    }
  });

  test('a result that may not be replaced is in the way', () => {
    const hasResult = facts({ hasResult: true });
    expect(decideRun(hasResult, true, { continue: false }).action).toBe('begin');
    expect(decideRun(hasResult, false, { continue: false })).toEqual({
      action: 'refuse-replacing',
      changes: [],
    });
    expect(decideRun(facts(), false, { continue: false }).action).toBe('begin');
  });
});

describe('with a former run', () => {
  const decide = (
    former: RunDescription,
    options = {},
    known: Partial<RunFacts> = {},
    may = true,
  ) => decideRun(facts({ former, ...known }), may, { continue: false, ...options });

  test('of the same content, its certified result is the answer, whatever is asked for', () => {
    for (const goOn of [false, true]) {
      const decision = decide(SAME, { continue: goOn }, { isCertified: true });
      expect(decision).toEqual({ action: 'nothing', former: SAME });
    }
  });

  test('of another content, a certified result is none', () => {
    expect(decide(OTHER_SPACE, {}, { isCertified: true }).action).toBe('replace');
  });

  test('of the same content, the rest is done, or a generation begins', () => {
    expect(decide(SAME)).toEqual({ action: 'resume', former: SAME });
    expect(decide(SAME, { continue: true })).toEqual({
      action: 'continue',
      former: SAME,
      changes: [],
    });
  });

  test('a changed space begins anew, or a generation', () => {
    const changes = [SPACE];
    expect(decide(OTHER_SPACE)).toEqual({ action: 'replace', former: OTHER_SPACE, changes });
    expect(decide(OTHER_SPACE, { continue: true })).toEqual({
      action: 'continue',
      former: OTHER_SPACE,
      changes,
    });
  });

  test('changed code begins anew, and is continued only if that is accepted', () => {
    const changes = [CODE];
    expect(decide(OTHER_CODE)).toEqual({ action: 'replace', former: OTHER_CODE, changes });
    expect(decide(OTHER_CODE, { continue: true })).toEqual({
      action: 'refuse-mixing',
      former: OTHER_CODE,
      changes,
    });
    expect(decide(OTHER_CODE, { continue: true, acceptChanges: true })).toEqual({
      action: 'continue',
      former: OTHER_CODE,
      changes,
    });
  });

  test('a result that may not be replaced is kept, but for continuing', () => {
    const known = { hasResult: true };
    expect(decide(OTHER_CODE, {}, known, false)).toEqual({
      action: 'refuse-replacing',
      changes: [CODE],
    });
    expect(decide(OTHER_SPACE, { continue: true }, known, false).action).toBe('continue');
    expect(decide(SAME, {}, known, false).action).toBe('resume');
    expect(decide(OTHER_CODE, {}, {}, false).action).toBe('replace');
  });
});
