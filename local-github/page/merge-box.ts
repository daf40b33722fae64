import { html } from 'hono/html';
import { gitAt } from '../git-store/stores.ts';
import { latestOpinions } from '../graphql/resolve/review.ts';
import { baseOidOf } from '../pull-request-git.ts';
import { missingChecks } from '../required-checks.ts';
import type { Actor, PullRequest, PullRequestReview, Repository } from '../state.ts';
import { byline, moment } from './badges.ts';
import type { Html } from './layout.ts';

/** Whether the pull request can be merged, and what is in the way. */
export async function mergeBox(repository: Repository, pullRequest: PullRequest): Promise<Html> {
  const { state, mergeCommitOid, mergedBy, closedAt } = pullRequest;
  const at = closedAt === undefined ? '' : moment(closedAt);
  if (state === 'MERGED') {
    const by = mergedBy ? html` by ${byline(mergedBy)}` : '';
    return html`<section class="box merge merged"><h2>Merged${by}</h2><p>As <code>${mergeCommitOid?.slice(0, 7)}</code> ${at}</p></section>`;
  }
  if (state === 'CLOSED') {
    return html`<section class="box merge closed"><h2>Closed without a merge</h2><p>${at}</p></section>`;
  }
  const { obstacles, remarks } = await standing(repository, pullRequest);
  const blocked = obstacles.length > 0;
  return html`<section class="box merge ${blocked ? 'blocked' : 'ready'}">
<h2>${blocked ? 'Merging is blocked' : 'Ready to merge'}</h2>
<ul>${obstacles.map(line => html`<li class="bad">${line}</li>`)}${remarks}</ul></section>`;
}

async function standing(repository: Repository, pullRequest: PullRequest) {
  const { headOid, draft, baseBranch } = pullRequest;
  const base = await baseOidOf(repository, pullRequest);
  const conflicts = (await gitAt(repository.gitDirectory).mergedTree(base, headOid)) === null;
  const checks = baseBranch === repository.defaultBranch ? missingChecks(repository, headOid) : [];
  const obstacles = [
    ...(draft ? ['It is still a draft.'] : []),
    ...(conflicts ? [`It conflicts with ${baseBranch}; the author has to resolve that.`] : []),
    ...checks,
  ];
  const passed = checks.length === 0 && repository.requiredChecks.length > 0;
  const good = [
    ...(passed ? ['All required checks have passed.'] : []),
    ...(conflicts ? [] : [`It has no conflicts with ${baseBranch}.`]),
  ];
  const opinions = latestOpinions(repository, pullRequest, { writersOnly: true });
  const remarks = [
    ...good.map(line => html`<li class="good">${line}</li>`),
    ...opinions.map(({ state, author }) => opinion(state, author)),
  ];
  return { obstacles, remarks };
}

/** A review stands in the way of nothing here, but whoever merges should see it. */
function opinion(state: PullRequestReview['state'], author: Actor): Html {
  if (state === 'APPROVED') return html`<li class="good">${author.login} approved.</li>`;
  return state === 'CHANGES_REQUESTED'
    ? html`<li class="bad">${author.login} requested changes.</li>`
    : html``;
}
