import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { allRules } from '../../src/rules/all-rules.ts';
import { docsUrl } from '../../src/rules/docs-url.ts';
import { rulePage } from '../../src/rules/pages/rule-page.ts';
import { checkFiles } from '../inspection/check-files.ts';

/** A version's three numbers, each of four digits, so that versions compare as texts. */
function comparable(version: string): string {
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  return version
    .split('.')
    .map(part => part.padStart(4, '0'))
    .join('.');
}

describe.each(allRules.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
  test('finds something in its failing example', () => {
    const report = checkFiles(rule.failing);
    expect(report.faults).toEqual([]);
    const own = report.diagnostics.filter(diagnostic => diagnostic.ruleId === id);
    expect(own).not.toEqual([]);
    for (const { message, range } of own) {
      expect(message).toMatch(/[.?]$/);
      expect(range.start.line).toBeGreaterThan(0);
      expect(range.end.line * 1e6 + range.end.column).toBeGreaterThanOrEqual(
        range.start.line * 1e6 + range.start.column,
      );
    }
  });

  test('finds nothing in its passing example, and nor does another rule find an error there', () => {
    const report = checkFiles(rule.passing);
    expect(report.faults).toEqual([]);
    expect(
      report.diagnostics.filter(diagnostic => diagnostic.ruleId === id || diagnostic.severity === 'error'),
    ).toEqual([]);
  });

  test('has an id that is the name of its file and of its page', () => {
    const files = globSync(`src/rules/*/${id}.ts`);
    expect(files).toHaveLength(1);
    expect(readFileSync(files[0] ?? '', 'utf8')).toContain(`id: '${id}'`);
    expect(rulePage(rule)).toContain(`\n# ${id}\n`);
    expect(docsUrl(id)).toMatch(new RegExp(`/docs/rules/${id}\\.md$`));
    expect(existsSync(`docs/rules/${id}.md`)).toBe(true);
  });

  test('says since which version it is applied, and that is none to come', () => {
    expect(comparable(rule.since) <= comparable(packageJson.version)).toBe(true);
  });
});
