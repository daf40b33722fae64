import type { RootContent } from 'mdast';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { codeSpan, link, list, listItem, markdownOf, paragraph } from '../pattern/tree.ts';
import { count } from '../pattern/wording.ts';
import { findingItem, type Links } from './finding.ts';
import { mostTelling } from './most-telling.ts';

/** GitHub's limit for summary and text of a check run is 65,535 bytes; findings are counted instead of listed before that. */
const maxBytes = 60_000;

/** More than anybody reads. */
const maxListed = 300;

/**
 * All that was found, as a page: the most telling findings by themselves, the rest counted by rule. `withoutPlace`: how many are not
 * shown beside their lines.
 */
export function summaryOf(diagnostics: readonly Diagnostic[], links: Links, withoutPlace: number): string {
  if (diagnostics.length === 0) return 'Every rule passes.\n';
  for (let max = maxListed; ; max = Math.floor(max / 2)) {
    const summary = markdownOf(summaryTree(diagnostics, max, links, withoutPlace));
    if (new TextEncoder().encode(summary).length <= maxBytes) return summary;
  }
}

function summaryTree(
  diagnostics: readonly Diagnostic[],
  max: number,
  links: Links,
  withoutPlace: number,
): RootContent[] {
  const listed = mostTelling(diagnostics, max);
  const isListed = new Set(listed);
  const part = (title: string, severity: Diagnostic['severity']): RootContent[] => {
    const items = listed.filter(diagnostic => diagnostic.severity === severity);
    return items.length === 0
      ? []
      : [paragraph(title), list(items.map(item => listItem(findingItem(item, links, true))))];
  };
  return [
    ...part('To fix:', 'error'),
    ...part('Worth a look:', 'warning'),
    ...part('What an accepted pattern would have:', 'info'),
    ...countedPart(
      diagnostics.filter(diagnostic => !isListed.has(diagnostic)),
      withoutPlace,
    ),
  ];
}

/** What is left, by rule, with the pages of the rules. */
function countedPart(rest: readonly Diagnostic[], withoutPlace: number): RootContent[] {
  if (rest.length === 0) return [];
  const byRule = Map.groupBy(rest, ({ ruleId }) => ruleId);
  const most = [...byRule.values()].toSorted((a, b) => b.length - a.length);
  const beside =
    withoutPlace > 0
      ? [` ${count(withoutPlace, 'of them is', 'of them are')} not shown beside the lines.`]
      : [];
  return [
    paragraph(
      `… and ${count(rest.length, 'more finding')}: `,
      codeSpan('patterns check'),
      ' lists them all.',
      ...beside,
    ),
    list(
      most.flatMap(some => {
        const [first] = some;
        return first ? listItem([link(first.docsUrl, codeSpan(first.ruleId)), `: ${some.length}`]) : [];
      }),
    ),
  ];
}
