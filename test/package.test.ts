import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleTaxonomy } from '../src/rules/examples/example-taxonomy.ts';
import { cachingDraft, cachingPath } from './end-to-end/texts.ts';

/** The package as people install it: compiled, because Node strips no types inside node_modules. */

const run = promisify(execFile);
let directory: string;
let bin: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'package-'));
  const packed = await run('npm', ['pack', '--json', '--pack-destination', directory]);
  const [{ filename }] = JSON.parse(packed.stdout.slice(packed.stdout.indexOf('[')));
  const home = join(directory, 'node_modules', 'pattern-librarian');
  mkdirSync(home, { recursive: true });
  await run('tar', ['-xzf', join(directory, filename), '--strip-components=1', '-C', home]);
  symlinkSync(resolve('node_modules'), join(home, 'node_modules'));
  bin = join(home, 'dist/src/cli/main.js');
  for (const [path, text] of Object.entries({
    'patterns/ml/taxonomy.yaml': exampleTaxonomy,
    [cachingPath]: cachingDraft,
  })) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('the installed command checks a library', async () => {
  const { stdout } = await run(process.execPath, [bin, 'check', '--format', 'json'], { cwd: directory });
  expect(JSON.parse(stdout).summary).toMatchObject({ patterns: 1, errors: 0 });
});

test('and explains its rules', async () => {
  const { stdout } = await run(process.execPath, [bin, 'explain', 'category'], { cwd: directory });
  expect(stdout).toContain('one of those in the taxonomy');
});
