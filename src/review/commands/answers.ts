import type { Inspection } from '../../inspection/inspect.ts';
import { html, markdownOf } from '../../pattern/tree.ts';
import { answerMarker } from '../markers.ts';
import type { Review } from '../review.ts';
import type { PullRequestSnapshot } from '../snapshot.ts';
import { answerTo } from './answer.ts';
import { answerContextOf } from './answer-context.ts';
import { commandsIn } from './commands-in.ts';

/**
 * The answers to comments that hold commands and have none yet. A look at the pull request is what `recheck` asks for, and
 * an answer is only ever part of one. `unchecked`: why nothing could be looked at.
 */
export function answersTo(
  { requests, author, writers }: PullRequestSnapshot,
  inspections: readonly Inspection[],
  unchecked: string | null = null,
): Review['answers'] {
  const situation = answerContextOf(inspections, unchecked);
  return requests.flatMap(({ id, author: by, body }) => {
    const commands = commandsIn(body);
    if (commands.length === 0) return [];
    const who = { isAuthor: by === author, canWrite: writers.includes(by) };
    const { reaction, reply } = answerTo(commands, who, situation);
    return { request: id, reaction, body: reply && markdownOf([html(answerMarker(id)), ...reply]) };
  });
}
