import { startOfFile } from '../../pattern/position.ts';
import type { ChangeRule } from '../rule.ts';

const handbook = 'patterns/ml/README.md';
const table = (row: string): string =>
  `# Handbook\n\n## Quality Metrics\n\n| Metric | Requirement | Evidence |\n|---|---|---|\n${row}\n`;

export const qualityTable: ChangeRule = {
  id: 'quality-table',
  since: '0.1.0',
  scope: 'library',
  each: 'change',
  severity: 'error',
  what: 'The quality table of the handbook can be read: each row has a metric, a requirement and evidence that exists.',
  why: 'The table decides what is asked of every pattern; a row that nobody can satisfy, or that asks nothing, must not slip in.',
  fix: 'Write ids from docs/rules.md in code spans, or “a maintainer”, into the Evidence column.',
  failing: { files: { [handbook]: table('| Security | Threat model included | `threat-model` |') } },
  passing: { files: { [handbook]: table('| Security | Threat model included | a maintainer |') } },
  *check(change) {
    const own = `patterns/${change.domain}/README.md`;
    if (change.edited?.includes(own) && change.files.every(file => file.path !== own))
      yield {
        path: own,
        range: startOfFile,
        message:
          'Without the handbook there is no quality table, so nothing would be asked any more. Put it back.',
      };
    for (const file of change.files) {
      if (file.kind !== 'handbook') continue;
      for (const problem of file.table.problems) yield { path: file.path, ...problem };
    }
  },
};
