import { withoutEnd } from '../../pattern/without-end.ts';
import { code } from '../../pattern/wording.ts';
import { accepted, acceptedWith } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';
import { inResults, reproduce, resultsOf } from './evidence-place.ts';

/** What people write into a field that has to be filled. */
const nothing =
  /^(?:none|nothing(?: else)?|no|n\/?a|not applicable|unknown|everything(?: else)?|all else|other(?: things)?|tbd|todo|to do|[\W_]*)$/i;

export const untested: FolderRule = {
  id: 'untested',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'What was not tested is named.',
  why: 'Each experiment stops somewhere. Readers beyond that place must know that they are on their own.',
  fix: 'Name in `not_tested` of benchmark.py what a reader may have and the experiment had not: larger sizes, other models, real traffic. Then run `patterns reproduce <fingerprint>`.',
  failing: acceptedWith({ not_tested: ['None.'] }),
  passing: accepted(),
  *check(pattern, context) {
    for (const [index, item] of resultsOf(pattern, context)?.not_tested.entries() ?? [])
      if (nothing.test(withoutEnd(item.trim(), '.!')))
        yield {
          ...inResults(pattern, context, `/not_tested/${index}`),
          message: `${code(item)} names nothing that was not tested. Name in \`not_tested\` of \`benchmark.py\` where the tests stop, such as the largest size or the kind of data, and run ${reproduce(pattern)}.`,
        };
  },
};
