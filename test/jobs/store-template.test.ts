import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hasTemplate, packStore, pgliteVersion, unpackStore } from '../../src/jobs/store-template.ts';

let folder: string;
let store: string;
let template: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'template-'));
  [store, template] = [join(folder, 'store'), join(folder, 'template')];
  mkdirSync(join(store, 'base/1'), { recursive: true });
  mkdirSync(join(store, 'pg_wal'));
  writeFileSync(join(store, 'PG_VERSION'), '18\n');
  writeFileSync(join(store, 'base/1/112'), '');
  writeFileSync(join(store, 'base/1/113'), Buffer.from([0, 255, 10, 13]));
  packStore(store, template);
});
afterEach(() => rmSync(folder, { recursive: true }));

function filesIn(directory: string): Record<string, string | null> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.map(entry => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(directory.length), entry.isFile() ? readFileSync(path, 'hex') : null];
    }),
  );
}

test('a store is made of its template, empty folders included', () => {
  const made = join(folder, 'made');
  expect(unpackStore(made, template)).toBe(true);
  expect(filesIn(made)).toEqual(filesIn(store));
  expect(Object.keys(filesIn(made))).toHaveLength(6);
});

test('what an interrupted start left is thrown away', () => {
  const made = join(folder, 'made');
  mkdirSync(`${made}.unfinished/base`, { recursive: true });
  writeFileSync(join(`${made}.unfinished/base`, 'half'), 'half');
  expect(unpackStore(made, template)).toBe(true);
  expect(filesIn(made)).toEqual(filesIn(store));
  expect(readdirSync(folder).sort()).toEqual(['made', 'store', 'template']);
});

test('the template of another PGlite, or none, makes no store', () => {
  const text = brotliDecompressSync(readFileSync(template)).toString('latin1');
  const older = text.replace(`"pglite":"${pgliteVersion()}"`, '"pglite":"0.0.1"');
  expect(older).not.toBe(text);
  writeFileSync(template, brotliCompressSync(Buffer.from(older, 'latin1')));
  const made = join(folder, 'made');
  expect(unpackStore(made, template)).toBe(false);
  expect(unpackStore(made, join(folder, 'nowhere'))).toBe(false);
  expect(hasTemplate(template)).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(['store', 'template']);
});

test('the template that was made when the packages were installed is that of the PGlite that was', () => {
  expect(hasTemplate()).toBe(true);
});
