import type { BranchMove } from '../branch-moves.ts';
import { gitOnce, isAncestor } from '../git.ts';
import type { Actor, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { presentUser } from './user.ts';

const NOTHING = '0'.repeat(40);
const MOST_COMMITS = 20;

/** The objects of a `push` event. */
export async function presentPush(world: World, repository: Repository, move: BranchMove, actor: Actor) {
  const { gitDirectory } = repository;
  const { before, after } = move;
  const forced = before !== null && after !== null && !(await isAncestor(gitDirectory, before, after));
  const commits = after === null ? [] : await presentCommits(world, repository, before, after);
  const page = `${world.url}/${repository.owner}/${repository.name}`;
  return {
    ref: `refs/heads/${move.branch}`,
    before: before ?? NOTHING,
    after: after ?? NOTHING,
    created: before === null,
    deleted: after === null,
    forced,
    base_ref: null,
    compare: `${page}/compare/${before ?? NOTHING}...${after ?? NOTHING}`,
    commits,
    head_commit: commits.at(-1) ?? null,
    pusher: { name: actor.login, email: `${actor.login}@users.noreply.github.com` },
    sender: presentUser(world, actor),
  };
}

async function presentCommits(world: World, repository: Repository, before: string | null, after: string) {
  const range =
    before === null ? [after, '--max-count=1'] : [`${before}..${after}`, `--max-count=${MOST_COMMITS}`];
  const format = ['%H', '%T', '%cI', '%an', '%ae', '%cn', '%ce', '%B'].join('%x01');
  const log = await gitOnce(repository.gitDirectory, [
    'log',
    '-z',
    `--format=${format}`,
    ...range.toReversed(),
    '--',
  ]);
  const records = log.toString().split('\0').filter(Boolean);
  return records.toReversed().map(record => {
    const [id = '', tree = '', timestamp = '', author, authorEmail, committer, committerEmail, message = ''] =
      record.split('\u0001');
    return {
      id,
      tree_id: tree,
      distinct: true,
      message: message.trimEnd(),
      timestamp,
      url: `${world.url}/${repository.owner}/${repository.name}/commit/${id}`,
      author: { name: author, email: authorEmail },
      committer: { name: committer, email: committerEmail },
      added: [],
      removed: [],
      modified: [],
    };
  });
}
