import type { CheckRun, PullRequest, Repository } from '../local-github/state.ts';
import { commentAsText } from './comment-as-text.ts';
import type { Say } from './say.ts';

/** The latest check run on a pull request's head. */
export function checkOf({ checkSuites }: Repository, { headOid }: PullRequest): CheckRun | undefined {
  return checkSuites
    .filter(suite => suite.headOid === headOid)
    .flatMap(suite => suite.runs)
    .at(-1);
}

/** The App's answer to a pull request in one line. */
export function answerInShort(library: Repository, pull: PullRequest, { paint }: Say): string {
  const check = checkOf(library, pull);
  const passed = check?.conclusion === 'SUCCESS';
  const conclusion = paint(
    ['bold', passed ? 'green' : 'red'],
    (check?.conclusion ?? 'missing').toLowerCase(),
  );
  return `Check: ${conclusion} · ${check?.title ?? 'there is none'}`;
}

export function showAnnotations(library: Repository, pull: PullRequest, { paint, show }: Say): void {
  for (const { path, startLine, message } of checkOf(library, pull)?.annotations ?? []) {
    show(paint('cyan', `${path}:${startLine}`), '  ');
    // The last line is the address of the rule's page.
    show(message.replace(/\nhttps?:\S+$/, ''), '    ');
  }
}

export function showComment(pull: PullRequest, { paint, show }: Say): void {
  const [comment] = pull.comments;
  if (comment === undefined) return;
  show(`${paint('bold', 'Comment')} ${paint('dim', 'by the App, always the same one, brought up to date')}`);
  for (const line of commentAsText(comment.body, paint)) show(line, `  ${paint('dim', '│')} `);
}

export function labelsInShort({ labels }: PullRequest, { paint }: Say): string {
  return `Labels: ${labels
    .toSorted()
    .map(label => paint('magenta', label))
    .join(', ')}`;
}
