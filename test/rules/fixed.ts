import { applyFixes } from '../../src/pattern/apply-fixes.ts';
import type { Diagnostic } from '../../src/pattern/diagnostic.ts';
import type { Example } from '../../src/rules/rule.ts';
import { checkFiles } from '../inspection/check-files.ts';

/** The files once every fix is applied, as `patterns check --fix` does it; fails where that goes in circles. */
export function fixed(example: Example, taxonomyText?: string): Record<string, string> {
  const files = { ...example.files };
  for (let round = 0; round < 10; round += 1) {
    const { diagnostics, faults } = checkFiles({ ...example, files }, taxonomyText);
    if (faults.length > 0) throw new Error(JSON.stringify(faults));
    const fixable = diagnostics.filter(({ fix, severity }) => fix && severity !== 'info');
    if (fixable.length === 0) return files;
    for (const [path, found] of Map.groupBy(fixable, ({ path }) => path))
      files[path] = applyFixes(files[path] ?? '', fixesOf(found));
  }
  throw new Error(`there is always something left to fix in\n${Object.values(files).join('\n')}`);
}

function fixesOf(diagnostics: readonly Diagnostic[]): NonNullable<Diagnostic['fix']>[] {
  return diagnostics.flatMap(({ fix }) => fix ?? []);
}
