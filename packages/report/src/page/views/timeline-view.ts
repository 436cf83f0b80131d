import { laneChart } from '../../drawing/lane-chart.ts';
import { laneParts } from '../../model/lane-parts.ts';
import { shortNumber } from '../../model/value-text.ts';
import { element, table } from '../element.ts';
import { picture } from '../picture.ts';
import type { Sweep } from '../sweep.ts';

const SLOTS = 200;
const MOST_LANES = 120;

/** Which worker did what when, how long jobs waited, rows per second, attempts. */
export function timelineView(sweep: Sweep): () => readonly Node[] {
  return () => {
    const { workers, jobs, began } = sweep.data;
    const title = element('h2', {}, 'Timeline');
    const [duration, start, attempt] = (['duration', 'start', 'attempt'] as const).map((role) =>
      sweep.ofRole(role),
    );
    if (began === undefined || !duration || !start || !attempt)
      return [title, element('p', {}, 'No row has been evaluated.')];
    let end = 0;
    let retried = 0;
    for (let i = 0; i < start.length; i++) {
      if (start[i]! + duration[i]! > end) end = start[i]! + duration[i]!;
      if (attempt[i]! > 1) retried++;
    }
    const rows = {
      starts: start,
      durations: duration,
      workers: sweep.workerOf,
      states: sweep.states,
    };
    const parts = laneParts(rows, end, SLOTS).filter(({ lane }) => lane < MOST_LANES);
    const names = workers.slice(0, MOST_LANES).map(({ job }) => job.slice(job.indexOf(':') + 1));
    const shown = jobs.filter(({ submitted }) => submitted > -end);
    const submitted = shown.map(({ name, submitted: at }) => ({ name, at }));
    const last = Math.max(end, ...submitted.map(({ at }) => at));
    const begin = Math.min(0, ...submitted.map(({ at }) => at));
    const { done, failed } = sweep.data.verdict.counts;
    return [
      title,
      element(
        'p',
        {},
        `The first row began ${began.replace('T', ' ').slice(0, 19)} UTC. The last one ended ${shortNumber(end)} s later: ${shortNumber((done + failed) / Math.max(end, 1e-9))} rows/s. ${retried} rows needed more than one attempt.`,
      ),
      picture(laneChart({ names, parts, submitted, begin, end: last })),
      ...(workers.length > MOST_LANES
        ? [element('p', {}, `The first ${MOST_LANES} of ${workers.length} workers are shown.`)]
        : []),
      table(
        ['submission', 'jobs', 'submitted', 'first row after'],
        jobs.map(({ name, count, submitted: at }) => [
          name,
          String(count),
          `${shortNumber(at)} s`,
          at <= 0 ? `${shortNumber(-at)} s` : '',
        ]),
      ),
    ];
  };
}
