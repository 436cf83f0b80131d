import { toJsonSchema } from '@valibot/to-json-schema';
import { adoptResult } from '../../src/schemas/adopt.ts';
import { cleanResult } from '../../src/schemas/clean.ts';
import { completionResult } from '../../src/schemas/completion.ts';
import { doctorResult } from '../../src/schemas/doctor.ts';
import { errorResult } from '../../src/schemas/error.ts';
import { exportResult } from '../../src/schemas/export.ts';
import { failuresResult } from '../../src/schemas/failures.ts';
import { fsckResult } from '../../src/schemas/fsck.ts';
import { killResult } from '../../src/schemas/kill.ts';
import { listResult } from '../../src/schemas/list.ts';
import { logResult } from '../../src/schemas/logs.ts';
import { mergeResult } from '../../src/schemas/merge.ts';
import { newTaskResult } from '../../src/schemas/new-task.ts';
import { planResult } from '../../src/schemas/plan.ts';
import { pluginsResult } from '../../src/schemas/plugins.ts';
import { plotResult, reportResult } from '../../src/schemas/report.ts';
import { reproResult } from '../../src/schemas/repro.ts';
import { rowsResult } from '../../src/schemas/rows.ts';
import { runResult } from '../../src/schemas/run.ts';
import { splitOffResult } from '../../src/schemas/split-off.ts';
import { statusResult, watchResult } from '../../src/schemas/status.ts';
import { testResult } from '../../src/schemas/test.ts';
import { verifyResult } from '../../src/schemas/verify.ts';

const SCHEMAS = {
  adopt: adoptResult,
  clean: cleanResult,
  completion: completionResult,
  doctor: doctorResult,
  error: errorResult,
  export: exportResult,
  failures: failuresResult,
  fsck: fsckResult,
  kill: killResult,
  list: listResult,
  logs: logResult,
  merge: mergeResult,
  'new-task': newTaskResult,
  plan: planResult,
  plugins: pluginsResult,
  plot: plotResult,
  report: reportResult,
  repro: reproResult,
  rows: rowsResult,
  run: runResult,
  'split-off': splitOffResult,
  status: statusResult,
  test: testResult,
  verify: verifyResult,
  watch: watchResult,
} as const;

/** The folder of the published schemas. */
export const SCHEMA_FOLDER = new URL('../../schemas/', import.meta.url);

/** Returns the text of each published schema, by its name. */
export function jsonSchemas(): Map<string, string> {
  const texts = Object.entries(SCHEMAS).map(([name, schema]) => {
    const { $schema, ...content } = toJsonSchema(schema, { target: 'draft-2020-12' });
    const title = name === 'plan' ? 'psy run --dry-run --json' : `psy ${name} --json`;
    return [name, `${JSON.stringify({ $schema, title, ...content }, undefined, 2)}\n`] as const;
  });
  return new Map(texts);
}
