import { code } from '../../pattern/wording.ts';
import { caching, cachingKeys, pattern as readme } from '../examples/example.ts';
import type { PatternRule } from '../rule.ts';

export const links: PatternRule = {
  id: 'links',
  since: '0.1.0',
  scope: 'library',
  each: 'pattern',
  severity: 'error',
  what: 'Relative links and images point to something that exists.',
  why: 'A link that leads nowhere costs every reader time, and nobody but the checker follows all of them.',
  fix: 'Correct the path: it is resolved from the folder of the file. Link to files that are in the repository, or by full address.',
  failing: caching(
    readme(
      cachingKeys,
      '# Prediction Caching\n\nSee [the batching pattern](../dynamic-baching/README.md).\n',
    ),
  ),
  passing: caching(
    readme(
      cachingKeys,
      '# Prediction Caching\n\n## Intent\n\nSee [the intent](#intent) and [the folder](../prediction-caching/).\n',
    ),
  ),
  *check(pattern, { exists }) {
    for (const { url, path, fragment, range, isAnchored } of pattern.links) {
      if (path === null)
        yield { range, message: `The link ${code(url)} leads out of the repository. Use the full address.` };
      else if (path === pattern.path) {
        if (!isAnchored)
          yield { range, message: `No heading of this file has the anchor ${code(`#${fragment}`)}.` };
      } else if (exists(path) === false)
        yield { range, message: `The link ${code(url)} points to ${code(path)}, which does not exist.` };
    }
  },
};
