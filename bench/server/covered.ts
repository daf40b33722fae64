/** Returns how much of the time between two moments is covered by these spans, which may overlap. */
export function covered(spans: readonly { from: number; to: number }[], begin: number, end: number): number {
  let sum = 0;
  let reached = begin;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const [first, last] = [Math.max(from, reached), Math.min(to, end)];
    if (last <= first) continue;
    sum += last - first;
    reached = last;
  }
  return sum;
}
