import type { Diagnostic, Severity } from '../pattern/diagnostic.ts';

export function tally(diagnostics: readonly Diagnostic[]): {
  errors: number;
  warnings: number;
  advice: number;
} {
  const of = (severity: Severity): number => diagnostics.filter(item => item.severity === severity).length;
  return { errors: of('error'), warnings: of('warning'), advice: of('info') };
}
