const counts: Record<string, number> = { one: 1 };

/** Looks into an object in every way; the test says which of them are found. */
export function planted(word: string, known: 'one', place: number, list: readonly number[]): unknown[] {
  return [
    counts[word],
    counts[word.trim()],
    word in counts,
    Object.hasOwn(counts, word) ? counts[word] : 0,
    Object.hasOwn(counts, word) && counts[word],
    counts[known],
    counts[`p${place}`],
    list[place],
    new Map(Object.entries(counts)).get(word),
  ];
}
