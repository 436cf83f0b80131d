import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PsyrunError, type Evaluator, type NoteMemory, type Row } from '@psyrun/core';
import { jsonOf } from './json-of.ts';
import { resultsOf, type ResultsAddress } from './results.ts';
import { ranCommand, type Ran } from './ran-command.ts';
import { filled, FOLDER, INDEX, quoted, textOf } from './words.ts';

/** A command and what to do with it, as plain data. */
export interface CommandAddress {
  readonly words: readonly string[];
  readonly results: ResultsAddress;
  readonly shell: boolean;
  /** True if the parameters are in the environment. */
  readonly env: boolean;
  /** The folder of the task file. */
  readonly folder: string;
  readonly needsFolder: boolean;
  readonly runsInFolder: boolean;
  readonly sendsRow: boolean;
}

/** Returns the evaluator of a command. Worker processes call this function. */
export function commandEvaluator(address: CommandAddress): Evaluator {
  return {
    evaluate: async (row, index, noteMemory) => await evaluated(address, row, index, noteMemory),
  };
}

async function evaluated(
  address: CommandAddress,
  row: Row,
  index: number,
  noteMemory: NoteMemory | undefined,
): Promise<unknown> {
  if (!address.needsFolder) return await resultOf(address, row, { [INDEX]: index }, noteMemory);
  const above = process.env['PSYRUN_WORKDIR'] ?? tmpdir();
  await mkdir(above, { recursive: true });
  const folder = await mkdtemp(join(above, 'row-'));
  const place = { [INDEX]: index, [FOLDER]: folder };
  const result = await resultOf(address, row, place, noteMemory);
  await rm(folder, { recursive: true, force: true });
  return result;
}

async function resultOf(
  address: CommandAddress,
  row: Row,
  place: { readonly [INDEX]: number; readonly [FOLDER]?: string },
  noteMemory: NoteMemory | undefined,
): Promise<unknown> {
  const folder = place[FOLDER];
  // A parameter of the name index is that parameter.
  const values = {
    [INDEX]: place[INDEX],
    ...row,
    ...(folder !== undefined && { [FOLDER]: folder }),
  };
  const fill = (word: string) => filled(word, values, address.shell ? quoted : undefined);
  const words = address.words.map(fill);
  const argv = address.shell ? ['/bin/sh', '-c', words[0]!] : words;
  const runsIn = address.runsInFolder ? folder! : address.folder;
  const ran = await ranCommand(argv, {
    folder: runsIn,
    env: address.env ? environmentOf(row) : {},
    ...(address.sendsRow && { input: `${jsonOf(row)}\n` }),
    ...(noteMemory && { noteMemory }),
  });
  if (ran.problem !== undefined) throw failed(argv, ran.problem, ran, folder);
  const { results } = address;
  const where =
    results.kind === 'file' ? { ...results, file: filled(results.file, values) } : results;
  try {
    return await resultsOf(where, { output: ran.output, folder: runsIn });
  } catch (cause) {
    throw failed(argv, (cause as Error).message, ran, folder);
  }
}

function environmentOf(row: Row): Record<string, string> {
  const named = Object.entries(row).map(([key, value]) => {
    const isPlain = typeof value !== 'object' || value === null || value instanceof Date;
    const text = isPlain ? textOf(value, key) : jsonOf(value);
    return [`PSY_${key.toUpperCase().replace(/[^A-Z0-9_]/g, '_')}`, text];
  });
  return Object.fromEntries(named) as Record<string, string>;
}

function failed(
  argv: readonly string[],
  problem: string,
  { printed, signal }: Ran,
  folder: string | undefined,
): PsyrunError {
  const shown = argv.map((word) => (/^[\w./=:@%+,-]+$/.test(word) ? word : quoted(word))).join(' ');
  const error = new PsyrunError('PSYRUN_COMMAND', `The command failed. ${problem}`, {
    ...(folder !== undefined && { hint: `Its files are in ${folder}.` }),
    fields: {
      command: shown,
      ...(folder !== undefined && { folder }),
      ...(signal !== undefined && { signal }),
    },
  });
  // Where psyrun found that out helps nobody; what the command said does.
  return Object.assign(error, { stack: `$ ${shown}\n${printed}`.trimEnd() });
}
