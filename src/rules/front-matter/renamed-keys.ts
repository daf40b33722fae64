import { nearSpelling } from '../../pattern/near-spelling.ts';

/** The keys that are certainly misspelt, each with what was meant: a known key that nothing else in the map has or means. */
export function renamedKeys(
  present: readonly string[],
  known: readonly string[],
): ReadonlyMap<string, string> {
  const absent = known.filter(key => !present.includes(key));
  const meant = present
    .filter(key => !known.includes(key))
    .flatMap(key => {
      // Near what is there already means perhaps just that.
      const near = nearSpelling(key, known);
      return near !== null && absent.includes(near) ? [{ key, near }] : [];
    });
  return new Map(
    meant
      .filter(({ near }, index) => meant.every((other, at) => at === index || other.near !== near))
      .map(({ key, near }) => [key, near]),
  );
}
