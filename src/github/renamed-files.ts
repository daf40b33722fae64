import type { ChangedFile } from '../review/snapshot.ts';
import { type ChangedFileAnswer, changedFile } from './changed-file.ts';
import type { GitHub } from './client.ts';

/** Reads the previous paths of renamed files, by the present ones: only REST tells them. At most 3,000 files, as GitHub lists. */
export async function renamedFiles(
  github: GitHub,
  nameWithOwner: string,
  number: number,
): Promise<ReadonlyMap<string, string>> {
  const [owner = '', repo = ''] = nameWithOwner.split('/');
  const previous = new Map<string, string>();
  for (let page = 1; page <= 30; page += 1) {
    const parameters = { owner, repo, pull_number: number, per_page: 100, page };
    const { data } = await github.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', parameters);
    for (const { status, filename, previous_filename: from } of data)
      if (status === 'renamed' && from !== undefined) previous.set(filename, from);
    if (data.length < 100) break;
  }
  return previous;
}

/** Returns all changed files; a rename is a file that is added and one that is deleted. */
export function withRenames(
  files: readonly ChangedFileAnswer[],
  renamed: ReadonlyMap<string, string>,
): ChangedFile[] {
  return [
    ...files.map((answer): ChangedFile => {
      const from = renamed.get(answer.path);
      return from === undefined ? changedFile(answer) : { ...changedFile(answer), from };
    }),
    ...[...renamed.values()].map((path): ChangedFile => ({ path, change: 'deleted' })),
  ];
}
