import type { CreateJobOptions } from '@psyrun/core';
import { hashSpace } from '@psyrun/pspace';
import { lengthOf } from '@psyrun/pspace/internal';
import { prepareRun, ROW_DONE, rowStates, WorkDirectory } from '@psyrun/run';
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
 * predicted from the durations of recorded rows. Rows of other runs that are taken are kept.
 */
export async function plannedRows(task: LoadedTask, how: CreateJobOptions): Promise<PlannedRows> {
  const { pspace, workdir } = task;
  const times = new RowTimes();
  const dry = { ...how, dryRun: true, onNote: () => undefined };
  const { states } = await prepareRun(task, dry, times.note);
  const ranges = states.rangesWithout(ROW_DONE);
  const [total, toEvaluate] = [pspace.length, lengthOf(ranges)];
  const rows = { total, kept: total - toEvaluate, toEvaluate, orphaned: states.strangers };
  if (toEvaluate === 0) return { rows };
  // A run that replaces another one keeps none of its rows. They took as long as the new ones will.
  const directory = new WorkDirectory(workdir);
  if (rows.kept === 0) await rowStates(directory, pspace, hashSpace(pspace), times.note);
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
