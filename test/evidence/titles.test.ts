import { expect, test } from 'vitest';
import { axisTitle, columnTitle, quantityTitle } from '../../src/evidence/titles.ts';

test.each([
  ['gap', 'AUC', 'gap (AUC)'],
  ['call_ms', 'ms', 'call ms'],
  ['production_auc', 'AUC', 'production AUC'],
  ['hit_rate', '', 'hit rate'],
  ['record_bytes', 'B', 'record bytes (B)'],
])('the quantity %s in %s is %s', (name, unit, title) => {
  expect(quantityTitle({ name, unit })).toBe(title);
});

test.each([
  ['Rows in a window', 'rows', 'Rows in a window', 'rows'],
  ['Mean delay of the daily row', 'h', 'Mean delay of the daily row (h)', 'Mean delay of the daily row (h)'],
  ['Requests in a day', 'requests a day', 'Requests in a day', 'requests a day'],
  ['Requests per second', '1/s', 'Requests per second', 'Requests per second'],
  ['changes unnamed', 'per 100 runs', 'changes unnamed (per 100 runs)', 'changes unnamed (per 100 runs)'],
  ['Share of rows', '%', 'Share of rows (%)', 'Share of rows (%)'],
  ['Epsilon', '', 'Epsilon', 'Epsilon'],
])('the axis %s in %s is %s, and %s above a column', (title, unit, whole, column) => {
  expect([axisTitle({ title, unit }), columnTitle({ title, unit })]).toEqual([whole, column]);
});
