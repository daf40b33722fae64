import { evidenceText } from '../../evidence/evidence-text.ts';
import { evidenceCloses, evidenceOpens, generatedPartOf } from '../../evidence/section.ts';
import { rangeOfNode } from '../../pattern/markdown.ts';
import { positionsIn, type Range } from '../../pattern/position.ts';
import { sectionsOf } from '../../pattern/sections.ts';
import { code } from '../../pattern/wording.ts';
import { accepted, acceptedPath } from '../examples/example-accepted.ts';
import { whenAsked } from '../examples/example-results.ts';
import type { FolderRule } from '../rule.ts';
import { reproduce, resultsOf } from './evidence-place.ts';

export const evidenceCurrent: FolderRule = {
  id: 'evidence-current',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'The Evidence section shows what results.json says, between its two markers.',
  why: 'The section is what people read; it must not say more, less or something else than what was measured.',
  fix: 'Put the two markers into the section, each alone on a line, and run `patterns reproduce <fingerprint>`. Nobody edits what stands between them; what you want to add belongs in *Trade-offs*.',
  failing: whenAsked(() => {
    const { files } = accepted();
    return { ...files, [acceptedPath]: files[acceptedPath]?.replace('Supported at', 'Proven at') ?? '' };
  }),
  passing: accepted(),
  *check(pattern, context) {
    const results = resultsOf(pattern, context);
    const section = sectionsOf(pattern.body).find(({ title }) => title.toLowerCase() === 'evidence');
    if (results === null || !section) return;
    const part = generatedPartOf(pattern);
    const { start } = rangeOfNode(section.heading);
    const end = rangeOfNode(section.content.at(-1) ?? section.heading).end;
    if (!part || part.range.start.line < start.line || part.range.start.line > end.line) {
      yield {
        range: rangeOfNode(section.heading),
        message: `This section lacks the lines ${code(evidenceOpens)} and ${code(evidenceCloses)}, each alone on a line and in this order. Put them here; ${reproduce(pattern)} writes what belongs between them.`,
      };
      return;
    }
    const wanted = evidenceText(pattern, results);
    if (part.content === wanted) return;
    yield {
      range: firstDifference(pattern.text, part, wanted),
      message: `From here on, this section is not what \`results.json\` gives. Let ${reproduce(pattern)} write it; do not edit it.`,
    };
  },
};

/** The line in the file where the generated part first differs from what it should be. */
function firstDifference(
  text: string,
  part: { from: number; to: number; content: string },
  wanted: string,
): Range {
  const present = part.content.split('\n');
  const expected = wanted.split('\n');
  const same = present.findIndex((line, index) => line !== expected[index]);
  const raw = text.slice(part.from, part.to);
  const first = positionsIn(text)(part.from + raw.length - raw.trimStart().length).line;
  const line = first + (same === -1 ? present.length - 1 : same);
  return { start: { line, column: 1 }, end: { line, column: 1 + (present[same]?.length ?? 0) } };
}
