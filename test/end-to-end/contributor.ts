import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type Clone, person } from '../../local-github/person.ts';
import type { CheckRun, PullRequest, Repository } from '../../local-github/state.ts';
import { checkName, type Stage } from './stage.ts';

/** A person with a clone: pushes with the real git, opens and merges pull requests over REST. */
export type Contributor = Clone & {
  open(branch: string, options?: { base?: string; title?: string }): Promise<PullRequest>;
  merge(pull: PullRequest, method?: 'merge' | 'squash'): Promise<number>;
};

export async function contributor(
  stage: Stage,
  login: string,
  upstream: Repository,
  fork: Repository = upstream,
): Promise<Contributor> {
  const one = person(stage.world, stage.user(login));
  const clone = await one.clone(fork, mkdtempSync(join(stage.directory, 'clone-')));
  return {
    ...clone,
    open: (branch, { title = `Add ${branch}`, ...options } = {}) =>
      one.open(upstream, {
        ...options,
        title,
        head: fork === upstream ? branch : `${fork.owner}:${branch}`,
      }),
    merge: async (pull, method) => (await one.merge(upstream, pull, method)).status,
  };
}

/** The App's latest check run on a pull request's head, as GitHub shows it. */
export function checkOf(repository: Repository, { headOid }: { headOid: string }): CheckRun | undefined {
  return repository.checkSuites
    .filter(suite => suite.headOid === headOid)
    .flatMap(suite => suite.runs)
    .filter(({ name }) => name === checkName)
    .at(-1);
}

export function commentsOf(pull: PullRequest): string[] {
  return pull.comments.map(comment => comment.body);
}
