import { levelOf } from '../pattern/pattern.ts';
import { count } from '../pattern/wording.ts';
import type { Inspection } from './inspect.ts';
import { patternChanges } from './pattern-change.ts';

/** Where a pull request stands, and who is to act: the first thing that everybody wants to know. */
export type Verdict = {
  state: 'needs-work' | 'ready' | 'approved';
  icon: string;
  /** Without the icon: "Two things to fix — the author’s turn". */
  sentence: string;
};

export function verdictOf(inspections: readonly Inspection[], approvedBy: readonly string[]): Verdict {
  const diagnostics = inspections.flatMap(inspection => inspection.report.diagnostics);
  const errors = diagnostics.filter(diagnostic => diagnostic.severity === 'error').length;
  if (errors > 0)
    return {
      state: 'needs-work',
      icon: '❌',
      sentence: `${capital(inWords(errors))} ${errors === 1 ? 'thing' : 'things'} to fix — the author’s turn`,
    };
  if (approvedBy.length > 0)
    return { state: 'approved', icon: '✅', sentence: 'Approved — a maintainer can merge' };
  const patterns = inspections.flatMap(patternChanges).flatMap(change => change.pattern ?? []);
  const advice = diagnostics.filter(diagnostic => diagnostic.severity === 'info').length;
  if (patterns.length > 0 && patterns.every(pattern => levelOf(pattern) === 'draft')) {
    const what =
      patterns.length === 1
        ? 'A draft, fine to merge as one'
        : `${count(patterns.length, 'draft')}, fine to merge as such`;
    const more =
      advice > 0
        ? `; ${count(advice, 'thing')} would make ${patterns.length === 1 ? 'it' : 'them'} accepted`
        : '';
    return { state: 'ready', icon: '📝', sentence: `${what} — a maintainer’s turn${more}` };
  }
  return { state: 'ready', icon: '✅', sentence: 'Ready for a maintainer — nothing left for the author' };
}

function inWords(number: number): string {
  return (
    ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'][number] ??
    String(number)
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
