import { hint } from '../../pattern/did-you-mean.ts';
import { nearSpelling } from '../../pattern/near-spelling.ts';
import { textFix } from '../../pattern/value-fix.ts';
import { waiversOf } from '../../pattern/waivers.ts';
import { code } from '../../pattern/wording.ts';
import { acceptedKeys, acceptedPath, acceptedReadme } from '../examples/example-accepted.ts';
import type { Example, FolderRule } from '../rule.ts';

/** A pattern that has been accepted without a benchmark. */
function unmeasured(rule: string): Example {
  const keys = `${acceptedKeys}\nwaivers:\n  - { rule: ${rule}, reason: No device of this kind is available to the library. }`;
  const files = { [acceptedPath]: acceptedReadme({ Evidence: 'Not measured by us.' }, keys) };
  return { files, base: files };
}

export const waivers: FolderRule = {
  id: 'waivers',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  what: 'A waiver names a rule that can be waived: one that is advice on a draft.',
  why: 'A waiver that cannot count misleads whoever reads it. What every draft fulfils is needed to read the library at all.',
  fix: 'Use the id of the rule as the finding shows it. What cannot be waived has to be mended.',
  failing: unmeasured('benchmarks'),
  passing: unmeasured('benchmark'),
  *check(pattern, { ruleIds, waivable }) {
    const seen = new Set<string>();
    for (const { rule, range, pointer } of waiversOf(pattern)) {
      const isSecond = seen.has(rule);
      seen.add(rule);
      if (!ruleIds.includes(rule)) {
        const meant = nearSpelling(rule, ruleIds);
        yield {
          range,
          message: `There is no rule ${code(rule)}.${hint(rule, ruleIds)} Name the rule as its finding does.`,
          fix: meant === null ? null : textFix(pattern, `${pointer}/rule`, meant),
        };
      } else if (!waivable.includes(rule))
        yield {
          range,
          message: `${code(rule)} cannot be waived: it must hold for every pattern. Mend what it finds, and remove the waiver.`,
        };
      else if (isSecond)
        yield {
          range,
          message: `${code(rule)} is waived twice. Keep one record for a rule, with the whole reason.`,
        };
    }
  },
};
