import type { ListItem, RootContent } from 'mdast';
import type { Diagnostic } from '../../pattern/diagnostic.ts';
import { heading, list, listItem, paragraph } from '../../pattern/tree.ts';
import { findingItem, type Links } from '../finding.ts';
import { isByRules, type RuleChanges } from '../rule-changes.ts';
import { details, folded } from './folded.ts';

/** What is to be done first, then what came with other rules, then advice, each apart. */
export function findingsPart(
  diagnostics: readonly Diagnostic[],
  ruleChanges: RuleChanges,
  links: Links,
  most: number,
): RootContent[] {
  const byRules = isByRules(ruleChanges);
  const own = diagnostics.filter(item => !byRules(item));
  const imposed = diagnostics.filter(item => byRules(item) && item.severity !== 'info');
  const withFile = new Set(diagnostics.map(({ path }) => path)).size > 1;
  const part = (title: string, some: readonly Diagnostic[], ordered: boolean): RootContent[] =>
    some.length === 0
      ? []
      : [heading(3, title), list(itemsOf(some, links, withFile, most), ordered), ...more(some, most)];
  const advice = diagnostics.filter(({ severity }) => severity === 'info');
  return [
    ...part('How to fix', ofSeverity(own, 'error'), true),
    ...part('New because the library’s rules have changed, not because of you', imposed, true),
    ...part('Worth a look', ofSeverity(own, 'warning'), false),
    ...details(
      `What an accepted pattern would have (${advice.length})`,
      itemsOf(advice, links, withFile, most),
      more(advice, most),
    ),
  ];
}

/** What is wrong on the default branch already: told, and held against nobody. */
export function preexistingPart(
  diagnostics: readonly Diagnostic[],
  links: Links,
  most: number,
): RootContent[] {
  const told = diagnostics.filter(({ severity }) => severity !== 'info');
  if (told.length === 0) return [];
  return folded(`Already on the default branch, not this pull request’s doing (${told.length})`, [
    list(itemsOf(told, links, true, most)),
    ...more(told, most),
  ]);
}

function ofSeverity(diagnostics: readonly Diagnostic[], severity: Diagnostic['severity']): Diagnostic[] {
  return diagnostics.filter(item => item.severity === severity);
}

function itemsOf(some: readonly Diagnostic[], links: Links, withFile: boolean, most: number): ListItem[] {
  return some.slice(0, most).map(item => listItem(findingItem(item, links, withFile)));
}

function more(some: readonly Diagnostic[], most: number): RootContent[] {
  return some.length > most ? [paragraph(`… and ${some.length - most} more, see the check run.`)] : [];
}
