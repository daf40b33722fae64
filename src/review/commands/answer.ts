import type { RootContent } from 'mdast';
import { didYouMean } from '../../pattern/did-you-mean.ts';
import { codeSpan, list, listItem, markdownOf, paragraph } from '../../pattern/tree.ts';
import { messageOf } from '../finding.ts';
import type { AnswerContext } from './answer-context.ts';
import { type Command, type CommandKind, usages } from './command.ts';
import { type Reply, short } from './reply.ts';
import { waive } from './waive.ts';

export type Person = {
  /** Of the pull request. */
  isAuthor: boolean;
  canWrite: boolean;
};

/** What is done about a comment's commands. */
export type Answer = {
  reaction: 'THUMBS_UP' | 'CONFUSED';
  /** Null where the reaction says enough. Holds nothing that would be read as a command. */
  reply: RootContent[] | null;
};

const max = { commands: 10, characters: 10_000 };

/** Answers each command, in order. */
export function answerTo(commands: readonly Command[], who: Person, situation: AnswerContext): Answer {
  const answered = commands.slice(0, max.commands);
  const replies = answered.map(command => replyTo(command, who, situation));
  const left = commands.length - answered.length;
  const isDone = left === 0 && replies.every(({ done }) => done);
  const reply = together(replies, left);
  return {
    reaction: isDone ? 'THUMBS_UP' : 'CONFUSED',
    reply: reply !== null && replies.some(({ isSlip }) => isSlip) ? [...reply, tryAgain] : reply,
  };
}

function replyTo(command: Command, who: Person, situation: AnswerContext): Reply {
  if (command.kind === 'unread') return unread;
  if (command.kind === 'unknown') return unknown(command.word, who);
  if (!mayAsk(command.kind, who)) return forbidden(command.kind);
  if (situation.unchecked !== null && command.kind !== 'help') return notNow(situation.unchecked);
  switch (command.kind) {
    case 'recheck':
      return { done: true, says: [], aside: [paragraph('The pull request is looked at again.')] };
    case 'help':
      return { done: true, says: help(who) };
    case 'waive':
      return waive(command.rule, command.reason, situation);
  }
}

function mayAsk(kind: CommandKind, { isAuthor, canWrite }: Person): boolean {
  return kind === 'help' || isAuthor || canWrite;
}

/** What somebody may ask for: what one may not is no help. */
function kindsFor(who: Person): CommandKind[] {
  return (['recheck', 'waive', 'help'] as const).filter(kind => mayAsk(kind, who));
}

function forbidden(kind: CommandKind): Reply {
  const says = paragraph(
    codeSpan(usages[kind].usage),
    ' is for the author of the pull request and for people with write access.',
  );
  return { done: false, says: [says] };
}

const unread: Reply = {
  done: false,
  isSlip: true,
  says: [
    paragraph(
      'This comment is too long to be searched for commands, or has a line that is. Write the command in a comment of its own.',
    ),
  ],
};

function notNow(reason: string): Reply {
  const says = paragraph('Nothing could be looked at. ', ...messageOf({ message: reason }));
  return { done: false, says: [says] };
}

function unknown(word: string, who: Person): Reply {
  const near = didYouMean(short(word), kindsFor(who));
  const says = paragraph(
    'There is no command ',
    codeSpan(`/patterns ${short(word)}`),
    '. ',
    ...(near === null ? [] : ['Did you mean ', codeSpan(`/patterns ${near}`), '? ']),
    codeSpan(usages.help.usage),
    ' lists what there is.',
  );
  return { done: false, isSlip: true, says: [says] };
}

function help(who: Person): RootContent[] {
  return [
    paragraph('You may write in a comment, on a line of its own:'),
    list(kindsFor(who).map(kind => listItem([codeSpan(usages[kind].usage), ` ${usages[kind].does}`]))),
  ];
}

/** One reply for all, the same thing said once, and short enough to be read. */
function together(replies: readonly Reply[], left: number): RootContent[] | null {
  const says: RootContent[] = [];
  const said = new Set<string>();
  if (left === 0 && replies.every(reply => reply.says.length === 0)) return null;
  let characters = 0;
  for (const { says: own, aside = [] } of replies) {
    const all = [...own, ...aside];
    const markdown = markdownOf(all);
    if (said.has(markdown)) continue;
    said.add(markdown);
    characters += markdown.length;
    if (characters > max.characters - 500) return [...says, tooMuch];
    says.push(...all);
  }
  return left > 0 ? [...says, tooMuch] : says;
}

/** Whoever mends a slip by editing would wait for ever. */
const tryAgain = paragraph('Edits are not read: to try again, write another comment.');

const tooMuch = paragraph(
  `Only so much is answered at once: at most ${max.commands} commands. Ask for the rest in another comment.`,
);
