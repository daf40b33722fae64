import { expect, test } from 'vitest';
import { libraryOf } from '../../src/catalog/library-of.ts';
import type { Taxonomy } from '../../src/catalog/taxonomy.ts';
import { rulesWithoutTaxonomy } from '../../src/cli/rules-without-taxonomy.ts';
import { check } from '../../src/rules/check.ts';
import { parsed } from '../rules/check-files.ts';

const untouchable = new Proxy({} as Taxonomy, {
  get() {
    throw new Error('the taxonomy was used');
  },
});

test.each(rulesWithoutTaxonomy.map(rule => [rule.id, rule] as const))(
  '%s finds its failing example without a taxonomy',
  (id, rule) => {
    const { files, base } = rule.failing;
    const after = parsed(files);
    const report = check(
      { domain: 'ml', files: after, edited: Object.keys(files) },
      {
        taxonomy: untouchable,
        library: libraryOf(after, () => ''),
        base: libraryOf(parsed(base ?? files), () => ''),
        exists: path => Object.hasOwn(files, path),
      },
      [rule],
    );
    expect(report.faults).toEqual([]);
    expect(report.diagnostics.map(({ ruleId }) => ruleId)).toContain(id);
  },
);
