import type { Nodes } from 'mdast';
import { nodesOf } from '../../pattern/nodes.ts';
import { passages } from '../../pattern/passages.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { code } from '../../pattern/wording.ts';
import { writtenNodes } from '../evidence/generated-nodes.ts';
import { accepted } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';

const when = 'Say under which condition.';
const rest = 'Name the rest, or say what belongs to the list.';
const shown = 'Say what was measured or what one observes, or leave it out.';

/**
 * Words that look like an answer, each with what would be one. Robust statistics and what is robust *against* something
 * are no empty praise.
 */
const vague: [words: string, advice: string][] = [
  ['if needed', when],
  ['as needed', when],
  ['as appropriate', when],
  ['where applicable', when],
  ['etc', rest],
  ['and so on', rest],
  [
    'robust(?:ly)?(?![\\s>]+(?:to|against|statistic|scal|loss|estimat|regress|covarian|mean|median|z-score|aggregat|optimi[sz]))',
    'Say against what, and how far.',
  ],
  ['seamless(?:ly)?', shown],
  ['state-of-the-art', shown],
  ['cutting-edge', shown],
  ['best-in-class', shown],
];
const anyOfThem = new RegExp(
  String.raw`(?<![\p{L}\p{N}/_-])(?:${vague.map(([words]) => `(${words.replaceAll(' ', String.raw`[\s>]+`)})`).join('|')})(?![\p{L}\p{N}_/-])`,
  'giu',
);

/** Titles and sources are quoted as they are. */
const quoted = ['footnoteDefinition', 'link', 'linkReference', 'definition'] as const;

export const vagueWords: FolderRule = {
  id: 'vague-words',
  since: '0.1.0',
  scope: 'folder',
  severity: 'info',
  what: 'The text says what is meant instead of “if needed”, “etc.” or “robust”.',
  why: 'A condition that leaves the decision to the reader is none, and praise without a measure is advertising.',
  fix: 'Write the condition, the rest of the list, or the figure. Titles of sources and code are not looked at.',
  failing: accepted({
    'Best practices': '- Add replicas if needed.\n- Choose a robust store.',
  }),
  passing: accepted({
    'Best practices':
      '- Add replicas when the queue is longer than 100.\n- Choose a store that survives a restart.',
  }),
  *check(pattern) {
    for (const { match, range } of passages(pattern, anyOfThem, ownWords(pattern))) {
      const index = match.slice(1).findIndex(words => words !== undefined);
      yield { range, message: `${code(match[0])} leaves it open. ${vague[index]?.[1] ?? ''}` };
    }
  },
};

/** The texts of the author. */
function ownWords(pattern: Pattern): Nodes[] {
  const others = new Set<Nodes>(
    quoted.flatMap(type => nodesOf(pattern.body, type).flatMap(node => nodesOf(node, 'text'))),
  );
  return writtenNodes(pattern, 'text').filter(node => !others.has(node));
}
