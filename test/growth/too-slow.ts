import type { Growing } from './family.ts';

/** How large texts are measured: all of them small, and what stands out larger, in two sizes. */
export type Sizes = { all: number; few: number; many: number };

/** What is linear takes four times as long for four times as much, and what is quadratic sixteen times. */
const maxRatio = 11;
/** So many times as long as most of the family at the same size is worth a second look. */
const standsOut = 3;
/** What is shorter than that is lost in what collects garbage beside it. */
const mattersMilliseconds = 400;

/**
 * Returns those of a family whose time grows faster than their text. Time of the processor is compared with itself: with that of the
 * others of the family, then with that of less of the same. So it does not depend on how busy or fast the machine is.
 */
export function tooSlow(family: readonly Growing[], look: (text: string) => void, sizes: Sizes): string[] {
  const seen = family.map(one => ({ one, took: milliseconds(look, one.text(sizes.all)) }));
  const usual = seen.map(({ took }) => took).sort((a, b) => a - b)[Math.floor(seen.length / 2)] ?? 0;
  return seen.flatMap(({ one, took }) => {
    if (took < standsOut * usual) return [];
    const [few, many] = [sizes.few, sizes.many].map(bytes => leastOfTwo(look, one.text(bytes)));
    if (few === undefined || many === undefined || many < mattersMilliseconds) return [];
    return many > maxRatio * few ? [`${one.name}: ${Math.round(few)} ms, then ${Math.round(many)} ms`] : [];
  });
}

/** Something else may have run meanwhile, but not both times. */
function leastOfTwo(look: (text: string) => void, text: string): number {
  return Math.min(milliseconds(look, text), milliseconds(look, text));
}

function milliseconds(look: (text: string) => void, text: string): number {
  const before = process.cpuUsage();
  look(text);
  return process.cpuUsage(before).user / 1000;
}
