import { codeSpan, heading, html, markdownOf, paragraph } from '../../pattern/tree.ts';
import { type CommentState, stateComment } from '../comment-state.ts';
import { messageOf } from '../finding.ts';
import { commentMarker } from '../markers.ts';

export type UncheckedWords = {
  icon: string;
  /** What is the matter and whose turn it is, without the icon. */
  sentence: string;
  /** A sentence. */
  reason: string;
};

/** Says that nothing could be looked at, and whose turn that makes it. `previous`: what is to be remembered meanwhile. */
export function uncheckedComment(
  { icon, sentence, reason }: UncheckedWords,
  headOid: string,
  previous: CommentState | null,
): string {
  return markdownOf([
    html(commentMarker),
    heading(2, `${icon} ${sentence}`),
    paragraph('Looked at ', codeSpan(headOid.slice(0, 7)), '. ', ...messageOf({ message: reason })),
    ...(previous ? [html(stateComment(previous))] : []),
  ]);
}
