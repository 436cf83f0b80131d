import { heatMap, type CellNumber } from '../../drawing/heat-map.ts';
import { NO_BIN, type Bins } from '../../model/bins.ts';
import { cellsOf } from '../../model/cells.ts';
import { choice, element } from '../element.ts';
import { picture } from '../picture.ts';
import { replaceContent } from '../replace-content.ts';
import { stepSlider } from '../step-slider.ts';
import type { Sweep } from '../sweep.ts';

const MOST_CELLS = 60;
const NUMBERS: readonly CellNumber[] = ['mean', 'least', 'most', 'spread'];
const NONE = 'none';

/** The map of the space: two parameters, a number in each cell, a third parameter by a slider. */
export function mapView(sweep: Sweep): () => readonly Node[] {
  const { keys, columns } = sweep;
  const [first, second = first] = keys;
  if (first === undefined || second === undefined)
    return () => [element('p', {}, 'The space has no parameters.')];
  let [x, y, third] = [first, second, NONE];
  let show: CellNumber = 'state';
  let name = columns[0] ?? '';
  let step = 0;
  const host = element('div', {});
  const redraw = (): void => replaceContent(host, draw());
  const choiceOf = (
    label: string,
    options: readonly string[],
    chosen: string,
    set: (to: string) => void,
  ) => choice(label, options, chosen, (to) => (set(to), redraw()));
  const draw = (): readonly Node[] => {
    const [across, up] = [sweep.bins(x, MOST_CELLS), sweep.bins(y, MOST_CELLS)];
    const slider =
      third === NONE || third === x || third === y
        ? undefined
        : stepSlider(sweep.bins(third, MOST_CELLS), step, (to) => ((step = to), redraw()));
    const cut = (mask: Uint8Array): Uint8Array => slider?.maskOf(mask) ?? mask;
    const numbers = show === 'state' || !columns.includes(name) ? undefined : sweep.numbers(name);
    const { states, mask } = sweep;
    const cells = cellsOf(across, up, { states, mask: cut(mask), ...(numbers && { numbers }) });
    const everything = new Uint8Array(mask.length).fill(1);
    const all =
      sweep.selected === sweep.length
        ? undefined
        : cellsOf(across, up, { states, mask: cut(everything) });
    const drawing = heatMap({
      ...{ x: across, y: up, cells },
      ...(all && { all }),
      show: numbers ? show : 'state',
      name: numbers ? name : 'State',
    });
    const pick = (chosen: string): void => {
      const [column, line] = chosen.split(' ').map(Number) as [number, number];
      sweep.selectBins([
        [across, column],
        [up, line],
      ]);
    };
    const others = keys.filter((key) => key !== x && key !== y);
    return [
      element('h2', {}, 'Map of the space'),
      element(
        'p',
        {},
        choiceOf('across', keys, x, (to) => (x = to)),
        choiceOf('up', keys, y, (to) => (y = to)),
        choiceOf('cell', ['state', ...NUMBERS], show, (to) => (show = to as CellNumber)),
        ...(show === 'state' ? [] : [choiceOf('of', columns, name, (to) => (name = to))]),
        choiceOf('slider', [NONE, ...others], third, (to) => ((third = to), (step = 0))),
        ...(slider ? [slider.element] : []),
      ),
      picture(drawing, pick),
      element('p', { class: 'note' }, [HELP, ...notShown(cut(mask), across, up)].join(' ')),
    ];
  };
  return () => (redraw(), [host]);
}

const HELP =
  'A click, or the arrow keys and Enter, select the rows of a cell. Hatched white: no row has these values.';

/** Says how many rows have no place, because they lack a parameter of the map. */
function notShown(mask: Uint8Array, ...axes: readonly Bins[]): string[] {
  let count = 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 1 && axes.some(({ of }) => of[i] === NO_BIN)) count++;
  }
  if (count === 0) return [];
  const keys = [...new Set(axes.map(({ key }) => key))].join(' or ');
  return [`${count.toLocaleString('en')} rows are not on the map: they have no ${keys}.`];
}
