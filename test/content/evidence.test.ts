import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { reproduceCommand } from '../../src/cli/reproduce-command.ts';
import { chartOf } from '../../src/evidence/chart.ts';
import { sha256 } from '../../src/evidence/sha256.ts';
import { drawChart } from '../../src/reproduce/draw-chart.ts';
import { call } from '../cli/temporary-library.ts';
import { python } from '../reproduce/python.ts';
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

test.skipIf(python === null).each(['ML-EXP-001', 'ML-DATA-001'])(
  '%s is measured again and agrees',
  async fingerprint => {
    const { code, stdout, stderr } = await call(reproduceCommand, root.pathname, [fingerprint, '--check']);
    expect(`${stdout}${stderr}`).toContain('agrees');
    expect(code).toBe(0);
  },
  300_000,
);
