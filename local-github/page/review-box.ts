import { html, raw } from 'hono/html';
import { readBlob } from '../git.ts';
import { presentPlace } from '../review-places.ts';
import type { PullRequest, PullRequestReview, Repository, ReviewComment } from '../state.ts';
import { byline, moment } from './badges.ts';
import { hidden } from './comment-box.ts';
import type { Html } from './layout.ts';
import { renderMarkdown } from './markdown.ts';

const MOST_LINES_OF_DIFF = 4;

const DID = {
  APPROVED: 'approved these changes',
  CHANGES_REQUESTED: 'requested changes',
  COMMENTED: 'reviewed',
  DISMISSED: 'reviewed; the review was dismissed',
};

/** A submitted review with what it says of lines; null for one that is still its author's alone. */
export function reviewBox(
  repository: Repository,
  pullRequest: PullRequest,
  review: PullRequestReview,
): { at: string; show: () => Promise<Html> } | null {
  const { state, submittedAt } = review;
  if (state === 'PENDING' || submittedAt === null) return null;
  const did = html`${DID[state]} ${moment(submittedAt)} at <code>${review.commitOid.slice(0, 7)}</code>`;
  return {
    at: submittedAt,
    show: async () => {
      const content = await contentOf(repository, pullRequest, review);
      const { minimizedReason: reason } = review;
      return html`<article class="box comment review ${state.toLowerCase()}" id="pullrequestreview-${review.id}">
<header>${byline(review.author)} <span class="muted">${did}</span></header>
${reason === undefined ? content : hidden('review', reason, content)}</article>`;
    },
  };
}

/** That a review was dismissed, with why. */
export function dismissalLine({
  author,
  dismissal,
}: PullRequestReview): { at: string; show: () => Html } | null {
  if (!dismissal) return null;
  const { actor, message, at } = dismissal;
  return {
    at,
    show: () =>
      html`<p class="event">${byline(actor)} dismissed the review of ${byline(author)}: ${message} <span class="muted">${moment(at)}</span></p>`,
  };
}

async function contentOf(
  repository: Repository,
  pullRequest: PullRequest,
  { body, comments }: PullRequestReview,
): Promise<Html> {
  const text = body === '' ? '' : html`<div class="markdown">${raw(await renderMarkdown(body))}</div>`;
  const onLines = await Promise.all(
    comments.map(comment => commentOnLines(repository, pullRequest, comment)),
  );
  return html`${text}${onLines}`;
}

async function commentOnLines(
  repository: Repository,
  pullRequest: PullRequest,
  comment: ReviewComment,
): Promise<Html> {
  const { id, path, line, startLine, body, minimizedReason } = comment;
  const place = await presentPlace(repository, pullRequest, comment);
  const shown = place ?? { line, startLine };
  const lines = shown.startLine === null ? `${shown.line}` : `${shown.startLine}–${shown.line}`;
  const rendered = await renderMarkdown(body, await linesOf(repository, comment));
  const content = html`${diffTable(comment)}<div class="markdown">${raw(rendered)}</div>`;
  return html`<section class="thread" id="discussion_r${id}">
<h3><code>${path}:${lines}</code>${place === null ? html` <span class="outdated">Outdated</span>` : ''}</h3>
${minimizedReason === undefined ? content : hidden('comment', minimizedReason, content)}</section>`;
}

/** The lines that a comment is about, as they were when it was written. */
async function linesOf(
  { gitDirectory }: Repository,
  { blobOid, startLine, line }: ReviewComment,
): Promise<string[]> {
  const text = (await readBlob(gitDirectory, blobOid))?.toString() ?? '';
  return text.split(/\r?\n/).slice((startLine ?? line) - 1, line);
}

function diffTable({ diffHunk }: ReviewComment): Html {
  const rows = diffHunk
    .split('\n')
    .slice(1)
    .slice(-MOST_LINES_OF_DIFF)
    .map(line => {
      const sign = line.charAt(0);
      const kind = sign === '+' ? 'added' : sign === '-' ? 'removed' : '';
      return html`<tr class="${kind}"><td>${sign}</td><td>${line.slice(1)}</td></tr>`;
    });
  return html`<div class="scroll"><table class="diff"><tbody>${rows}</tbody></table></div>`;
}
