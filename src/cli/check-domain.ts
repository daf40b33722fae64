import { emptyLibrary } from '../catalog/library.ts';
import { emptyTaxonomy, type Taxonomy } from '../catalog/taxonomy.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { domainOf } from '../pattern/place.ts';
import { allRules } from '../rules/all-rules.ts';
import { check, type Report } from '../rules/check.ts';
import type { Change, Given } from '../rules/rule.ts';
import { rulesWithoutTaxonomy } from '../rules/without-taxonomy.ts';
import { isThere } from './is-there.ts';
import type { Base } from './read-base.ts';
import type { DomainOnDisk } from './read-library.ts';

/** What the rules say of one domain. */
export type CheckedDomain = {
  diagnostics: Diagnostic[];
  /** Rules that need what is not known here. */
  notChecked: string[];
  /** Why some of it was not checked: then nobody may take it for passed. */
  gaps: string[];
};

/**
 * Applies every rule to a domain as a whole, as it will be judged: by the base's taxonomy where there is one, for a change
 * does not choose the rules that it is judged by. A new domain, and one whose taxonomy is broken there, brings its own.
 */
export function checkDomain(root: string, onDisk: DomainOnDisk, base: Base | null): CheckedDomain {
  const { domain, files, library } = onDisk;
  const before = base && (base.domains.get(domain) ?? { library: emptyLibrary, taxonomy: null });
  const taxonomy = before?.taxonomy ?? onDisk.taxonomy;
  const edited = base?.edited.filter(path => domainOf(path) === domain) ?? null;
  const { diagnostics, notChecked, faults } = ruleReport({ domain, files, edited }, taxonomy, {
    library,
    base: before?.library ?? null,
    exists: path => isThere(root, path),
  });
  const gaps = faults.map(
    ({ ruleId, path, error }) =>
      `The rule ${ruleId} broke on ${path} (${error}). That is a fault of Pattern Librarian, not yours; please report it.`,
  );
  if (taxonomy === null) gaps.push(withoutTaxonomy(onDisk));
  return { diagnostics, notChecked, gaps };
}

/** Applies every rule, or without a taxonomy those that do not need it. */
export function ruleReport(
  change: Change,
  taxonomy: Taxonomy | null,
  given: Omit<Given, 'taxonomy'>,
): Report {
  const rules = taxonomy === null ? rulesWithoutTaxonomy : allRules;
  return check(change, { ...given, taxonomy: taxonomy ?? emptyTaxonomy(change.domain) }, rules);
}

function withoutTaxonomy({ domain, files }: DomainOnDisk): string {
  const path = `patterns/${domain}/taxonomy.yaml`;
  const state = files.some(file => file.path === path) ? 'cannot be used as it is' : 'is missing';
  const skipped = allRules.filter(rule => !rulesWithoutTaxonomy.includes(rule)).map(rule => rule.id);
  return `${path} ${state}, so these rules could not be applied: ${skipped.join(', ')}.`;
}
