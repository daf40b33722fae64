import { copyEvidence } from './copy-evidence.ts';
import { copyReadme } from './copy-readme.ts';
import { type Identity, identityOf, maxCopies } from './identity.ts';
import type { Original } from './original.ts';
import { randomFrom, shuffled } from './random.ts';
import { type ReadmeSize, shortened, withoutProof, withSentence } from './readme-kinds.ts';

/** Which library is to be made. */
export type LibraryKind = {
  patterns: number;
  readme: ReadmeSize;
  /** Whether results.json, chart.svg and benchmark.py lie beside each README. */
  hasEvidence: boolean;
  seed: number;
};

/** A pattern's folder of a corpus: file names with their texts. */
export type Folder = { path: string; files: Record<string, string> };

/**
 * Yields the folders of a library, the same for the same seed. The first fourteen are our own patterns; each further
 * fourteen are copies that are related to one another as ours are.
 */
export function* foldersOf(originals: readonly Original[], kind: LibraryKind): Iterable<Folder> {
  const most = originals.length * (maxCopies + 1);
  if (kind.patterns > most) throw new Error(`A corpus has at most ${most} patterns.`);
  const order = shuffled([...originals.keys()], kind.seed);
  const random = randomFrom(kind.seed);
  const isThere = (place: number, copy: number): boolean => copy * originals.length + place < kind.patterns;
  for (let number = 0; number < kind.patterns; number += 1) {
    const copy = Math.floor(number / originals.length);
    const index = order[number % originals.length] ?? 0;
    const original = originals[index];
    if (!original) continue;
    const is = identityOf(original, index, copy);
    const neighbours = new Map(
      order.flatMap((other, place): [string, Identity | null][] => {
        const neighbour = originals[other];
        // Where the last fourteen are not all there, the originals stand in for those that are missing.
        const nearest = isThere(place, copy) ? copy : isThere(place, 0) ? 0 : null;
        if (!neighbour || other === index) return [];
        return [[neighbour.fingerprint, nearest === null ? null : identityOf(neighbour, other, nearest)]];
      }),
    );
    const token = Math.floor(random() * 2 ** 32).toString(16);
    yield {
      path: `patterns/ml/${is.category}/${is.slug}`,
      files: filesOf(original, kind, `Copy ${copy} in the corpus, numbered ${token}.`, readme =>
        copyReadme(readme, original, is, neighbours),
      ),
    };
  }
}

function filesOf(
  original: Original,
  { readme: size, hasEvidence }: LibraryKind,
  sentence: string,
  copied: (readme: string) => string,
): Record<string, string> {
  const whole = withSentence(copied(original.files['README.md'] ?? ''), sentence);
  const readme = size === 'short' ? shortened(whole) : hasEvidence ? whole : withoutProof(whole);
  return { 'README.md': readme, ...(hasEvidence && copyEvidence(original.files, sentence)) };
}
