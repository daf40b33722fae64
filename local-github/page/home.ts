import { html } from 'hono/html';
import type { Repository } from '../state.ts';
import type { World } from '../world.ts';
import { stateBadge } from './badges.ts';
import { labelPills } from './labels.ts';
import type { Html } from './layout.ts';

/** Every repository with its pull requests, the newest first. */
export function homePage(world: World): Html {
  const { repositories } = world.state;
  return html`<h1>Repositories</h1>
${repositories.length === 0 ? html`<p class="muted">There is no repository yet.</p>` : ''}
${repositories.map(repositorySection)}`;
}

function repositorySection(repository: Repository): Html {
  const { owner, name, pullRequests, archived } = repository;
  const rows = pullRequests.toReversed().map(
    pullRequest => html`<li>
  ${stateBadge(pullRequest)}
  <div><a class="title" href="/${owner}/${name}/pull/${pullRequest.number}">${pullRequest.title}</a>
  ${labelPills(repository, pullRequest.labels)}
  <p class="muted">#${pullRequest.number} by ${pullRequest.author.login}</p></div></li>`,
  );
  return html`<section class="box">
<h2>${owner}/${name}${archived ? ' (archived)' : ''}</h2>
${rows.length === 0 ? html`<p class="muted pad">No pull requests.</p>` : html`<ul class="rows">${rows}</ul>`}
</section>`;
}
