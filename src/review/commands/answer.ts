import type { RootContent } from 'mdast';
import { didYouMean } from '../../pattern/did-you-mean.ts';
import { codeSpan, list, listItem, markdownOf, paragraph } from '../../pattern/tree.ts';
import { type Command, type CommandKind, usages } from './command.ts';
import { type Reply, short } from './reply.ts';
import type { Situation } from './situation.ts';
import { waive } from './waive.ts';

export type Person = {
  /** Of the pull request. */
  isAuthor: boolean;
  canWrite: boolean;
};

/** What is done about a comment's commands. */
export type Answer = {
  reaction: 'THUMBS_UP' | 'CONFUSED';
  /** Whether the pull request is to be looked at again. */
  recheck: boolean;
  /** Null where the reaction says enough. Holds nothing that would be read as a command. */
  reply: RootContent[] | null;
};

const most = { commands: 10, characters: 10_000 };

/** Answers each command, in order. */
export function answerTo(commands: readonly Command[], who: Person, situation: Situation): Answer {
  const answered = commands.slice(0, most.commands);
  const replies = answered.map(command => replyTo(command, who, situation));
  const left = commands.length - answered.length;
  return {
    reaction: left === 0 && replies.every(({ done }) => done) ? 'THUMBS_UP' : 'CONFUSED',
    recheck: answered.some((command, index) => command.kind === 'recheck' && replies[index]?.done),
    reply: together(replies, left),
  };
}

function replyTo(command: Command, who: Person, situation: Situation): Reply {
  if (command.kind === 'unknown') return unknown(command.word, who);
  if (!mayAsk(command.kind, who)) return forbidden(command.kind);
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
  return { done: false, says: [says] };
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
    if (characters > most.characters - 500) return [...says, tooMuch];
    says.push(...all);
  }
  return left > 0 ? [...says, tooMuch] : says;
}

const tooMuch = paragraph(
  `Only so much is answered at once: at most ${most.commands} commands. Ask for the rest in another comment.`,
);
