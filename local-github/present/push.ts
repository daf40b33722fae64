import type { BranchMove } from '../branch-moves.ts';
import { parseCommit } from '../git-store/commit-text.ts';
import { gitAt } from '../git-store/stores.ts';
import type { Actor, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { presentUser } from './user.ts';

const NOTHING = '0'.repeat(40);
const MOST_COMMITS = 20;

/** The objects of a `push` event. */
export async function presentPush(world: World, repository: Repository, move: BranchMove, actor: Actor) {
  const { before, after } = move;
  const forced =
    before !== null && after !== null && !(await gitAt(repository.gitDirectory).isAncestor(before, after));
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
  const git = gitAt(repository.gitDirectory);
  const max = before === null ? 1 : MOST_COMMITS;
  const oids = (await git.commits({ from: before, to: after, max })).toReversed();
  const objects = await Promise.all(oids.map(oid => git.readObject(oid)));
  return objects.flatMap(object => {
    if (object === null) return [];
    const { treeOid, author, committer, message } = parseCommit(object.content.toString());
    return {
      id: object.oid,
      tree_id: treeOid,
      distinct: true,
      message,
      timestamp: committer.at,
      url: `${world.url}/${repository.owner}/${repository.name}/commit/${object.oid}`,
      author: { name: author.name, email: author.email },
      committer: { name: committer.name, email: committer.email },
      added: [],
      removed: [],
      modified: [],
    };
  });
}
