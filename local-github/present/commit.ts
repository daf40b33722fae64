import { parseCommit } from '../git-store/commit-text.ts';
import { gitAt } from '../git-store/stores.ts';
import type { Repository } from '../state.ts';
import type { World } from '../world.ts';

/** A commit as REST shows it; people are known by their Git names alone. */
export async function presentCommit(world: World, repository: Repository, oid: string): Promise<object> {
  const object = await gitAt(repository.gitDirectory).readObject(oid);
  const { treeOid, parents, author, committer, message } = parseCommit(String(object?.content));
  const api = `${world.url}/api/v3/repos/${repository.owner}/${repository.name}`;
  const page = `${world.url}/${repository.owner}/${repository.name}/commit`;
  return {
    url: `${api}/commits/${oid}`,
    sha: oid,
    node_id: oid,
    html_url: `${page}/${oid}`,
    comments_url: `${api}/commits/${oid}/comments`,
    commit: {
      url: `${api}/git/commits/${oid}`,
      author: { name: author.name, email: author.email, date: author.at },
      committer: { name: committer.name, email: committer.email, date: committer.at },
      message,
      comment_count: 0,
      tree: { sha: treeOid, url: `${api}/git/trees/${treeOid}` },
    },
    author: null,
    committer: null,
    parents: parents.map(parent => ({
      sha: parent,
      url: `${api}/commits/${parent}`,
      html_url: `${page}/${parent}`,
    })),
  };
}
