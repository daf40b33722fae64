import { html, raw } from 'hono/html';
import type { Comment, PullRequest, PullRequestReview, Repository, TimelineEvent } from '../state.ts';
import { byline, moment } from './badges.ts';
import { labelPills } from './labels.ts';
import type { Html } from './layout.ts';
import { renderMarkdown } from './markdown.ts';

const REVIEWED = {
  PENDING: 'has not finished a review',
  APPROVED: 'approved these changes',
  CHANGES_REQUESTED: 'requested changes',
  COMMENTED: 'reviewed',
  DISMISSED: 'reviewed; the review was dismissed',
};

/** Comments, reviews and changes of labels, in the order in which they came. */
export async function conversation(
  repository: Repository,
  { comments, reviews, timeline }: PullRequest,
): Promise<Html[]> {
  const items = [
    ...comments.map(comment => ({ at: comment.createdAt, show: () => commentBox(comment) })),
    ...reviews.flatMap(review =>
      review.submittedAt === null ? [] : [{ at: review.submittedAt, show: () => reviewBox(review) }],
    ),
    ...labelChanges(timeline).map(events => ({
      at: events[0]?.createdAt ?? '',
      show: () => labelLine(repository, events),
    })),
  ];
  return Promise.all(items.toSorted((a, b) => a.at.localeCompare(b.at)).map(({ show }) => show()));
}

async function commentBox({ id, author, body, createdAt, edits, minimizedReason }: Comment): Promise<Html> {
  const text = html`<div class="markdown">${raw(await renderMarkdown(body))}</div>`;
  const edited = edits.length > 0 ? html` · edited ${moment(edits.at(-1)?.editedAt ?? createdAt)}` : '';
  const hidden = html`<details class="pad"><summary>Hidden: ${minimizedReason}</summary>${text}</details>`;
  return html`<article class="box comment" id="issuecomment-${id}">
<header>${byline(author)} <span class="muted">commented ${moment(createdAt)}${edited}</span></header>
${minimizedReason === undefined ? text : hidden}
</article>`;
}

async function reviewBox({
  id,
  author,
  state,
  body,
  commitOid,
  submittedAt,
}: PullRequestReview): Promise<Html> {
  const text = body === '' ? '' : html`<div class="markdown">${raw(await renderMarkdown(body))}</div>`;
  return html`<article class="box comment review ${state.toLowerCase()}" id="pullrequestreview-${id}">
<header>${byline(author)} <span class="muted">${REVIEWED[state]} ${moment(submittedAt ?? '')} at <code>${commitOid.slice(0, 7)}</code></span></header>
${text}</article>`;
}

/** Labels that one hand put on or took off in one go make one line. */
function labelChanges(timeline: readonly TimelineEvent[]): TimelineEvent[][] {
  const lines: TimelineEvent[][] = [];
  for (const event of timeline) {
    const line = lines.at(-1);
    const last = line?.at(-1);
    const continues = last?.kind === event.kind && last.actor.login === event.actor.login;
    if (line && continues && Date.parse(event.createdAt) - Date.parse(last.createdAt) < 60_000)
      line.push(event);
    else lines.push([event]);
  }
  return lines;
}

function labelLine(repository: Repository, events: TimelineEvent[]): Html {
  const [first] = events;
  if (!first) return html``;
  const names = events.map(({ label }) => label);
  const did = first.kind === 'labeled' ? 'added' : 'removed';
  return html`<p class="event">${byline(first.actor)} ${did} ${labelPills(repository, names)} <span class="muted">${moment(first.createdAt)}</span></p>`;
}
