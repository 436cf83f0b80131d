import { shortNumber } from '../../model/value-text.ts';
import { element, table } from '../element.ts';
import type { Sweep } from '../sweep.ts';
import { secondsText } from './seconds-text.ts';

/** Core-hours: used, wasted, and what the rest may take. A row counts as one core. */
export function costView(sweep: Sweep): () => readonly Node[] {
  return () => {
    const { data, states, mask } = sweep;
    const durations = sweep.ofRole('duration');
    const { counts } = data.verdict;
    const title = element('h2', {}, 'Cost');
    if (durations === undefined) return [title, element('p', {}, 'No row has been evaluated.')];
    const done = durations.filter((seconds, i) => states[i] === 2 && !Number.isNaN(seconds)).sort();
    const sum = done.reduce((all, seconds) => all + seconds, 0);
    const mean = sum / done.length;
    const inSelection = durations.reduce(
      (all, seconds, i) => all + (mask[i] === 1 ? seconds || 0 : 0),
      0,
    );
    const left = counts.missing + counts.failed;
    const [low, high] = [
      done[Math.floor(done.length * 0.1)] ?? NaN,
      done[Math.floor(done.length * 0.9)] ?? NaN,
    ];
    const range =
      done.length === 0 || left === 0
        ? ''
        : ` (${hours(low * left)} to ${hours(high * left)} from the 10 % fastest to the 10 % slowest rows)`;
    return [
      title,
      element(
        'p',
        { class: 'note' },
        'A row counts as one core for its duration. Times are of the rows in this page.',
      ),
      table(
        ['what', 'time of cores'],
        [
          ['used: rows that are done', hours(sum)],
          ['wasted: attempts without a result', hours(data.wasted)],
          ['the selected rows', hours(inSelection)],
          [
            `predicted for the ${left} rows that are left`,
            left === 0 ? 'none' : done.length === 0 ? 'not known' : `${hours(mean * left)}${range}`,
          ],
        ],
      ),
      element(
        'p',
        {},
        done.length === 0
          ? ''
          : `A row took ${secondsText(mean)} on average, ${secondsText(done[0]!)} to ${secondsText(done.at(-1)!)}.`,
      ),
    ];
  };
}

/** Returns core-hours, or core-seconds where these are few. */
function hours(seconds: number): string {
  const [number, unit] = seconds >= 360 ? [seconds / 3600, 'hours'] : [seconds, 'seconds'];
  return `${shortNumber(Number(number.toPrecision(3)))} core-${unit}`;
}
