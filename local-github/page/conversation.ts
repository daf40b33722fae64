import { html } from 'hono/html';
import type { PullRequest, Repository, TimelineEvent } from '../state.ts';
import { byline, moment } from './badges.ts';
import { commentBox } from './comment-box.ts';
import { labelPills } from './labels.ts';
import type { Html } from './layout.ts';
import { dismissalLine, reviewBox } from './review-box.ts';

type Item = { at: string; show: () => Html | Promise<Html> };

/** Comments, reviews and changes of labels, in the order in which they came. */
export async function conversation(repository: Repository, pullRequest: PullRequest): Promise<Html[]> {
  const { comments, reviews, timeline } = pullRequest;
  const items: (Item | null)[] = [
    ...comments.map(comment => ({ at: comment.createdAt, show: () => commentBox(comment) })),
    ...reviews.map(review => reviewBox(repository, pullRequest, review)),
    ...reviews.map(dismissalLine),
    ...labelChanges(timeline).map(events => ({
      at: events[0]?.createdAt ?? '',
      show: () => labelLine(repository, events),
    })),
  ];
  const sorted = items.filter(item => item !== null).sort((a, b) => a.at.localeCompare(b.at));
  return Promise.all(sorted.map(({ show }) => show()));
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
