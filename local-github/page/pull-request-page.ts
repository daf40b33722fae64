import { html, raw } from 'hono/html';
import { filesOf } from '../pull-request-git.ts';
import { headRepositoryOf } from '../repositories.ts';
import type { PullRequest, PullRequestReview, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { byline, moment, stateBadge } from './badges.ts';
import { checkRunsOf, checksSection } from './checks.ts';
import { conversation } from './conversation.ts';
import { filesSection } from './files.ts';
import { labelPills } from './labels.ts';
import type { Html } from './layout.ts';
import { renderMarkdown } from './markdown.ts';
import { mergeBox } from './merge-box.ts';

/** Everything there is to see of one pull request. */
export async function pullRequestPage(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
): Promise<Html> {
  const { author, body, createdAt, headOid, labels } = pullRequest;
  const files = await filesOf(repository, pullRequest);
  const checks = checkRunsOf(world, repository, headOid);
  const description = body.trim() === '' ? 'No description provided.' : raw(await renderMarkdown(body));
  return html`${heading(world, repository, pullRequest)}
<nav><a href="#conversation">Conversation</a><a href="#checks">Checks <b>${checks.length}</b></a><a href="#files">Files changed <b>${files.length}</b></a></nav>
<div class="columns">
  <div class="content">
    <section id="conversation">
      <article class="box comment">
        <header>${byline(author)} <span class="muted">opened this ${moment(createdAt)}</span></header>
        <div class="markdown">${description}</div>
      </article>
      ${await conversation(repository, pullRequest)}
    </section>
    ${await mergeBox(repository, pullRequest)}
    ${await checksSection(repository, headOid, checks)}
    ${filesSection(files)}
  </div>
  <aside>
    <h2>Labels</h2>
    <p>${labels.length === 0 ? 'None yet' : labelPills(repository, labels)}</p>
    <h2>Reviewers</h2>
    ${reviewers(pullRequest)}
  </aside>
</div>`;
}

function heading(world: World, repository: Repository, pullRequest: PullRequest): Html {
  const { owner, name, id } = repository;
  const { title, number, baseBranch, headBranch, headRepositoryId } = pullRequest;
  const fork = headRepositoryId === id ? '' : `${headRepositoryOf(world, pullRequest)?.owner ?? 'unknown'}:`;
  return html`<p class="muted crumbs"><a href="/">${owner}/${name}</a></p>
<h1>${title} <span class="muted">#${number}</span></h1>
<p class="summary">${stateBadge(pullRequest)} <span>${whoMerges(pullRequest)} into <code>${baseBranch}</code> from <code>${fork}${headBranch}</code></span></p>`;
}

function reviewers({ reviews }: PullRequest): Html {
  const latest = new Map(reviews.filter(isSubmitted).map(review => [review.author.login, review]));
  if (latest.size === 0) return html`<p>No reviews yet</p>`;
  const rows = [...latest.values()].map(
    ({ author, state }) => html`<li>${byline(author)} <span class="muted">${STATES[state]}</span></li>`,
  );
  return html`<ul class="plain">${rows}</ul>`;
}

function whoMerges({ state, author, mergedBy }: PullRequest): Html {
  if (state === 'MERGED') return html`${byline(mergedBy ?? author)} merged this`;
  return html`${byline(author)} ${state === 'OPEN' ? 'wants' : 'wanted'} to merge`;
}

type Submitted = PullRequestReview & { state: keyof typeof STATES };

function isSubmitted(review: PullRequestReview): review is Submitted {
  return review.state !== 'PENDING';
}

const STATES = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'requested changes',
  COMMENTED: 'commented',
  DISMISSED: 'was dismissed',
};
