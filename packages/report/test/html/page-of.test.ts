import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { pack, packText } from '../../src/codec/pack.ts';
import type { PageData } from '../../src/html/page-data.ts';
import { pageOf } from '../../src/html/page-of.ts';

const HOSTILE = '</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>\u2028';

const data: PageData = {
  format: 'psyrun-report',
  version: 1,
  task: HOSTILE,
  made: '2026-01-01T00:00:00.000Z',
  verdict: {
    counts: { total: 1, done: 1, failed: 0, missing: 0 },
    complete: false,
    changes: [HOSTILE],
    problems: [HOSTILE],
    facts: [[HOSTILE, HOSTILE]],
  },
  space: packText('{}'),
  states: pack([2]),
  columns: [
    { key: HOSTILE, role: 'result', scale: { kind: 'values', values: [1] }, codes: pack([3]) },
  ],
  workerOf: pack([0]),
  workers: [{ job: HOSTILE, host: HOSTILE }],
  failureOf: pack([0]),
  failures: [],
  jobs: [],
  leftOut: [],
  wasted: 0,
  margins: [],
};

test('no string of the data becomes markup', () => {
  const page = pageOf(data);
  const [, json] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)!;
  expect(json).not.toContain('<');
  expect(JSON.parse(json!)).toEqual(data);
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).not.toContain('<img');
});

test('the policy allows the script of the page by its digest, and nothing else', () => {
  const page = pageOf(data);
  const [, script] = /<\/script>\n<script>(.*)<\/script>\n<\/body>/s.exec(page)!;
  const digest = createHash('sha256').update(script!).digest('base64');
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)!;
  expect(policy!.split('; ')).toEqual([
    "default-src 'none'",
    `script-src 'sha256-${digest}'`,
    expect.stringMatching(/^style-src 'sha256-[\w+/]+=*'$/),
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});
