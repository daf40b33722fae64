import { measuredValues } from '../../evidence/measured-values.ts';
import { writtenSection } from '../../pattern/parts.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { code } from '../../pattern/wording.ts';
import { accepted } from '../examples/example-accepted.ts';
import type { Finding, FolderRule } from '../rule.ts';
import { resultsOf } from './evidence-place.ts';
import type { Token } from './figure-text.ts';
import { markedFigures } from './marked-figures.ts';
import { isWithin, readBlock, type WrittenBlock, writtenBlocks } from './written-blocks.ts';

const benefit = (figure: string): Record<string, string> => ({
  'Trade-offs': `**Benefits**\n\n- A cache of 1,000 entries answers ${figure} [B1] of the requests.\n\n**Costs**\n\n- Answers can be as old as the longest life of an entry.`,
});

export const figures: FolderRule = {
  id: 'figures',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'A figure that is followed by `[B1]` is a value of the first sweep in results.json, rounded as it is written; in *Trade-offs*, each figure has such a mark or a footnote.',
  why: 'A reader can follow each number to the run or to the paper that it comes from, and nobody quotes from memory.',
  fix: 'Copy the figure from the Evidence section (0.531 may be 0.53, or 53 %), and put `[B1]`, `[B2]`, … behind it, in the same clause. A figure that was set, not measured, goes into a code span.',
  failing: accepted(benefit('57 %')),
  passing: accepted(benefit('53 %')),
  *check(pattern, context) {
    const blocks = writtenBlocks(pattern);
    const results = resultsOf(pattern, context);
    const marked = results === null ? [] : blocks.filter(({ source }) => source.includes('[B'));
    const sweeps = results?.sweeps.map((_, index) => [...new Set(measuredValues(results, index))]) ?? [];
    for (const block of marked) yield* markedFigures(readBlock(pattern, block), sweeps);
    const section =
      writtenSection(pattern, 'Trade-offs') ?? writtenSection(pattern, 'Why it happens, what it costs');
    const from = section?.heading.position?.end.offset ?? 0;
    const to = section?.content.at(-1)?.position?.end.offset ?? from;
    const own = blocks.filter(({ owner }) => section && isWithin(owner, from, to));
    for (const item of Map.groupBy(own, ({ owner }) => owner).values()) yield* withoutSource(pattern, item);
  },
};

/** Of a list item, a row or a paragraph that has no mark and no footnote: the figures that claim something. */
function* withoutSource(pattern: Pattern, item: readonly WrittenBlock[]): Iterable<Finding> {
  if (!item.some(({ source }) => /\d/.test(source))) return;
  const blocks = item.map(block => readBlock(pattern, block));
  if (blocks.some(({ tokens }) => tokens.some(({ kind }) => kind === 'measured' || kind === 'cited'))) return;
  for (const { text, tokens, rangeOf } of blocks)
    for (const token of tokens)
      if (claims(token))
        yield {
          range: rangeOf(token),
          message: `Nothing says where ${code(text.slice(token.from, token.to))} comes from. Put \`[B1]\` behind it if it was measured, a footnote if it is cited, or leave it out; a figure that was only set goes into a code span.`,
        };
}

/** Whole numbers count things; so do "3 times", "5 points" and "2 million". */
function claims(token: Token): boolean {
  if (token.kind !== 'figure') return false;
  return token.number.includes('.') || !['', 'times', 'points', 'million'].includes(token.unit);
}
