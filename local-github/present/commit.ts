import { gitOnce } from '../git.ts';
import type { Repository } from '../state.ts';
import type { World } from '../world.ts';

/** A commit as REST shows it; people are known by their Git names alone. */
export async function presentCommit(world: World, repository: Repository, oid: string): Promise<object> {
  const format = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x01');
  const text = String(await gitOnce(repository.gitDirectory, ['log', '-1', `--format=${format}`, oid, '--']));
  const [sha = '', tree = '', parents = '', an, ae, aDate, cn, ce, cDate, message = ''] =
    text.split('\u0001');
  const api = `${world.url}/api/v3/repos/${repository.owner}/${repository.name}`;
  const page = `${world.url}/${repository.owner}/${repository.name}/commit`;
  return {
    url: `${api}/commits/${sha}`,
    sha,
    node_id: sha,
    html_url: `${page}/${sha}`,
    comments_url: `${api}/commits/${sha}/comments`,
    commit: {
      url: `${api}/git/commits/${sha}`,
      author: { name: an, email: ae, date: aDate },
      committer: { name: cn, email: ce, date: cDate },
      message: message.trimEnd(),
      comment_count: 0,
      tree: { sha: tree, url: `${api}/git/trees/${tree}` },
    },
    author: null,
    committer: null,
    parents: parents
      .split(' ')
      .filter(Boolean)
      .map(parent => ({ sha: parent, url: `${api}/commits/${parent}`, html_url: `${page}/${parent}` })),
  };
}
