import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { python } from './python.ts';

test.skipIf(python === null)(
  'the module that benchmarks share passes its own tests',
  () => {
    const { status, stderr } = spawnSync(python ?? '', ['-m', 'unittest', 'discover', '-s', 'test/measure'], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONPATH: 'patterns/ml', PYTHONDONTWRITEBYTECODE: '1' },
      timeout: 400_000,
    });
    expect(stderr).toMatch(/Ran 1\d tests/);
    expect(status, stderr).toBe(0);
  },
  420_000,
);
