import type { FileFacts } from '../catalog/file-facts.ts';
import type { Examination } from '../inspection/examine.ts';
import { lookLimits } from '../pattern/limits.ts';

/** How much may still be kept of what is examined in one look. */
export type LookBudget = { results: number };

export function lookBudget(): LookBudget {
  return { results: lookLimits.results };
}

/** An examination that still fits; of one that does not, only that its files were left out. */
export function within(budget: LookBudget, examination: Examination): Examination {
  const { path, files, findings } = examination;
  budget.results -= findings.length + files.reduce((sum, file) => sum + resultsIn(file), 0);
  if (budget.results >= 0) return examination;
  return { path, files: files.map(leftOut), findings: [], faults: [] };
}

/** How many things are kept of a file; the least of them takes some hundred bytes. */
function resultsIn(file: FileFacts): number {
  switch (file.kind) {
    case 'pattern': {
      const { links, waivers, relations, frameworks } = file.pattern;
      return 1 + links.length + waivers.length + relations.length + frameworks.length;
    }
    case 'handbook':
      return 1 + file.table.metrics.length + file.table.problems.length;
    case 'taxonomy':
      return 1 + file.taxonomy.problems.length;
    default:
      return 1;
  }
}

function leftOut({ path }: FileFacts): FileFacts {
  return { kind: 'unreadable', path, reason: 'beyond-look', detail: '' };
}
