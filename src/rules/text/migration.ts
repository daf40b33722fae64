import { rangeOfNode } from '../../pattern/markdown.ts';
import { labelledList, labelledParagraph, writtenSection } from '../../pattern/parts.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { relationsOf } from '../../pattern/relations.ts';
import type { Section } from '../../pattern/sections.ts';
import { accepted, acceptedSections } from '../examples/example-accepted.ts';
import type { Finding, FolderRule } from '../rule.ts';
import { filled } from './list-findings.ts';
import { saysNone } from './reasoned-none.ts';

const wayBack = 'The way back';

export const migration: FolderRule = {
  id: 'migration',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'There are numbered steps towards the pattern and a way back, or a reason why there is nothing to migrate; an anti-pattern names a pattern that mitigates it.',
  why: 'Few begin with an empty page. A change without a way back is not tried, or is kept when it should not be.',
  fix: 'Write a numbered list, then a paragraph `**The way back**: …`; or `Nothing to migrate, because …`. In *Refactored solution* write `- mitigated-by [ML-XXX-000 Name](../…/README.md): …`.',
  failing: accepted({ Migration: (acceptedSections.Migration ?? '').replace(/\n\n\*\*The way back.*$/, '') }),
  passing: accepted(),
  *check(pattern) {
    const section = writtenSection(pattern, 'Migration');
    if (section) yield* migrated(section);
    const solution = writtenSection(pattern, 'Refactored solution');
    if (solution && !isMitigated(pattern, solution))
      yield {
        range: rangeOfNode(solution.heading),
        message:
          '`## Refactored solution` names no pattern that helps. Add a list item `- mitigated-by [ML-XXX-000 Name](../folder/README.md): how it helps`.',
      };
  },
};

function* migrated(section: Section): Iterable<Finding> {
  const back = labelledParagraph(section, wayBack);
  const steps = section.content.some(
    node => node.type === 'list' && node.ordered === true && filled(node.children).length > 0,
  );
  if (!steps && !saysNone(section.content.filter(node => node !== back?.at)))
    yield {
      range: rangeOfNode(section.heading),
      message:
        '`## Migration` has no numbered steps. Write them as a list `1. …`, or say “Nothing to migrate, because …”.',
    };
  if (steps && !back)
    yield {
      range: rangeOfNode(section.heading),
      message:
        '`## Migration` has no way back. Add a paragraph `**The way back**: …` below the steps: how to undo them, or why one cannot.',
    };
  else if (back && back.text === '' && !labelledList(section, wayBack)?.items.length)
    yield {
      range: rangeOfNode(back.at),
      message: '`**The way back**` says nothing. Write how to undo the steps, or why one cannot.',
    };
}

function isMitigated(pattern: Pattern, { heading, content }: Section): boolean {
  const from = rangeOfNode(heading).end.line;
  const to = rangeOfNode(content.at(-1) ?? heading).end.line;
  return relationsOf(pattern).some(
    ({ kind, range }) => kind === 'mitigated-by' && range.start.line > from && range.start.line <= to,
  );
}
