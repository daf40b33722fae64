import { distance } from 'fastest-levenshtein';
import { code, oneOf } from './wording.ts';

/** The candidate nearest to what was written, if it is near enough to be what was meant; else null. */
export function didYouMean(written: string, candidates: Iterable<string>): string | null {
  const wanted = written.trim().toLowerCase();
  // Of a word of three letters, two others are another word.
  const most = wanted.length <= 3 ? 1 : Math.max(2, Math.floor(wanted.length / 3));
  let best: string | null = null;
  let bestDistance = most + 1;
  for (const candidate of candidates) {
    const away = distance(wanted, candidate.toLowerCase());
    if (away < bestDistance) [best, bestDistance] = [candidate, away];
  }
  return best;
}

/** The same as the end of a message: ` Did you mean …?`, or nothing. */
export function hint(written: string, candidates: Iterable<string>): string {
  const near = didYouMean(written, candidates);
  return near === null ? '' : ` Did you mean ${code(near)}?`;
}

/** What is expected instead: the candidate that was meant, and where the others are; or all of them. */
export function expectedOf(
  written: string,
  candidates: readonly string[],
  list: { of: string; at: string },
): string {
  const near = didYouMean(written, candidates);
  const all = `${candidates.length} ${list.of} ${code(list.at)} lists`;
  return near === null
    ? `Expected ${oneOf(candidates)}.`
    : `Did you mean ${code(near)}? It is one of the ${all}.`;
}
