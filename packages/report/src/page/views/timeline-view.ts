import { laneChart } from '../../drawing/lane-chart.ts';
import { laneParts } from '../../model/lane-parts.ts';
import { queueWaits, type QueueWait } from '../../model/queue-waits.ts';
import { shortNumber } from '../../model/value-text.ts';
import { element, table } from '../element.ts';
import { picture } from '../picture.ts';
import type { Sweep } from '../sweep.ts';
import { secondsText } from './seconds-text.ts';

const SLOTS = 200;
const RATES = 80;
const MOST_LANES = 120;

/** Which worker did what when, how long jobs waited, rows per second, attempts, the time limit. */
export function timelineView(sweep: Sweep): () => readonly Node[] {
  return () => {
    const { workers, jobs, began } = sweep.data;
    const title = element('h2', {}, 'Timeline');
    const [duration, start, attempt] = (['duration', 'start', 'attempt'] as const).map((role) =>
      sweep.ofRole(role),
    );
    if (began === undefined || !duration || !start || !attempt)
      return [title, element('p', {}, 'No row has been evaluated.')];
    const times = { starts: start, durations: duration, workers: sweep.workerOf };
    const { firsts, lasts, ends, end } = spansOf(times, workers.length);
    const rows = { ...times, states: sweep.states };
    const parts = laneParts(rows, end, SLOTS).filter(({ lane }) => lane < MOST_LANES);
    const names = workers.slice(0, MOST_LANES).map(({ job }) => job.slice(job.indexOf(':') + 1));
    const waits = queueWaits(workers, firsts, jobs);
    // Submissions of long ago would leave no room for the rows.
    const isNear = (at: number): boolean => at > -end;
    const submitted = jobs
      .filter(({ submitted: at }) => isNear(at))
      .map(({ name, submitted: at }) => ({ name, at }));
    const drawing = laneChart({
      names,
      parts,
      submitted,
      waits: waits.filter(({ lane, from }) => lane < MOST_LANES && isNear(from)),
      rates: ratesOf(ends, end),
      begin: Math.min(0, ...submitted.map(({ at }) => at)),
      end: Math.max(end, ...submitted.map(({ at }) => at)),
    });
    return [
      title,
      element('p', {}, rateText(sweep, began, end)),
      element('p', {}, attemptText(attempt)),
      ...limitText(sweep, firsts, lasts),
      picture(drawing),
      ...(workers.length > MOST_LANES
        ? [element('p', {}, `The first ${MOST_LANES} of ${workers.length} workers are shown.`)]
        : []),
      element(
        'p',
        { class: 'note' },
        'A bar: rows of a worker; hatched ones failed. A thin line before it: the time in the queue. An upright line: a submission.',
      ),
      table(
        ['submission', 'jobs', 'submitted', 'in the queue until the first row'],
        jobs.map(({ name, count, submitted: at }, i) => [
          name,
          String(count),
          at < 0 ? `${secondsText(-at)} before the first row` : `after ${secondsText(at)}`,
          waitText(waits.filter(({ submission }) => submission === i)),
        ]),
      ),
    ];
  };
}

interface Times {
  readonly starts: Float64Array;
  readonly durations: Float64Array;
  readonly workers: Uint32Array;
}

/** Returns when each worker began and ended, when rows ended, and when the last one did. */
function spansOf({ starts, durations, workers }: Times, count: number) {
  const firsts = new Float64Array(count).fill(NaN);
  const lasts = new Float64Array(count).fill(NaN);
  const ends = starts.map((start, i) => start + (durations[i]! || 0));
  let end = 0;
  for (let i = 0; i < starts.length; i++) {
    if (Number.isNaN(starts[i]!)) continue;
    if (ends[i]! > end) end = ends[i]!;
    const lane = workers[i]! - 1;
    if (lane < 0) continue;
    if (!(firsts[lane]! <= starts[i]!)) firsts[lane] = starts[i]!;
    if (!(lasts[lane]! >= ends[i]!)) lasts[lane] = ends[i]!;
  }
  return { firsts, lasts, ends, end };
}

/** Returns how many rows ended a second in each of equal spans of time. */
function ratesOf(ends: Float64Array, end: number): { width: number; of: number[] } {
  const width = end / RATES;
  const of = Array<number>(RATES).fill(0);
  if (width === 0) return { width: 0, of: [] };
  for (const at of ends) {
    if (!Number.isNaN(at)) of[Math.min(RATES - 1, Math.floor(at / width))]! += 1 / width;
  }
  return { width, of };
}

function rateText({ data }: Sweep, began: string, end: number): string {
  const { done, failed } = data.verdict.counts;
  const rate = shortNumber((done + failed) / Math.max(end, 1e-9));
  const from = began.replace('T', ' ').slice(0, 19);
  return `The first row began ${from} UTC. The last one ended ${secondsText(end)} later: ${rate} rows/s on average.`;
}

function attemptText(attempts: Float64Array): string {
  let [retried, most] = [0, 1];
  for (const attempt of attempts) {
    if (attempt > 1) retried++;
    if (attempt > most) most = attempt;
  }
  return retried === 0
    ? 'No row needed more than one attempt.'
    : `${retried.toLocaleString('en')} rows needed more than one attempt, at most ${most}.`;
}

function limitText({ data }: Sweep, firsts: Float64Array, lasts: Float64Array): Node[] {
  if (data.timeLimit === undefined) return [];
  const longest = lasts.reduce((most, last, i) => Math.max(most, last - firsts[i]! || 0), 0);
  const text = `A job may run ${data.timeLimit}. The rows of one took ${secondsText(longest)} at most.`;
  return [element('p', {}, text)];
}

function waitText(waits: readonly QueueWait[]): string {
  if (waits.length === 0) return '';
  const sorted = waits.map(({ from, to }) => to - from).sort((a, b) => a - b);
  const [least, most] = [secondsText(sorted[0]!), secondsText(sorted.at(-1)!)];
  return least === most ? least : `${least} to ${most}`;
}
