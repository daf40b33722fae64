/** English words that say nothing of a subject. */
const empty = new Set(
  'a an and are as at be been but by can each every for from has have in into is it its more most much no not of on one or so than that the their them then they this those to very was what when where which while who will with without'.split(
    ' ',
  ),
);

/** The words of a text in any script, as they are written. */
export function wordsIn(text: string): string[] {
  return text.split(/[^\p{L}\p{M}\p{N}]+/u).filter(word => word !== '');
}

/**
 * A word without case and the commonest English endings, so that *caches* and *caching* are one; null for what says
 * nothing. Crude on purpose: two words that meet by mistake are outweighed by the others.
 */
export function folded(word: string): string | null {
  const plain = word.normalize('NFKC').toLowerCase();
  if (plain.length < 2 || empty.has(plain)) return null;
  const singular = plain.replace(/ies$/, 'y');
  const stem = singular.replace(/(?:ations?|ings?|ers?|ed|es|s|e)$/, '');
  return stem.length >= 3 ? stem : singular;
}
