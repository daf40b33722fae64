import { emptyLibrary } from '../catalog/library.ts';
import { emptyTaxonomy } from '../catalog/taxonomy.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { domainOf } from '../pattern/place.ts';
import { allRules } from '../rules/all-rules.ts';
import { check } from '../rules/check.ts';
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
  const rules = taxonomy === null ? rulesWithoutTaxonomy : allRules;
  const { diagnostics, notChecked, faults } = check(
    { domain, files, edited: base?.edited.filter(path => domainOf(path) === domain) ?? null },
    {
      taxonomy: taxonomy ?? emptyTaxonomy(domain),
      library,
      base: before?.library ?? null,
      exists: path => isThere(root, path),
    },
    rules,
  );
  const gaps = faults.map(
    ({ ruleId, path, error }) =>
      `The rule ${ruleId} broke on ${path} (${error}). That is a fault of Pattern Librarian, not yours; please report it.`,
  );
  if (taxonomy === null) gaps.push(withoutTaxonomy(onDisk));
  return { diagnostics, notChecked, gaps };
}

function withoutTaxonomy({ domain, files }: DomainOnDisk): string {
  const path = `patterns/${domain}/taxonomy.yaml`;
  const state = files.some(file => file.path === path) ? 'cannot be used as it is' : 'is missing';
  const skipped = allRules.filter(rule => !rulesWithoutTaxonomy.includes(rule)).map(rule => rule.id);
  return `${path} ${state}, so these rules could not be applied: ${skipped.join(', ')}.`;
}
