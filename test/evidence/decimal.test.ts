import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal } from '../../src/evidence/decimal.ts';

const three = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Numbers on whose last digit the rounding depends, beside any others. */
const ties = fc
  .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: -12, max: 12 }))
  .map(([digits, power]) => Number(`${digits}5e${power}`));
const few = fc
  .tuple(fc.integer({ min: -9_999, max: 9_999 }), fc.integer({ min: -12, max: 12 }))
  .map(([digits, power]) => Number(`${digits}e${power}`));

test('numbers are written as Intl writes them', () => {
  fc.assert(
    fc.property(fc.oneof(fc.double(), ties, few, fc.integer()), value => {
      expect(decimal(value, 3)).toBe(three.format(value));
      expect(decimal(value, 'whole')).toBe(whole.format(value));
    }),
    { numRuns: 20_000 },
  );
});

test.each([
  0,
  -0,
  0.5,
  1.5,
  2.5,
  -0.4,
  0.05,
  99.95,
  999.5,
  999_999.5,
  1.005,
  1e21,
  5e-324,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
])('so is %d', value => {
  expect(decimal(value, 3)).toBe(three.format(value));
  expect(decimal(value, 'whole')).toBe(whole.format(value));
});
