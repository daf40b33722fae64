import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { reproduceCommand } from '../../src/cli/reproduce-command.ts';
import { call, type Run } from '../cli/temporary-library.ts';
import { benchmarkLibrary, folder } from './benchmark-library.ts';
import { python } from './python.ts';

beforeEach(() => void vi.stubEnv('PYTHON', python ?? ''));
afterEach(() => vi.unstubAllEnvs());

const reproduce = (root: string, ...args: string[]): Promise<Run> => call(reproduceCommand, root, args);
const fileIn = (root: string, name: string): string => readFileSync(join(root, folder, name), 'utf8');

describe.skipIf(python === null)('a benchmark', () => {
  test('is measured into results, chart and text, and a second look agrees', async () => {
    const root = benchmarkLibrary();
    const first = await reproduce(root, 'ML-OPT-008');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('Supported at 100 to 10,000 (rows).');
    expect(readdirSync(join(root, folder)).sort()).toEqual([
      'README.md',
      'benchmark.py',
      'chart.svg',
      'results.json',
    ]);
    const results = JSON.parse(fileIn(root, 'results.json'));
    expect(results.sweeps).toHaveLength(2);
    expect(results.examples).toMatch(/^[0-9a-f]{64}$/);
    expect(fileIn(root, 'README.md')).toContain(
      '| 100 | 0.41 | 0.0654 | +0.345 (+0.241 to +0.448) | supports |',
    );

    const chart = fileIn(root, 'chart.svg');
    expect(await reproduce(root, folder, '--check')).toMatchObject({ code: 0, stderr: '' });
    const text = fileIn(root, 'README.md');
    writeFileSync(join(root, folder, 'README.md'), text.replace('| supports |', '| contradicts |'));
    expect(await reproduce(root, folder, '--rewrite')).toMatchObject({ code: 0, stderr: '' });
    expect(fileIn(root, 'README.md')).toBe(text);
    await reproduce(root, '--all');
    const { made_by: _, environment: __, sweeps: ___, ...declared } = results;
    expect(JSON.parse(fileIn(root, 'results.json'))).toMatchObject(declared);
    // Time and memory are in results.json and not in the chart, but the chart names the results that it was drawn from.
    expect(fileIn(root, 'chart.svg').replace(/[0-9a-f]{64}/, '')).toBe(chart.replace(/[0-9a-f]{64}/, ''));
  });

  test('takes nothing back that was written into the README meanwhile', async () => {
    const root = benchmarkLibrary();
    const readme = join(root, folder, 'README.md');
    const running = reproduce(root, 'ML-OPT-008');
    await setTimeout(200);
    writeFileSync(readme, `${fileIn(root, 'README.md')}\nWritten meanwhile.\n`);
    expect(await running).toMatchObject({ code: 0 });
    expect(fileIn(root, 'README.md')).toMatch(/\| supports \|[\s\S]*Written meanwhile\.\n$/);
  });
});
