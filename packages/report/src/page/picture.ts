import type { Drawing, Shape } from '../drawing/shape.ts';
import { nextTarget, type Target } from '../model/next-target.ts';
import { element } from './element.ts';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Returns a drawing as an element. `onChoice` is told of the shape that is chosen: by a click, or by the arrow
 * keys and Enter. A line below tells what the pointer or the arrow keys are at.
 */
export function picture(drawing: Drawing, onChoice?: (choice: string) => void): HTMLElement {
  const svg = drawn(drawing);
  if (drawing.shapes.every(({ tip }) => tip === undefined)) return element('figure', {}, svg);
  const line = element('p', { class: 'note readout', 'aria-live': 'polite' }, '\u00a0');
  const tell = (tip: string | undefined): void => void (line.textContent = tip ?? '\u00a0');
  svg.addEventListener('pointerover', ({ target }) =>
    tell((target as SVGElement).querySelector?.(':scope > title')?.textContent ?? undefined),
  );
  if (onChoice !== undefined) makeChoosable(svg, drawing, tell, onChoice);
  return element('figure', {}, svg, line);
}

function drawn({ width, height, label, shapes }: Drawing): SVGElement {
  const svg = part('svg', {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-label': label,
  });
  for (const shape of shapes) svg.append(shapeElement(shape));
  return svg;
}

/** Lets the pointer and the keyboard choose the shapes that have a choice. */
function makeChoosable(
  svg: SVGElement,
  { label, shapes }: Drawing,
  tell: (tip: string) => void,
  onChoice: (choice: string) => void,
): void {
  const boxes = boxesOf(shapes);
  const targets = Array.from(boxes, ([choice, { x, y, width, height, tip }]): Target => ({
    choice,
    x: x + width / 2,
    y: y + height / 2,
    tip,
  }));
  if (targets.length === 0) return;
  svg.setAttribute('tabindex', '0');
  svg.setAttribute('role', 'application');
  svg.setAttribute('aria-label', `${label}. Arrow keys move, Enter selects.`);
  const cursor = part('rect', { class: 'cursor' });
  let at: Target | undefined;
  const moveTo = (target: Target): void => {
    at = target;
    const { x, y, width, height } = boxes.get(target.choice)!;
    for (const [name, value] of Object.entries({ x, y, width, height }))
      cursor.setAttribute(name, String(value));
    svg.dataset['cursor'] = target.choice;
    svg.append(cursor);
    tell(target.tip);
  };
  svg.addEventListener('focus', () => {
    if (!svg.matches(':focus-visible')) return;
    moveTo(targets.find(({ choice }) => choice === svg.dataset['cursor']) ?? targets[0]!);
  });
  svg.addEventListener('blur', () => cursor.remove());
  svg.addEventListener('keydown', (event) => {
    const { key } = event;
    if (key.startsWith('Arrow')) {
      event.preventDefault();
      const next = nextTarget(targets, at ?? targets[0]!, key);
      if (next !== undefined) moveTo(next);
    } else if ((key === 'Enter' || key === ' ') && at !== undefined) {
      event.preventDefault();
      onChoice(at.choice);
    }
  });
  svg.addEventListener('click', ({ target }) => {
    const chosen = (target as SVGElement).dataset['choice'];
    if (chosen !== undefined) onChoice(chosen);
  });
}

interface ChoiceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly tip: string;
}

/** Returns the box around the shapes of each choice. */
function boxesOf(shapes: readonly Shape[]): Map<string, ChoiceBox> {
  const boxes = new Map<string, ChoiceBox>();
  for (const shape of shapes) {
    if (shape.choice === undefined || shape.kind !== 'rect') continue;
    const known = boxes.get(shape.choice) ?? shape;
    const x = Math.min(known.x, shape.x);
    const y = Math.min(known.y, shape.y);
    const width = Math.max(known.x + known.width, shape.x + shape.width) - x;
    const height = Math.max(known.y + known.height, shape.y + shape.height) - y;
    boxes.set(shape.choice, { x, y, width, height, tip: shape.tip ?? '' });
  }
  return boxes;
}

function shapeElement(shape: Shape): SVGElement {
  const made = plain(shape);
  if (shape.fill !== undefined) made.style.fill = shape.fill;
  if (shape.choice !== undefined) made.dataset['choice'] = shape.choice;
  if (shape.tip !== undefined) {
    const title = part('title', {});
    title.textContent = shape.tip;
    made.append(title);
  }
  return made;
}

function plain(shape: Shape): SVGElement {
  if (shape.kind === 'rect') {
    const { x, y, width, height } = shape;
    return part('rect', { class: shape.mark, x, y, width, height });
  }
  if (shape.kind === 'path') return part('path', { class: shape.mark, d: shape.d });
  const { x, y, text, anchor = 'start', turn } = shape;
  const made = part('text', { class: shape.mark, x, y, 'text-anchor': anchor });
  if (turn !== undefined) made.setAttribute('transform', `rotate(${turn} ${x} ${y})`);
  made.textContent = text;
  return made;
}

function part(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
