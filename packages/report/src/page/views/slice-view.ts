import { bandChart } from '../../drawing/band-chart.ts';
import { cellsOf } from '../../model/cells.ts';
import { choice, element } from '../element.ts';
import { picture } from '../picture.ts';
import { stepSlider } from '../step-slider.ts';
import type { Sweep } from '../sweep.ts';

const MOST_POINTS = 100;

/** A number against one parameter; the others by sliders; a band over the rows that are left. */
export function sliceView(sweep: Sweep): () => readonly Node[] {
  const { keys, columns } = sweep;
  let x = keys[0];
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
      element('p', {}, ...sliders.map(({ element: slider }) => slider)),
      picture(bandChart(bins, cells, y), (bin) => sweep.selectBin(bins, Number(bin))),
      element(
        'p',
        { class: 'note' },
        'The line is the mean; the band goes from the least to the most.',
      ),
    ];
  };
  const redraw = (): void => host.replaceChildren(...draw());
  return () => (redraw(), [host]);
}
