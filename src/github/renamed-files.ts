import type { GitHub } from './client.ts';

/** The previous paths of renamed files: only REST tells them. At most 3,000 files, as GitHub lists. */
export async function renamedFiles(github: GitHub, nameWithOwner: string, number: number): Promise<string[]> {
  const [owner = '', repo = ''] = nameWithOwner.split('/');
  const previous: string[] = [];
  for (let page = 1; page <= 30; page += 1) {
    const parameters = { owner, repo, pull_number: number, per_page: 100, page };
    const { data } = await github.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', parameters);
    previous.push(...data.flatMap(file => (file.status === 'renamed' ? (file.previous_filename ?? []) : [])));
    if (data.length < 100) break;
  }
  return previous;
}
