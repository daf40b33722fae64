import { readmeOf } from '../../catalog/entry.ts';
import { nameKey } from '../../catalog/library.ts';
import { code } from '../../pattern/wording.ts';
import { cachingDraft, cachingPath, pattern as readme } from '../examples/example.ts';
import type { ChangeRule } from '../rule.ts';

const other = 'patterns/ml/serving/caching/README.md';

export const nameUnique: ChangeRule = {
  id: 'name-unique',
  since: '0.1.0',
  scope: 'library',
  each: 'change',
  severity: 'error',
  what: 'No two patterns have the same name, whatever the case and punctuation.',
  why: 'People talk about patterns by name.',
  fix: 'Choose a name that says what is different, or extend the pattern that has the name.',
  failing: {
    files: {
      [cachingPath]: cachingDraft,
      [other]: readme('fingerprint: ML-SERV-007\nname: prediction-caching\ncategory: ml/serving'),
    },
  },
  passing: {
    files: {
      [cachingPath]: cachingDraft,
      [other]: readme('fingerprint: ML-SERV-007\nname: Response Caching\ncategory: ml/serving'),
    },
  },
  *check(change, { library }) {
    const named = Map.groupBy(library.entries, entry => nameKey(entry.name));
    for (const file of change.files) {
      const name = file.kind === 'pattern' ? file.pattern.name : null;
      if (file.kind !== 'pattern' || name === null) continue;
      const twin = named.get(nameKey(name))?.find(entry => readmeOf(entry) !== file.path);
      if (!twin) continue;
      yield {
        path: file.path,
        range: file.pattern.ranges.name,
        message: `The name ${code(name)} is taken by ${code(twin.fingerprint)} (${code(readmeOf(twin))}). Choose another, or extend that pattern.`,
      };
    }
  },
};
