import { expect, test } from 'vitest';
import { type Folder, foldersOf, type LibraryKind } from '../../bench/corpus/library.ts';
import { readOriginals } from '../../bench/corpus/original.ts';
import { evidenceOf } from '../../src/evidence/evidence.ts';
import { type ParsedFile, parseFile } from '../../src/pattern/parsed-file.ts';

/** The libraries of the benchmark: made again from their seed, they must be the same, or no two benchmarks can be compared. */

const originals = await readOriginals('patterns/ml');
const kind: LibraryKind = { patterns: 16, readme: 'full', hasEvidence: true, seed: 1 };
const made = (changes: Partial<LibraryKind> = {}): Folder[] => [
  ...foldersOf(originals, { ...kind, ...changes }),
];

test('the same seed gives the same bytes, another seed others', () => {
  expect(made()).toEqual(made());
  expect(made({ seed: 2 })).not.toEqual(made());
});

test('each folder has a path, a fingerprint and contents of its own', () => {
  const folders = made({ patterns: 300, hasEvidence: false });
  const readmes = folders.map(({ files }) => files['README.md'] ?? '');
  const fingerprints = readmes.map(text => /^fingerprint: (.+)$/m.exec(text)?.[1]);
  expect(new Set(fingerprints)).toHaveLength(300);
  expect(new Set(folders.map(({ path }) => path))).toHaveLength(300);
  expect(new Set(readmes)).toHaveLength(300);
  expect(new Set(made().flatMap(({ files }) => Object.values(files)))).toHaveLength(4 * 16);
});

test.each([1, 17, 30])('each link of %i patterns leads to one of them', patterns => {
  const folders = made({ patterns, hasEvidence: false });
  const there = new Set(folders.map(({ path }) => `/${path}/README.md`));
  const links = folders.flatMap(({ path, files }) =>
    [...(files['README.md'] ?? '').matchAll(/\]\((\.\.[^)]*README\.md)\)/g)].map(
      match => new URL(match[1] ?? '', `file:///${path}/`).pathname,
    ),
  );
  expect(links.filter(link => !there.has(link))).toEqual([]);
  expect(links.length > 0).toBe(patterns > 1);
});

test('the proof of a copy belongs together: script, results and chart', () => {
  const copy = made()[15];
  if (!copy) throw new Error('there are sixteen');
  const parsed = new Map<string, ParsedFile>(
    Object.entries(copy.files).map(([name, text]) => {
      const path = `${copy.path}/${name}`;
      return [path, parseFile({ path, text })];
    }),
  );
  const { script, results, chart } = evidenceOf(copy.path, path => parsed.get(path));
  expect(script?.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(results?.results?.made_by.script_sha256).toBe(script?.sha256);
  expect(chart?.stamp).toEqual({ drawnFrom: results?.sha256, intact: true });
});

test('short READMEs are drafts of about 8 KB', () => {
  const sizes = made({ readme: 'short', patterns: 14 }).map(({ files }) => files['README.md']?.length ?? 0);
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  expect(Math.round(mean / 1000)).toBe(8);
});
