import { expect, test } from 'vitest';
import { alsoTakenBy, type Claim } from '../../src/catalog/claim.ts';
import type { Entry } from '../../src/catalog/entry.ts';
import { fateOf, movedFolders, relyingOn } from '../../src/catalog/fate.ts';
import { nextFree } from '../../src/catalog/fingerprint.ts';
import { indexTexts } from '../../src/catalog/index-file.ts';
import { emptyLibrary, entryAt, type Library } from '../../src/catalog/library.ts';
import { newFingerprints } from '../../src/catalog/new-fingerprints.ts';
import { spokenFor } from '../../src/catalog/spoken-for.ts';
import { folderOf } from '../../src/pattern/place.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { entry, unlisted } from './entry.ts';
import { taxonomyFrom } from './taxonomy-from.ts';

const taxonomy = taxonomyFrom(exampleTaxonomy);

/** A library of so many patterns, each related and linked to the next, that counts how often any of its patterns is looked at. */
function counting(patterns: number, area: string): { library: Library; looks: () => number } {
  let looks = 0;
  const names = (at: number): { fingerprint: string; slug: string } => {
    const number = String(at % 1000).padStart(3, '0');
    return {
      fingerprint: `ML-${area}${String.fromCharCode(65 + Math.floor(at / 1000))}-${number}`,
      slug: `p${at}`,
    };
  };
  const made = (at: number): Entry => {
    const next = names((at + 1) % patterns);
    return entry({
      ...names(at),
      name: `Pattern ${at}`,
      relations: [{ kind: 'requires', fingerprint: next.fingerprint, note: '' }],
      links: [`patterns/ml/optimization/${next.slug}`],
    });
  };
  const entries = Array.from(
    { length: patterns },
    (_, at) =>
      new Proxy(made(at), {
        get(target, key, receiver) {
          looks += 1;
          return Reflect.get(target, key, receiver);
        },
      }),
  );
  const reproductions = entries.map(({ fingerprint }) => ({
    fingerprint,
    script: '',
    results: '',
    module: '',
    by: '',
    date: '',
  }));
  return { library: { ...emptyLibrary, entries, reproductions }, looks: () => looks };
}

/** How often patterns are looked at when each of them is asked about once. */
function looksAt(patterns: number, ask: (before: Library, after: Library, entry: Entry) => void): number {
  const before = counting(patterns, 'OPT');
  const after = counting(patterns, 'NEW');
  const first = before.looks() + after.looks();
  for (const item of before.library.entries) ask(before.library, after.library, item);
  return before.looks() + after.looks() - first;
}

const claims: readonly Claim[] = [
  { number: 1, fingerprint: 'ML-OPTA-000', name: 'Pattern 0', folder: 'patterns/ml/optimization/p0' },
];

test.each<[what: string, ask: (before: Library, after: Library, entry: Entry) => void]>([
  ['where a pattern lies', (before, _, item) => void entryAt(before, folderOf(item))],
  ['what became of it', (before, after, item) => void fateOf(item, before, after)],
  ['who relies on it', (_, after, item) => void relyingOn(item, { kind: 'removed' }, after)],
  [
    'who else takes what it takes',
    (before, _, item) => {
      alsoTakenBy('fingerprint', item.fingerprint, claims, before);
      alsoTakenBy('name', item.name, claims, before);
      alsoTakenBy('folder', folderOf(item), claims, before);
    },
  ],
  [
    'which fingerprint is free',
    (before, after) => void nextFree(taxonomy, 'OPT', spokenFor({ taxonomy, library: after, base: before })),
  ],
])('of twice as many patterns, %s is found by looking twice as often', (_, ask) => {
  const few = looksAt(300, ask);
  expect(few).toBeGreaterThan(0);
  expect(looksAt(600, ask)).toBeLessThan(2.2 * few);
});

test('what is asked once of the whole library grows with it, and not with its square', () => {
  const looks = (patterns: number): number => {
    const before = counting(patterns, 'OPT');
    const after = counting(patterns, 'NEW');
    const library = { ...after.library, unlisted: [unlisted({ blob: 'b'.repeat(40) })] };
    newFingerprints({ taxonomy, library, base: before.library });
    movedFolders(before.library, library, new Set(before.library.entries.map(folderOf)));
    indexTexts(library, taxonomy);
    return before.looks() + after.looks();
  };
  // Sorting looks a little more than twice as often.
  expect(looks(600)).toBeLessThan(2.6 * looks(300));
});

test('of several patterns with one fingerprint, folder or name, the first counts as before', () => {
  const twins = [entry({ slug: 'a' }), entry({ slug: 'b' })];
  const library = { ...emptyLibrary, entries: [...twins, entry({ slug: 'a', name: 'Second' })] };
  expect(entryAt(library, 'patterns/ml/optimization/a')).toBe(twins[0]);
  const base = { ...emptyLibrary, entries: [entry({ slug: 'old' })] };
  expect(fateOf(base.entries[0] ?? entry(), base, library)).toEqual({ kind: 'moved', to: twins[0] });
});
