import { visit } from 'unist-util-visit';
import { keyValue, type Pattern, rangeAt } from '../../pattern/pattern.ts';
import { textBlocks } from '../../pattern/text-blocks.ts';
import { code } from '../../pattern/wording.ts';
import { acceptedKeys, acceptedReadme } from '../examples/example-accepted.ts';
import { reproduced, whenAsked } from '../examples/example-results.ts';
import type { Example, FolderRule } from '../rule.ts';

const path = 'patterns/ml/monitoring/production-model-monitor/README.md';
const keys = acceptedKeys
  .replace('ML-OPT-008', 'ML-MON-001')
  .replace('Prediction Caching', 'Production Model Monitor')
  .replace('ml/optimization', 'ml/monitoring');
const monitor = (practice: string): Example => {
  const practices = `- Bound the life of an entry.\n- ${practice}`;
  return whenAsked(() => reproduced(path, acceptedReadme({ 'Best practices': practices }, keys)));
};

export const mustMention: FolderRule = {
  id: 'must-mention',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'The text mentions what the specification lists by name under the pattern’s topic.',
  why: 'The specification says what a reader of this topic will look for; a pattern that leaves some of it out has not answered it.',
  fix: 'Say something of each, in the words of the specification: `feature_drift` may also be written “feature drift”. Say so where it does not hold.',
  failing: monitor('Watch latency tracking.'),
  passing: monitor('Watch `prediction_drift` and latency tracking.'),
  *check(pattern, { taxonomy }) {
    const fingerprint = keyValue(pattern, 'fingerprint');
    const topic = taxonomy.topics.find(item => item.fingerprint === fingerprint);
    if (!topic?.must_mention) return;
    const text = wordsOf(pattern);
    const missing = topic.must_mention.filter(phrase => !mentions(text, phrase));
    if (missing.length === 0) return;
    yield {
      range: rangeAt(pattern, '/fingerprint'),
      message: `The specification names under this topic what the text does not mention: ${missing.map(code).join(', ')}. Say what each means here, in these words.`,
    };
  },
};

/** All that readers see, code and diagrams too. */
function wordsOf({ body }: Pattern): string {
  const parts = textBlocks(body.children).map(({ text }) => text);
  visit(body, 'code', node => void parts.push(node.value));
  return folded(parts.join('\n'));
}

/** `latency_tracking`, `Latency-tracking` and `latency tracking` are the same; so are `5×` and `5x`, `50 %` and `50%`. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('×', 'x')
    .replace(/[\s_\-‐‑–—−]+/g, ' ')
    .replace(/(?<=\d) (?=(?:%|x|ms|s)(?![\p{L}\p{N}]))/gu, '');
}

/** As words of their own: “low” is not in “flow”, nor 5x in 15x; a longer word may have an ending. */
function mentions(text: string, phrase: string): boolean {
  const words = folded(phrase).trim();
  const ending = words.length > 4 && /\p{L}$/u.test(words) ? '' : String.raw`(?![\p{L}\p{N}])`;
  const escaped = words.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}]|\d[.,])${escaped}${ending}`, 'u').test(text);
}
