import type { GitHub } from './client.ts';

/** Reads the commit where a head left its base branch: what GitHub's diff of a pull request begins with. */
export async function readMergeBase(
  github: GitHub,
  nameWithOwner: string,
  baseBranch: string,
  headOid: string,
): Promise<string> {
  const [owner = '', repo = ''] = nameWithOwner.split('/');
  const { data } = await github.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
    owner,
    repo,
    basehead: `${baseBranch}...${headOid}`,
    per_page: 1,
  });
  return data.merge_base_commit.sha;
}
