import { nodesOf } from '../../pattern/nodes.ts';
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
  const code = nodesOf(body, 'code').map(({ value }) => value);
  return folded([...textBlocks(body.children).map(({ text }) => text), ...code].join('\n'));
}

/** `latency_tracking`, `Latency-tracking` and `latency tracking` are the same; so are `5×` and `5x`, `50 %` and `50%`. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('×', 'x')
    .replace(/[^\S ][\s_\-‐‑–—−]*|[_\-‐‑–—−][\s_\-‐‑–—−]*| [\s_\-‐‑–—−]+/g, ' ')
    .replace(/(\d) (?=(?:%|x|ms|s)(?![\p{L}\p{N}]))/gu, '$1');
}

/** As words of their own: “low” is not in “flow”, nor 5x in 15x; a longer word may have an ending. */
function mentions(text: string, phrase: string): boolean {
  const words = folded(phrase).trim();
  if (words === '') return true;
  const mayGoOn = words.length > 4 && /\p{L}$/u.test(words);
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    // Two code units are the longest character; before a digit, its point or comma is looked at too.
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + words.length, at + words.length + 2);
    if (!/(?:[\p{L}\p{N}]|\d[.,])$/u.test(before) && (mayGoOn || !/^[\p{L}\p{N}]/u.test(after))) return true;
  }
  return false;
}
