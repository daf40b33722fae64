import { expect, test } from 'vitest';
import { libraryOf } from '../../src/catalog/library-of.ts';
import type { Taxonomy } from '../../src/catalog/taxonomy.ts';
import type { Diagnostic } from '../../src/pattern/diagnostic.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { rulesWithoutTaxonomy } from '../../src/rules/without-taxonomy.ts';
import { taxonomyFrom } from '../catalog/taxonomy-from.ts';
import { facts, reportOf } from '../inspection/check-files.ts';

const lists = { categories: [], frameworks: [], phases: [], topics: [], retired: [] };
const empty: Taxonomy = { domain: 'ml', title: 'ml', prefix: '', ...lists };

function said(rule: Rule, taxonomy: Taxonomy): Diagnostic[] {
  const { files, base } = rule.failing;
  const report = reportOf(
    files,
    Object.keys(files),
    {
      taxonomy,
      base: libraryOf(facts(base ?? files), () => ''),
      exists: path => Object.hasOwn(files, path),
    },
    [rule],
  );
  expect(report.faults).toEqual([]);
  return report.diagnostics;
}

test.each(rulesWithoutTaxonomy.map(rule => [rule.id, rule] as const))(
  '%s says the same of its failing example without a taxonomy; at most a fix is missing',
  (id, rule) => {
    const without = said(rule, empty);
    expect(without.map(({ ruleId }) => ruleId)).toContain(id);
    const withTaxonomy = said(rule, taxonomyFrom(exampleTaxonomy));
    const words = ({ message, range }: Diagnostic): unknown => [message, range];
    expect(without.map(words)).toEqual(withTaxonomy.map(words));
    for (const { message, fix } of without)
      if (fix) expect(withTaxonomy.find(other => other.message === message)?.fix).toEqual(fix);
  },
);
