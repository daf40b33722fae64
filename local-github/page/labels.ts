import { html } from 'hono/html';
import { findLabel } from '../actions/labels.ts';
import type { Label, Repository } from '../state.ts';
import type { Html } from './layout.ts';

/** Labels as pills in their own colours, in the order of their names. */
export function labelPills(repository: Repository, names: readonly string[]): Html[] {
  const labels = names.toSorted((a, b) => a.localeCompare(b, 'en')).map(name => findLabel(repository, name));
  return labels.flatMap(label => (label ? [pill(label)] : []));
}

/** A stylesheet with the colours of these labels; the page's strict policy allows no style on the pill itself. */
export function labelStyles(labels: readonly Label[]): string {
  const colors = new Set(labels.map(({ color }) => color.toLowerCase()).filter(isColor));
  return [...colors]
    .map(color => `.label-${color}{background:#${color};color:${textColor(color)}}\n`)
    .join('');
}

function pill({ name, color, description }: Label): Html {
  const own = isColor(color) ? `label-${color.toLowerCase()}` : '';
  return html`<span class="label ${own}" title="${description}">${name}</span>`;
}

function isColor(color: string): boolean {
  return /^[0-9a-f]{6}$/i.test(color);
}

/** Black or white, whichever is easier to read on the colour (contrast as WCAG computes it). */
export function textColor(color: string): '#000' | '#fff' {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map(place => {
    const part = Number.parseInt(color.slice(place, place + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? '#000' : '#fff';
}
