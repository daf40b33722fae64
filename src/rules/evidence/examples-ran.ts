import { programOf, runnableBlocks } from '../../evidence/runnable.ts';
import { sha256 } from '../../pattern/digests.ts';
import { rangeOfNode } from '../../pattern/markdown.ts';
import { writtenSection } from '../../pattern/parts.ts';
import { code } from '../../pattern/wording.ts';
import { accepted, acceptedWith } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';
import { reproduce, resultsOf } from './evidence-place.ts';

export const examplesRan: FolderRule = {
  id: 'examples-ran',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'An accepted pattern has at least one block of Python that is marked `runnable`, and these very blocks ran when it was measured.',
  why: 'Code that nobody has run since it was last touched is where readers lose their first hour.',
  fix: 'Write ```` ```python runnable ```` at the head of the block, and run `patterns reproduce <fingerprint>` after each change of it.',
  failing: acceptedWith({ examples: sha256('print("as it was")\n') }),
  passing: accepted(),
  *check(pattern, context) {
    const program = programOf(pattern);
    const [first] = runnableBlocks(pattern);
    if (program === null || !first) {
      const section = writtenSection(pattern, 'Implementation') ?? writtenSection(pattern, 'Detection');
      if (section)
        yield {
          range: rangeOfNode(section.heading),
          message: `No block of code is marked as runnable. Begin one with ${code('```python runnable')}: all of them together are run as one program, offline, in the pattern’s folder.`,
        };
      return;
    }
    const results = resultsOf(pattern, context);
    if (results === null) return;
    // A checkout with Windows' line ends is the same program.
    const digests = [program, program.replace(/\r\n/g, '\n')].map(sha256);
    if (digests.some(digest => digest === results.examples)) return;
    const what = results.examples === undefined ? 'have not been run' : 'are not those that ran';
    yield {
      range: first.range,
      message: `The runnable blocks ${what} when the pattern was measured. Run them with ${reproduce(pattern)}.`,
    };
  },
};
