import type { Diagnostic } from '../pattern/diagnostic.ts';

/**
 * So many of the findings, in their order: errors before warnings before advice, and of each the first ones of every file before
 * the second ones, so that one file with a thousand does not hide what is wrong in the others.
 */
export function mostTelling(diagnostics: readonly Diagnostic[], max: number): Diagnostic[] {
  if (diagnostics.length <= max) return [...diagnostics];
  const counts = new Map<string, number>();
  const ranked = diagnostics.map(diagnostic => {
    const group = JSON.stringify([diagnostic.path, diagnostic.severity]);
    const number = counts.get(group) ?? 0;
    counts.set(group, number + 1);
    return { diagnostic, severity: severities.indexOf(diagnostic.severity), number };
  });
  const chosen = new Set(
    ranked
      .toSorted((a, b) => a.severity - b.severity || a.number - b.number)
      .slice(0, max)
      .map(({ diagnostic }) => diagnostic),
  );
  return diagnostics.filter(diagnostic => chosen.has(diagnostic));
}

const severities: readonly Diagnostic['severity'][] = ['error', 'warning', 'info'];
