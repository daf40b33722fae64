import { withoutEnd } from '../pattern/without-end.ts';

/**
 * Writes a number as `Intl.NumberFormat('en')` does, with at most so many significant digits, or as a whole number. To make
 * one of those takes longer than to check a pattern.
 */
export function decimal(value: number, maxDigits: 3 | 'whole'): string {
  if (!Number.isFinite(value)) return String(value).replace('Infinity', '∞');
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [mantissa = '', exponent = ''] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  // Where the first digit stands: 0 for ones, 2 for hundreds, -1 for tenths.
  const power = Number(exponent);
  const kept = maxDigits === 'whole' ? power + 1 : maxDigits;
  if (kept < 0) return `${sign}0`;
  // The shortest digits that tell the number apart are rounded, and not its binary value.
  const isUp = (digits[kept] ?? '0') >= '5';
  const rounded = BigInt(digits.slice(0, kept).padEnd(kept, '0') || '0') + (isUp ? 1n : 0n);
  return `${sign}${pointed(rounded.toString(), kept - 1 - power)}`;
}

/** `123456` with 2 places after the point is `1,234.56`; zeros at the end say nothing. */
function pointed(digits: string, places: number): string {
  const all = places < 0 ? digits.padEnd(digits.length - places, '0') : digits.padStart(places + 1, '0');
  const point = places < 0 ? all.length : all.length - places;
  const fraction = withoutEnd(all.slice(point), '0');
  const grouped = all.slice(0, point).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === '' ? grouped : `${grouped}.${fraction}`;
}
