import type { Disagreement } from '../evidence/compare.ts';
import { visible } from '../pattern/visible.ts';

const header: Disagreement = { where: 'at', what: 'what', stored: 'stored', again: 'now' };

/** What differs, in columns. */
export function disagreementTable(rows: readonly Disagreement[]): string {
  const all = [header, ...rows];
  const widthOf = (key: keyof Disagreement): number => Math.max(...all.map(row => row[key].length));
  return all
    .map(row =>
      visible(
        `  ${row.where.padEnd(widthOf('where'))}  ${row.what.padEnd(widthOf('what'))}  ${row.stored.padEnd(widthOf('stored'))}  ${row.again}`,
      ),
    )
    .join('\n');
}
