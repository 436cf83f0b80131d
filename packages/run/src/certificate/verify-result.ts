import { rowCount } from '@psyrun/columns';
import type { ParameterSpace, Store } from '@psyrun/core';
import type { RunDescription } from '../directory/run-description.ts';
import { spaceOf } from '../directory/run-file.ts';
import type { Certificate } from './certificate.ts';
import { checkResult } from './check-result.ts';
import { readContent, type Content } from './content.ts';

/** The outcome of comparing a result with its certificate. */
export interface Verification {
  /** Undefined if there is no certificate or it is damaged. */
  readonly certificate: Certificate | undefined;
  /** The differences, as sentences. Empty if the result matches the certificate. */
  readonly problems: readonly string[];
}

/**
 * Compares a result with its certificate and with the run that it has to be of: the size, the digest,
 * the number of rows that the store reads, and each of these rows with its row of the space. Rows are not
 * compared if the certificate has no digests of them.
 */
export async function verifyResult(
  resultfile: string,
  store: Store,
  run: RunDescription | undefined,
): Promise<Verification> {
  const { certificate, problem } = await checkResult(resultfile, run);
  if (problem !== undefined) return { certificate, problems: [problem] };
  const { content, rows } = certificate!;
  const problems =
    content === undefined
      ? countProblems(await countRows(resultfile, store), rows.total)
      : await contentProblems(resultfile, store, spaceOf(run!), content);
  return { certificate, problems };
}

async function contentProblems(
  resultfile: string,
  store: Store,
  space: ParameterSpace,
  { blockRows, blocks }: Content,
): Promise<string[]> {
  const read = await readContent(store.scan(resultfile), space, blockRows);
  const problems = countProblems(read.rows ?? 0, space.length);
  if (problems.length > 0) return problems;
  const others = blocks.flatMap((digest, block) => (digest === read.blocks[block] ? [] : [block]));
  if (others.length === 0) return [];
  const [first] = others as [number];
  const last = Math.min((first + 1) * blockRows, space.length) - 1;
  const more = others.length > 1 ? `, and of ${others.length - 1} other blocks of rows` : '';
  return [`The values of rows ${first * blockRows} to ${last}${more} are not what was certified.`];
}

function countProblems(rows: number | undefined, total: number): string[] {
  if (rows === total || rows === undefined) return [];
  return [`It holds ${rows} rows; ${total} were certified.`];
}

/** Resolves to undefined for a result without columns, because its rows cannot be counted. */
async function countRows(file: string, store: Store): Promise<number | undefined> {
  let rows: number | undefined;
  for await (const table of store.scan(file)) {
    if (Object.keys(table).length > 0) rows = (rows ?? 0) + rowCount(table);
  }
  return rows;
}
