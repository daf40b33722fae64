import type { ChartStamp } from '../../evidence/chart-stamp.ts';
import { accepted, acceptedPath } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';
import { evidenceHeading, reproduce } from './evidence-place.ts';

const path = acceptedPath.replace('README.md', 'chart.svg');

export const chartCurrent: FolderRule = {
  id: 'chart-current',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'chart.svg was drawn from this very results.json, and nobody has changed the drawing.',
  why: 'People look at the picture before they read, and remember it longer.',
  fix: 'Run `patterns reproduce <fingerprint>`, which draws the chart. A comment in the file says what it was drawn from, with a digest of the drawing; `patterns reproduce --check` draws it again and compares.',
  failing: accepted({}, { [path]: '<svg xmlns="http://www.w3.org/2000/svg"/>\n' }),
  passing: accepted(),
  *check(pattern, { evidence }) {
    const { results, chart } = evidence(pattern);
    if (!chart || !results) return;
    const why = complaintOf(chart.stamp, results.sha256);
    if (why === null) return;
    yield {
      range: evidenceHeading(pattern),
      message: `\`chart.svg\` ${why}. Let ${reproduce(pattern)} draw it.`,
    };
  },
};

function complaintOf(stamp: ChartStamp | null, resultsSha256: string): string | null {
  if (stamp === null) return 'does not say what it was drawn from, so it was not drawn by the runner';
  if (stamp.drawnFrom !== resultsSha256)
    return 'was drawn from another `results.json` than the one beside it';
  return stamp.intact ? null : 'was changed after it was drawn';
}
