import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { chartOf } from '../../src/evidence/chart.ts';
import { sha256 } from '../../src/pattern/digests.ts';
import { drawChart } from '../../src/reproduce/draw-chart.ts';
import { patternPaths, textOf } from './library-files.ts';

const root = new URL('../../', import.meta.url);
const measured = patternPaths()
  .map(path => dirname(path))
  .filter(folder => existsSync(new URL(`${folder}/results.json`, root)));

test('there are measured patterns', () => {
  expect(measured.length).toBeGreaterThanOrEqual(14);
});

test.each(measured)('the chart of %s is what is drawn from its results', async folder => {
  const text = textOf(`${folder}/results.json`);
  expect(textOf(`${folder}/chart.svg`)).toBe(await drawChart(chartOf(JSON.parse(text)), sha256(text)));
});
