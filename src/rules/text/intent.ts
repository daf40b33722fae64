import { rangeOfNode } from '../../pattern/markdown.ts';
import { writtenSection } from '../../pattern/parts.ts';
import { textBlocks } from '../../pattern/text-blocks.ts';
import { accepted } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';

const maxSentences = 3;

/**
 * Where one sentence ends and another begins. Abbreviations and initials end none; a sentence that begins with a small
 * letter is not seen, which is better than one too many.
 */
const boundary =
  /(?<!\b(?:e\.g|i\.e|vs|cf|al|etc|approx|resp|Dr|Mr|Ms|Prof|Fig|[A-Z]))[.!?…]["”’»)\]]? (?=["“‘«([]?[\p{Lu}\p{N}])|[。！？](?=.)/gu;

export const intent: FolderRule = {
  id: 'intent',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'The intent is one to three sentences.',
  why: 'Readers decide by the intent whether to read on, and a pattern that needs four sentences to say what it does is often two patterns.',
  fix: 'Say what the pattern does and for whom. Move circumstances to *Context and forces* and conditions to *When to use it*.',
  failing: accepted({
    Intent:
      'Keep answers in memory. Give them again when the same input comes back. Inputs often repeat. Models are expensive.',
  }),
  passing: accepted(),
  *check(pattern) {
    const section = writtenSection(pattern, 'Intent');
    if (!section) return;
    const blocks = textBlocks(section.content).filter(({ text }) => text !== '');
    let sentences = 0;
    let beyond = blocks[0];
    for (const block of blocks) {
      if (sentences <= maxSentences) beyond = block;
      sentences += (block.text.match(boundary)?.length ?? 0) + 1;
    }
    if (sentences === 0)
      yield {
        range: rangeOfNode(section.heading),
        message:
          'The intent has no sentence. Say in one to three sentences what the pattern does, and for whom.',
      };
    else if (sentences > maxSentences && beyond)
      yield {
        range: rangeOfNode(beyond.node),
        message: `The intent has ${sentences} sentences; expected are one to three. Keep the one idea here and move the rest to the section that it belongs to, such as \`## Context and forces\`.`,
      };
  },
};
