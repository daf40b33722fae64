import { examine } from '../../../src/inspection/examine.ts';
import { markdownOf } from '../../../src/pattern/tree.ts';
import { answerTo } from '../../../src/review/commands/answer.ts';
import { commandsIn } from '../../../src/review/commands/commands-in.ts';
import { alone, good, policy } from '../../examiner/examine-all.ts';
import { markdownPieces } from '../../growth/pieces.ts';
import { inherited, type Target } from '../target.ts';

const patterns = examine(alone(good('x')), policy).files.flatMap(facts =>
  facts.kind === 'pattern' ? [facts.pattern] : [],
);
const range = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
const diagnostics = patterns.map(({ path }) => ({
  ruleId: 'links',
  severity: 'error' as const,
  path,
  message: 'a',
  range,
  docsUrl: '',
}));

/** A comment with commands, and the answer to it. */
export const commentTarget: Target = {
  name: 'comment',
  seeds: [
    '/patterns help',
    '/patterns waive links it is a *draft*\n\n> /patterns recheck',
    '/patterns\n\n`/patterns x`',
  ],
  words: [
    ...markdownPieces,
    ...inherited,
    '/patterns ',
    '\n/patterns waive links ',
    '\n/patterns waive schema ',
  ],
  run(text) {
    const commands = commandsIn(text);
    const person = { isAuthor: true, canWrite: text.length % 2 === 0 };
    const { reply } = answerTo(commands, person, { patterns, diagnostics, unchecked: null });
    if (reply === null) return;
    const answer = markdownOf(reply);
    if (answer.length > 65_000) throw new Error(`the answer has ${answer.length} characters`);
    if (commandsIn(answer).some(({ kind }) => kind !== 'unread'))
      throw new Error('the answer holds a command');
  },
};
