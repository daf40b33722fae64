import { code } from '../../pattern/wording.ts';
import { accepted, acceptedKeys } from '../examples/example-accepted.ts';
import { sweepOver } from '../examples/example-results.ts';
import type { Example, PatternRule } from '../rule.ts';

const keys = `${acceptedKeys}\nwaivers:\n  - { rule: scale-axis, reason: A larger size needs a machine that the library has not. }`;
const small = { sweeps: [sweepOver('size', [500, 0.412], [1_000, 0.531])] };
const granted = accepted({}, {}, keys, small);
const passing: Example = {
  get files() {
    return granted.files;
  },
  get base() {
    return granted.files;
  },
};

export const unusedWaiver: PatternRule = {
  id: 'unused-waiver',
  since: '0.1.0',
  scope: 'library',
  each: 'pattern',
  severity: 'warning',
  what: 'A waiver of an accepted pattern is needed: without it, its rule would find something.',
  why: 'A waiver that is no longer needed hides the next fault of its kind.',
  fix: 'Remove the waiver from the front matter.',
  failing: accepted({}, {}, keys),
  passing,
  *check(pattern, { finds, waivable }) {
    // On a draft, much is not looked at yet because it is not there yet.
    if (pattern.level === 'draft') return;
    for (const { rule, range } of pattern.waivers)
      if (waivable.includes(rule) && finds(rule, pattern) === false)
        yield { range, message: `${code(rule)} finds nothing here, so the waiver is not needed. Remove it.` };
  },
};
