import type { CheckRun, PullRequest, Repository } from '../../local-github/state.ts';
import { benchLibrary, benchmarked, readmePath } from './benchmarked-pattern.ts';
import { type Contributor, contributor } from './contributor.ts';
import { emptyLibrary, type Stage } from './stage.ts';

/** A pull request that has been looked at, and who opened it. */
export type Scene = { stage: Stage; library: Repository; by: Contributor; pull: PullRequest };

const taxonomyPath = 'patterns/ml/taxonomy.yaml';
/** What the specification names under the topic is not what is looked at here. */
const taxonomy = (benchLibrary[taxonomyPath] ?? '').replace(', "30-50%", "100x for hits"]', ']');

/** Opens a pull request and waits until the App has nothing left to do. `mallory` works in a fork. */
export async function opened(
  stage: Stage,
  files: Record<string, string | null>,
  { base = emptyLibrary, as = 'ada' }: { base?: Record<string, string>; as?: string } = {},
): Promise<Scene> {
  const library = await stage.library(base);
  const by = as === 'mallory' ? await forked(stage, as, library) : await contributor(stage, as, library);
  await by.push('caching', files);
  const pull = await by.open('caching');
  await stage.settled();
  return { stage, library, by, pull };
}

/** One that proposes a measured pattern as accepted, from a fork unless `as` says otherwise: there is something to judge. */
export function proposed(
  stage: Stage,
  { frontMatter = '', as = 'mallory' }: { frontMatter?: string; as?: string } = {},
): Promise<Scene> {
  const readme = accepted.replace('personal_data: possible', `personal_data: possible${frontMatter}`);
  return opened(
    stage,
    { ...benchmarked, [readmePath]: readme },
    { base: { ...benchLibrary, [taxonomyPath]: taxonomy }, as },
  );
}

export const accepted = benchmarked[readmePath] ?? '';

export async function forked(stage: Stage, login: string, library: Repository): Promise<Contributor> {
  const { body } = await stage.api(login, 'POST', `/repos/octo/${library.name}/forks`);
  const fork = stage.world.state.repositories.find(({ id }) => id === body?.id);
  if (!fork) throw new Error('the fork is not there');
  return contributor(stage, login, library, fork);
}

/** The App's comment. */
export function commentOn(pull: PullRequest): string {
  return pull.comments.find(({ author }) => author.kind === 'bot')?.body ?? '';
}

/** The line of a metric's box. */
export function boxOf(pull: PullRequest, metric: string): string {
  const lines = commentOn(pull).split('\n');
  return lines.find(line => /^- \[.\] /.test(line) && line.includes(`**${metric}**`)) ?? '';
}

export function tickedIn(pull: PullRequest): number {
  return commentOn(pull).match(/^- \[x\]/gm)?.length ?? 0;
}

/** Edits the App's comment as a browser would send it. */
export async function edit({ stage, library, pull }: Scene, as: string, from: RegExp, to: string) {
  const comment = pull.comments.find(({ author }) => author.kind === 'bot');
  const path = `/repos/octo/${library.name}/issues/comments/${comment?.id}`;
  await stage.api(as, 'PATCH', path, { body: (comment?.body ?? '').replace(from, to) });
  await stage.settled();
}

/** Ticks the boxes of a metric; of all when none is named. */
export function tick(scene: Scene, as: string, metric = ''): Promise<void> {
  return edit(scene, as, new RegExp(`^- \\[ \\](?= \\*\\*${metric})`, 'gm'), '- [x]');
}

/** Gives a review's id. */
export async function review({ stage, library, pull }: Scene, as: string, event: string): Promise<number> {
  const path = `/repos/octo/${library.name}/pulls/${pull.number}/reviews`;
  const { body } = await stage.api(as, 'POST', path, { event, body: 'Looked at it.' });
  await stage.settled();
  return Number(body?.id);
}

export async function dismiss({ stage, library, pull }: Scene, id: number): Promise<void> {
  const path = `/repos/octo/${library.name}/pulls/${pull.number}/reviews/${id}/dismissals`;
  await stage.api('grace', 'PUT', path, { message: 'no' });
  await stage.settled();
}

/** Writes a comment and gives its reactions and the App's answer to it. */
export async function say({ stage, library, pull }: Scene, as: string, text: string) {
  const path = `/repos/octo/${library.name}/issues/${pull.number}/comments`;
  const { body } = await stage.api(as, 'POST', path, { body: text });
  await stage.settled();
  const comment = pull.comments.find(({ id }) => id === body?.id);
  const reactions = comment?.reactions.map(({ content }) => content) ?? [];
  const answer = pull.comments.find(({ body }) => body.includes(`:answer ${comment?.nodeId} `));
  return { reactions, answer: answer?.body ?? null };
}

/** All check runs on a commit, of whatever name. */
export function runsOn({ checkSuites }: Repository, headOid: string): CheckRun[] {
  return checkSuites.filter(suite => suite.headOid === headOid).flatMap(({ runs }) => runs);
}
