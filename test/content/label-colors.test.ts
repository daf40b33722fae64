import { expect, test } from 'vitest';
import { libraryTaxonomy } from './library-files.ts';

const { categories } = libraryTaxonomy();

/** Linear red, green and blue, 0 to 1. */
function linear(color: string): [number, number, number] {
  const channel = (at: number): number => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(0), channel(2), channel(4)];
}

/** Oklab (Ottosson 2020): equal distances look about equally different. */
function oklab(color: string): [number, number, number] {
  const [r, g, b] = linear(color);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

test('labels can be told apart by their colours', () => {
  for (const [index, one] of categories.entries())
    for (const other of categories.slice(index + 1)) {
      const [a, b] = [oklab(one.color), oklab(other.color)];
      const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
      expect({ pair: `${one.id} ${other.id}`, apart: distance >= 0.1 }).toMatchObject({ apart: true });
    }
});

test('black or white text on a label is readable (WCAG: contrast of at least 4.5)', () => {
  for (const { id, color } of categories) {
    const [r, g, b] = linear(color);
    const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    const perceived = [0, 2, 4].map(at => Number.parseInt(color.slice(at, at + 2), 16) / 255);
    const lightness =
      0.2126 * (perceived[0] ?? 0) + 0.7152 * (perceived[1] ?? 0) + 0.0722 * (perceived[2] ?? 0);
    const black = lightness > 0.453; // where GitHub turns from white text to black
    const contrast = black ? (luminance + 0.05) / 0.05 : 1.05 / (luminance + 0.05);
    expect({ id, readable: contrast >= 4.5 }).toEqual({ id, readable: true });
  }
});
