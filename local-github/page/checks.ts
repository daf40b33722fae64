import { html, raw } from 'hono/html';
import { latestByName } from '../graphql/resolve/check.ts';
import type { App, CheckRun, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { annotationItem } from './annotations.ts';
import { conclusionBadge } from './badges.ts';
import type { Html } from './layout.ts';
import { renderMarkdown } from './markdown.ts';

export type ShownRun = { run: CheckRun; app: App | undefined };

/** The check runs that count for a commit: of each App's runs with one name, the last. */
export function checkRunsOf(world: World, repository: Repository, headOid: string): ShownRun[] {
  const suites = repository.checkSuites.filter(suite => suite.headOid === headOid);
  return suites.flatMap(({ appId, runs }) => {
    const app = world.state.apps.find(({ id }) => id === appId);
    return latestByName(runs).map(run => ({ run, app }));
  });
}

/** The check runs with what they say and where they say it. */
export async function checksSection(
  repository: Repository,
  headOid: string,
  shown: ShownRun[],
): Promise<Html> {
  const runs = await Promise.all(shown.map(({ run, app }) => runBox(repository, headOid, run, app)));
  return html`<section id="checks"><h2>Checks on <code>${headOid.slice(0, 7)}</code></h2>
${runs.length === 0 ? html`<p class="muted">No check has reported on this commit.</p>` : runs}</section>`;
}

async function runBox(
  repository: Repository,
  headOid: string,
  run: CheckRun,
  app: App | undefined,
): Promise<Html> {
  const { name, title, summary, text, annotations } = run;
  const items = await Promise.all(annotations.map(one => annotationItem(repository, headOid, one)));
  const words = [summary, text].filter(part => part.trim() !== '');
  const rendered = await Promise.all(words.map(word => renderMarkdown(word)));
  const list = html`<h3>Annotations <b>${items.length}</b></h3><ol class="annotations">${items}</ol>`;
  return html`<article class="box check">
<header>${conclusionBadge(run)} <span>${app ? html`<span class="muted">${app.name} /</span> ` : ''}<strong>${name}</strong></span></header>
<div class="pad">${title === '' ? '' : html`<h3 class="check-title">${title}</h3>`}
${rendered.map(part => html`<div class="markdown">${raw(part)}</div>`)}
${items.length === 0 ? '' : list}</div>
</article>`;
}
