import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mend, slipsIn } from '../../scripts/generate/generated-files.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'generated-'));
  mkdirSync(join(root, 'pages'));
  for (const [name, text] of Object.entries({ 'good.md': 'good', 'stale.md': 'old', 'gone.md': 'gone' }))
    writeFileSync(join(root, 'pages', name), text);
  writeFileSync(join(root, 'pages', 'picture.png'), 'ours');
});
afterEach(() => rmSync(root, { recursive: true }));

const wanted = new Map([
  ['pages/good.md', 'good'],
  ['pages/stale.md', 'new'],
  ['other/missing.md', 'missing'],
]);

test('a page that is missing, out of date or left over is told', async () => {
  const slips = await slipsIn(root, wanted, ['pages', 'other']);
  expect(slips.map(({ path, kind }) => [path, kind])).toEqual([
    ['pages/stale.md', 'out of date'],
    ['other/missing.md', 'missing'],
    ['pages/gone.md', 'left over'],
  ]);
});

test('mended, all is as it should be, and what is not generated stays', async () => {
  await mend(root, await slipsIn(root, wanted, ['pages']));
  expect(await slipsIn(root, wanted, ['pages', 'other'])).toEqual([]);
  expect(readdirSync(join(root, 'pages')).sort()).toEqual(['good.md', 'picture.png', 'stale.md']);
  expect(readFileSync(join(root, 'pages/stale.md'), 'utf8')).toBe('new');
});
