import { isMeasured } from '../../evidence/measured-values.ts';
import { code, count, oneOf } from '../../pattern/wording.ts';
import type { Finding } from '../rule.ts';
import type { Token } from './figure-text.ts';
import type { Block } from './written-blocks.ts';

type Figure = Extract<Token, { kind: 'figure' }>;
type Mark = Extract<Token, { kind: 'measured' }>;

/**
 * Marks vouch for the figures before them in the same clause; neighbouring marks (`[B1], [B2]`) do so together. `sweeps`
 * are the values of each sweep.
 */
export function* markedFigures(block: Block, sweeps: readonly (readonly number[])[]): Iterable<Finding> {
  const { text, tokens, rangeOf } = block;
  let waiting: Figure[] = [];
  let marks: Mark[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'figure') waiting.push(token);
    else if (token.kind !== 'measured') waiting = [];
    else {
      marks.push(token);
      if (sweeps[token.sweep - 1] === undefined)
        yield {
          range: rangeOf(token),
          message: `${code(`[B${token.sweep}]`)} is the mark of sweep ${token.sweep}, and \`results.json\` has ${count(sweeps.length, 'sweep')}. Name one that is there.`,
        };
      const next = tokens[index + 1];
      if (next?.kind === 'measured' && /^[\s,]*(?:and\s+)?$/.test(text.slice(token.to, next.from))) continue;
      yield* notMeasured(block, waiting, marks, sweeps);
      waiting = [];
      marks = [];
    }
  }
}

function* notMeasured(
  { text, rangeOf }: Block,
  figures: readonly Figure[],
  marks: readonly Mark[],
  sweeps: readonly (readonly number[])[],
): Iterable<Finding> {
  const values = marks.flatMap(({ sweep }) => sweeps[sweep - 1] ?? []);
  if (values.length === 0) return;
  const names = oneOf(marks.map(({ sweep }) => `[B${sweep}]`));
  for (const figure of claimed(text, figures, marks[0]?.from ?? 0)) {
    if (isValue(figure, values)) continue;
    const shown = code(text.slice(figure.from, figure.to));
    yield {
      range: rangeOf(figure),
      message: `${shown} is marked as ${names}, and nothing that was measured there rounds to it; the nearest is ${code(nearest(figure, values))}. Quote the value, or put a figure that was set and not measured into a code span.`,
    };
  }
}

/**
 * Decimals and percentages in the clause are what was measured. A whole number may be a setting ("at 5 s", "with 100
 * rows"), unless it is the last before the mark, with a unit or right before it, or is compared with one that is.
 */
function claimed(text: string, figures: readonly Figure[], mark: number): Figure[] {
  const found: Figure[] = [];
  let next = { isClaimed: true, from: mark };
  for (const [index, figure] of [...figures].reverse().entries()) {
    const between = text.slice(figure.to, next.from);
    const isNext = index === 0 ? /^[\s*_)\]"”’]*$/.test(between) : compared.test(between);
    const isClaimed =
      figure.number.includes('.') ||
      figure.unit === '%' ||
      (index === 0 && figure.unit !== '') ||
      (next.isClaimed && isNext);
    if (isClaimed) found.unshift(figure);
    next = { isClaimed, from: figure.from };
  }
  return found;
}

const compared = /^\s*(?:against|instead\s+of|rather\s+than|to|–|-)\s*$/;

/** A quantity may itself be in per cent, and points may be those of a share. */
const alternatives = new Map<string, readonly string[]>([
  ['%', ['%', '']],
  ['points', ['%', '']],
]);

function isValue({ number, unit }: Figure, values: readonly number[]): boolean {
  return (alternatives.get(unit) ?? [unit]).some(name => isMeasured(number, name, values));
}

/** What may have been meant, in the unit of the figure. */
function nearest({ number, unit }: Figure, values: readonly number[]): string {
  const wanted = Number(number.replaceAll(',', ''));
  const inUnit = values.flatMap(value =>
    unit === '%' || unit === 'points' ? [value * 100, value] : [value],
  );
  let best = inUnit[0] ?? 0;
  for (const value of inUnit)
    if (Math.abs(Math.abs(value) - wanted) < Math.abs(Math.abs(best) - wanted)) best = value;
  return `${Number(Math.abs(best).toPrecision(5))}${unit === '%' ? ' %' : ''}`;
}
