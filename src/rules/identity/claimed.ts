import { alsoTakenBy, type Claim, type Key } from '../../catalog/claim.ts';
import { nextFree, partsOf } from '../../catalog/fingerprint.ts';
import { spokenFor } from '../../catalog/spoken-for.ts';
import { domainOf, folderOf } from '../../pattern/place.ts';
import type { Range } from '../../pattern/position.ts';
import { allOf, code } from '../../pattern/wording.ts';
import { cachingDraft, cachingPath } from '../examples/example.ts';
import type { Example, PatternRule } from '../rule.ts';

const added = (claim: Claim): Example => ({
  files: { [cachingPath]: cachingDraft },
  base: {},
  claims: [claim],
});

export const claimed: PatternRule = {
  id: 'claimed',
  since: '0.1.0',
  scope: 'library',
  each: 'pattern',
  severity: 'warning',
  needs: ['base', 'claims'],
  what: 'What a new pattern takes (fingerprint, name, folder) is not taken by another open pull request.',
  why: 'Only one of the two can be merged as it is; whoever knows early need not change it late.',
  fix: 'Take the next free fingerprint, or a name that says what is different; or come to an agreement with the other author.',
  failing: added({
    number: 14,
    fingerprint: 'ML-OPT-008',
    name: 'Response Caching',
    folder: 'patterns/ml/optimization/response-caching',
  }),
  passing: added({
    number: 14,
    fingerprint: 'ML-OPT-009',
    name: 'Response Caching',
    folder: 'patterns/ml/optimization/response-caching',
  }),
  *check(pattern, { base, claims, library, taxonomy, pullRequest }) {
    if (!base || !claims) return;
    const own = claims.filter(claim => domainOf(claim.folder) === pattern.place.domain);
    const takes = (key: Key, value: string | null, shown: string, advice: () => string): string | null => {
      const numbers = value === null ? [] : alsoTakenBy(key, value, own, base);
      if (numbers.length === 0) return null;
      const others = allOf(numbers.map(number => `#${number}`));
      const taken = `${shown} is also taken by ${others}, which ${numbers.length > 1 ? 'are' : 'is'} open. Whoever merges first keeps it`;
      // If all were to move, they would only meet again: it is for those that were opened later.
      const isFirst = pullRequest !== undefined && numbers.every(number => number > pullRequest);
      return isFirst ? `${taken}.` : `${taken}; ${advice()}.`;
    };
    const { fingerprint, name, ranges } = pattern;
    const folder = folderOf(pattern.place);
    const freeOne = (): string => {
      const used = spokenFor({ taxonomy, library, base, claims, pullRequest });
      const area = partsOf(fingerprint ?? '')?.area;
      const free = area === undefined ? null : nextFree(taxonomy, area, used);
      return free === null ? 'the other needs another one' : `the next free one is ${code(free)}`;
    };

    const found: [range: Range, message: string | null][] = [
      [ranges.fingerprint, takes('fingerprint', fingerprint, code(fingerprint ?? ''), freeOne)],
      [ranges.name, takes('name', name, `The name ${code(name ?? '')}`, () => otherName)],
      [ranges.top, takes('folder', folder, `The folder ${code(folder)}`, () => otherFolder)],
    ];
    for (const [range, message] of found) if (message !== null) yield { range, message };
  },
};

const otherName = 'the other needs a name that says what is different';
const otherFolder = 'the other needs another folder';
