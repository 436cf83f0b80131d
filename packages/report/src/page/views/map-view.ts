import { heatMap, type CellNumber } from '../../drawing/heat-map.ts';
import { cellsOf } from '../../model/cells.ts';
import { choice, element } from '../element.ts';
import { picture } from '../picture.ts';
import { stepSlider } from '../step-slider.ts';
import type { Sweep } from '../sweep.ts';

const MOST_CELLS = 60;
const NUMBERS: readonly CellNumber[] = ['mean', 'least', 'most', 'spread'];
const NONE = 'none';

/** The map of the space: two parameters, a number in each cell, a third parameter by a slider. */
export function mapView(sweep: Sweep): () => readonly Node[] {
  const { keys } = sweep;
  let [x, y = x, third] = [keys[0], keys[1], NONE];
  let show: CellNumber = 'state';
  let name = sweep.columns[0] ?? '';
  let step = 0;
  const host = element('div', {});
  const draw = (): readonly Node[] => {
    if (x === undefined || y === undefined)
      return [element('p', {}, 'The space has no parameters.')];
    const [across, up] = [sweep.bins(x, MOST_CELLS), sweep.bins(y, MOST_CELLS)];
    const slider =
      third === NONE
        ? undefined
        : stepSlider(sweep.bins(third, MOST_CELLS), step, (to) => ((step = to), redraw(`step`)));
    const mask = slider === undefined ? sweep.mask : slider.maskOf(sweep.mask);
    const numbers =
      show === 'state' || !sweep.columns.includes(name) ? undefined : sweep.numbers(name);
    const cells = cellsOf(across, up, { states: sweep.states, mask, ...(numbers && { numbers }) });
    const drawing = heatMap({
      x: across,
      y: up,
      cells,
      show: numbers ? show : 'state',
      name: numbers ? name : 'State',
    });
    const pick = (chosen: string): void => {
      const [column, line] = chosen.split(' ').map(Number) as [number, number];
      sweep.selectBin(across, column);
      if (up.key !== across.key) sweep.selectBin(up, line);
    };
    const refresh = (set: (to: string) => void, id: string) => (to: string) => (
      set(to),
      redraw(id)
    );
    return [
      element('h2', {}, 'Map of the space'),
      element(
        'p',
        {},
        choice(
          'across',
          keys,
          x,
          refresh((to) => (x = to), 'across'),
        ),
        choice(
          'up',
          keys,
          y,
          refresh((to) => (y = to), 'up'),
        ),
        choice(
          'cell',
          ['state', ...NUMBERS],
          show,
          refresh((to) => (show = to as CellNumber), 'cell'),
        ),
        choice(
          'of',
          sweep.columns,
          name,
          refresh((to) => (name = to), 'of'),
        ),
        choice(
          'slider',
          [NONE, ...keys.filter((key) => key !== x && key !== y)],
          third,
          refresh((to) => ((third = to), (step = 0)), 'slider'),
        ),
        ...(slider ? [slider.element] : []),
      ),
      picture(drawing, pick),
      element(
        'p',
        { class: 'note' },
        'A click selects the rows of a cell. Hatched white: no row has these values.',
      ),
    ];
  };
  const redraw = (_id: string): void => host.replaceChildren(...draw());
  return () => (redraw(''), [host]);
}
