import type { CreateJobOptions } from '@psyrun/core';
import { hashSpace } from '@psyrun/pspace';
import { indicesIn, lengthOf } from '@psyrun/pspace/internal';
import { ROW_DONE, rowStates, WorkDirectory, type RunDecision } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { PlanResult } from '../schemas/plan.ts';
import { RowTimes } from '../status/row-times.ts';
import { sampledIndices } from '../status/sampled-rows.ts';
import { predictSeconds, type PredictedSeconds, type UnknownSeconds } from './predict-seconds.ts';

/** Most rows to come whose parameters are looked at. */
const MOST_ROWS = 5000;

/** The rows of a run that is planned, and what they will cost. */
export type PlannedRows = Pick<PlanResult, 'rows' | 'cost'>;

/**
 * Resolves to the rows that a run would keep and evaluate, and to the core-hours that these will take,
 * predicted from the durations of rows of the present run.
 */
export async function plannedRows(
  task: LoadedTask,
  { action }: RunDecision,
  { again }: Pick<CreateJobOptions, 'again'>,
): Promise<PlannedRows> {
  const { pspace, workdir } = task;
  const total = pspace.length;
  if (action === 'nothing') return { rows: { total, kept: total, toEvaluate: 0, orphaned: 0 } };
  const times = new RowTimes();
  const directory = new WorkDirectory(workdir);
  const states = await rowStates(directory, pspace, hashSpace(pspace), times.note);
  const keeps = action === 'resume' || action === 'continue';
  if (again !== undefined) states.forget(indicesIn(again));
  const ranges = keeps ? states.rangesWithout(ROW_DONE) : [[0, total] as const];
  const toEvaluate = lengthOf(ranges);
  const rows = {
    total,
    kept: total - toEvaluate,
    toEvaluate,
    orphaned: keeps ? states.strangers : 0,
  };
  if (toEvaluate === 0) return { rows };
  const known = times
    .sorted()
    .map(({ index, duration }) => ({ row: pspace.at(index), seconds: duration }));
  const sample = [...sampledIndices(ranges, MOST_ROWS)].map((index) => pspace.at(index));
  return { rows, cost: costOf(predictSeconds(pspace.keys, known, { sample, count: toEvaluate })) };
}

function costOf(predicted: PredictedSeconds | UnknownSeconds): NonNullable<PlanResult['cost']> {
  if ('unknown' in predicted) return predicted;
  const { expected, least, most, beyond } = predicted;
  const coreHours = { expected: expected / 3600, least: least / 3600, most: most / 3600 };
  return beyond.length === 0 ? { coreHours } : { coreHours, beyond: [...beyond] };
}
