import { decimal } from './decimal.ts';

/** A number for people: three significant digits, whole above a hundred, `1,234,567`, `4.2e-7`. */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e12)) return value.toExponential(1).replace('e+', 'e');
  const text = decimal(value, size >= 100 ? 'whole' : 3);
  return text === '-0' ? '0' : text;
}

/** An effect: `+0.54` as a difference, `4.2×` as a ratio. */
export function change(value: number, compare: 'difference' | 'ratio'): string {
  if (compare === 'ratio') return `${figure(value)}×`;
  return value > 0 ? `+${figure(value)}` : figure(value);
}

/** `1.2 GB`, `83 MB`: decimal, as memory is sold. */
export function bytes(value: number): string {
  if (value >= 1e9) return `${decimal(value / 1e9, 3)} GB`;
  return value >= 1e6 ? `${decimal(value / 1e6, 3)} MB` : `${decimal(value / 1e3, 3)} kB`;
}
