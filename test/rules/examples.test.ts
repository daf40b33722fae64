import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allRules } from '../../src/rules/all-rules.ts';
import { rulesPage } from '../../src/rules/rules-page.ts';
import { checkFiles } from '../inspection/check-files.ts';

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

  test('has an id that is its file name and its anchor', () => {
    expect(readFileSync(`src/rules/${id}.ts`, 'utf8')).toContain(`id: '${id}'`);
    expect(rulesPage()).toContain(`\n## ${id}\n`);
  });
});
