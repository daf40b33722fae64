import { accepted, acceptedPath } from '../examples/example-accepted.ts';
import { exampleScript } from '../examples/example-results.ts';
import type { FolderRule } from '../rule.ts';
import { evidenceHeading, reproduce } from './evidence-place.ts';

export const resultsCurrent: FolderRule = {
  id: 'results-current',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'results.json was measured with this very benchmark.py.',
  why: 'Results of an older experiment look like those of the one that readers find beside them.',
  fix: 'Measure again: `patterns reproduce <fingerprint>`. Changing a comment is a change too: only the bytes can be compared.',
  failing: accepted(
    {},
    {
      [acceptedPath.replace('README.md', 'benchmark.py')]: exampleScript.replace(
        'follow',
        'follow, changed,',
      ),
    },
  ),
  passing: accepted(),
  *check(pattern, { evidence }) {
    const { script, results } = evidence(pattern);
    if (!script || !results?.results) return;
    if (results.results.made_by.script_sha256 === script.sha256) return;
    yield {
      range: evidenceHeading(pattern),
      message: `\`benchmark.py\` is not the one that \`results.json\` was measured with: it has changed since. Measure again with ${reproduce(pattern)}.`,
    };
  },
};
