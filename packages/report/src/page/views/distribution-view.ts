import { barChart } from '../../drawing/bar-chart.ts';
import { NO_BIN, type Bins } from '../../model/bins.ts';
import { rangeInputs } from '../range-inputs.ts';
import { choice, element } from '../element.ts';
import { picture } from '../picture.ts';
import { replaceContent } from '../replace-content.ts';
import { STATE, type Sweep } from '../sweep.ts';

const BARS = 40;

/** How many rows have which number, of all rows and of the selection. */
export function distributionView(sweep: Sweep): () => readonly Node[] {
  const keys = [...sweep.columns, STATE, ...sweep.keys];
  let key = sweep.results[0] ?? keys[0]!;
  const host = element('div', {});
  const draw = (): readonly Node[] => {
    const bins = sweep.bins(key, BARS);
    const all = countsOf(bins);
    return [
      element('h2', {}, 'Distributions'),
      element(
        'p',
        {},
        choice('of', keys, key, (to) => ((key = to), redraw())),
        ...rangeInputs(sweep, key),
      ),
      picture(barChart(bins, all, countsOf(bins, sweep.mask)), (bin) =>
        sweep.selectBins([[bins, Number(bin)]]),
      ),
      element(
        'p',
        { class: 'note' },
        'Pale: all rows. Strong: the selection. A click, or the arrow keys and Enter, select the rows of a bar.',
      ),
    ];
  };
  const redraw = (): void => replaceContent(host, draw());
  return () => (redraw(), [host]);
}

function countsOf({ of, labels }: Bins, mask?: Uint8Array): number[] {
  const counts = labels.map(() => 0);
  for (let i = 0; i < of.length; i++) {
    if (of[i] !== NO_BIN && (mask === undefined || mask[i] === 1)) counts[of[i]!]!++;
  }
  return counts;
}
