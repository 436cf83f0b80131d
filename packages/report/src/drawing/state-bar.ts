import type { StateCounts } from '../html/page-data.ts';
import type { Drawing, Shape } from './shape.ts';

const WIDTH = 720;
const HEIGHT = 26;
const STATES = ['done', 'failed', 'missing'] as const;

/** Returns one bar that is divided into the states of rows in proportion. */
export function stateBar(counts: StateCounts): Drawing {
  const { total } = counts;
  let x = 0;
  const shapes = STATES.flatMap((mark): Shape[] => {
    const part = total === 0 ? 0 : counts[mark] / total;
    const width = part * WIDTH;
    x += width;
    const tip = `${counts[mark]} of ${total} rows ${mark}, ${Number((100 * part).toPrecision(3))} %`;
    const rect: Shape = { kind: 'rect', mark, x: x - width, y: 2, width, height: HEIGHT - 4, tip };
    return part === 0 ? [] : [rect];
  });
  const label = `${counts.done} rows done, ${counts.failed} failed, ${counts.missing} missing`;
  return { width: WIDTH, height: HEIGHT, label, shapes };
}
