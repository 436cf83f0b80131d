import { bandChart } from '../../drawing/band-chart.ts';
import { cellsOf } from '../../model/cells.ts';
import { choice, element } from '../element.ts';
import { picture } from '../picture.ts';
import { replaceContent } from '../replace-content.ts';
import { stepSlider } from '../step-slider.ts';
import type { Sweep } from '../sweep.ts';

const MOST_POINTS = 100;

/** A number against one parameter; the others by sliders; a band over the rows that are left. */
export function sliceView(sweep: Sweep): () => readonly Node[] {
  const { keys, columns } = sweep;
  // A line needs numbers: the first parameter of numbers with several values.
  let x =
    keys.find((key) => sweep.axis(key).areNumbers && sweep.axis(key).values.length > 2) ?? keys[0];
  let y = sweep.results[0] ?? columns[0];
  const steps = new Map<string, number>();
  const host = element('div', {});
  const draw = (): readonly Node[] => {
    if (x === undefined || y === undefined)
      return [element('p', {}, 'There is no number to show yet.')];
    const sliders = keys
      .filter((key) => key !== x)
      .map((key) =>
        stepSlider(
          sweep.bins(key, MOST_POINTS),
          steps.get(key) ?? -1,
          (to) => (steps.set(key, to), redraw()),
        ),
      );
    const mask = sliders.reduce((before, { maskOf }) => maskOf(before), sweep.mask);
    const bins = sweep.bins(x, MOST_POINTS);
    const cells = cellsOf(bins, undefined, {
      states: sweep.states,
      mask,
      numbers: sweep.numbers(y),
    });
    return [
      element('h2', {}, 'Slices'),
      element(
        'p',
        {},
        choice('number', columns, y, (to) => ((y = to), redraw())),
        choice('against', keys, x, (to) => ((x = to), redraw())),
      ),
      element('p', { class: 'sliders' }, ...sliders.map(({ element: slider }) => slider)),
      picture(bandChart(bins, cells, y), (bin) => sweep.selectBins([[bins, Number(bin)]])),
      element(
        'p',
        { class: 'note' },
        `The line is the mean; the band goes from the least to the most of the rows that the sliders leave${replicates(keys, x)}.`,
      ),
    ];
  };
  const redraw = (): void => replaceContent(host, draw());
  return () => (redraw(), [host]);
}

/** Says which rows the band is over, if the space has replicates. */
function replicates(keys: readonly string[], x: string): string {
  return keys.includes('replicate') && x !== 'replicate' ? ', replicates included' : '';
}
