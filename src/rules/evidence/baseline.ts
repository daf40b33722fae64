import { accepted, acceptedWith } from '../examples/example-accepted.ts';
import { exampleResults } from '../examples/example-results.ts';
import type { FolderRule } from '../rule.ts';
import { inResults, reproduce, resultsOf } from './evidence-place.ts';

const fewest = 3;

export const baseline: FolderRule = {
  id: 'baseline',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'The baseline has a reason in words: why it is the simplest competent practice.',
  why: 'Against a weak enough opponent everything wins. The reason is what a reviewer can argue with.',
  fix: 'Write `reason="…"` at the baseline’s `Candidate` in benchmark.py and run `patterns reproduce <fingerprint>`.',
  failing: acceptedWith({
    candidates: exampleResults.candidates.map(candidate => ({ ...candidate, reason: '' })),
  }),
  passing: accepted(),
  *check(pattern, context) {
    const candidates = resultsOf(pattern, context)?.candidates ?? [];
    const index = candidates.findIndex(({ role }) => role === 'baseline');
    const reason = candidates[index]?.reason;
    if (reason === undefined || (reason.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= fewest) return;
    yield {
      ...inResults(pattern, context, `/candidates/${index}/reason`),
      message: `Nothing says why this baseline is the simplest competent practice. Give the baseline’s \`Candidate\` in \`benchmark.py\` a \`reason\` in one sentence, and run ${reproduce(pattern)}.`,
    };
  },
};
