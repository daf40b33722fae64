import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { counters, withCounters } from './instrument.ts';

test('no target breaks on its seeds and on what is made of them', { timeout: 600_000 }, () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['test/fuzz/main.ts', '--executions', '40', '--seed', '1'],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  expect(stdout).not.toMatch(/throws|slow/);
  expect(stdout.match(/40 executions, .* 0 failures/g)).toHaveLength(6);
  expect(status).toBe(0);
});

test('what breaks behind several conditions is found, made small, and the same for the same seed', () => {
  Object.assign(globalThis, { __branches: counters });
  const planted = `text => {
    if (text.includes('constructor')) {
      if (/\\d\\d/.test(text)) {
        if (text.includes('\\n')) {
          if (text.includes('<')) throw new Error('planted');
        }
      }
    }
  }`;
  const run: (text: string) => void = new Function(`return ${withCounters('planted.js', planted)}`)();
  const target = { name: 'planted', seeds: ['a 1 b'], words: ['constructor', 'x', 'y', '12'], run };
  const once = fuzz(target, 1, { executions: 2_500, milliseconds: Number.POSITIVE_INFINITY });
  expect(once.found).toHaveLength(1);
  const [{ kind, text } = { kind: '', text: '' }] = once.found;
  expect(kind).toBe('throws');
  expect(text).toHaveLength('constructor12\n<'.length);
  expect(fuzz(target, 1, { executions: 2_500, milliseconds: Number.POSITIVE_INFINITY })).toEqual(once);
});
