import type { Drawing, Shape } from '../drawing/shape.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Returns a drawing as an element. `onChoice` is told of the shape that is clicked. */
export function picture(drawing: Drawing, onChoice?: (choice: string) => void): SVGElement {
  const { width, height, label, shapes } = drawing;
  const svg = part('svg', {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-label': label,
  });
  for (const shape of shapes) svg.append(drawn(shape, onChoice !== undefined));
  if (onChoice !== undefined) {
    svg.addEventListener('click', ({ target }) => {
      const chosen = (target as SVGElement).dataset['choice'];
      if (chosen !== undefined) onChoice(chosen);
    });
  }
  return svg;
}

function drawn(shape: Shape, canChoose: boolean): SVGElement {
  const made = plain(shape);
  if (shape.fill !== undefined) made.style.fill = shape.fill;
  if (shape.choice !== undefined && canChoose) made.dataset['choice'] = shape.choice;
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
