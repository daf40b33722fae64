import type { ChangedFile } from '../review/snapshot.ts';
import { type GitHub, query } from './client.ts';
import { headQuery } from './repository-documents.ts';

/** What a commit changes against the default branch. GitHub lists at most 300 files of a comparison. */
export type Comparison = {
  repositoryUrl: string;
  defaultOid: string;
  files: ChangedFile[];
  filesComplete: boolean;
};

const maxFiles = 300;

/** Compares a commit with the default branch. Null: repository or commit is not there any more. */
export async function compareWithDefault(
  github: GitHub,
  repositoryId: string,
  headOid: string,
): Promise<Comparison | null> {
  const { node } = await query(github, headQuery, { repositoryId, head: headOid });
  const defaultOid = node?.defaultBranchRef?.target?.oid;
  if (!node?.object || defaultOid === undefined || node.isArchived) return null;
  const [owner = '', repo = ''] = node.nameWithOwner.split('/');
  const { data } = await github.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
    owner,
    repo,
    basehead: `${defaultOid}...${headOid}`,
  });
  // An answer without its list is not one of no files, which would pass.
  if (!data.files) throw new Error('GitHub left out the files of a comparison.');
  const files = data.files.flatMap(({ filename, status, previous_filename: previous }): ChangedFile[] => [
    {
      path: filename,
      change:
        status === 'removed'
          ? 'deleted'
          : status === 'modified' || status === 'changed'
            ? 'modified'
            : 'added',
      ...(status === 'renamed' && previous ? { from: previous } : {}),
    },
    ...(status === 'renamed' && previous ? [{ path: previous, change: 'deleted' as const }] : []),
  ]);
  return { repositoryUrl: node.url, defaultOid, files, filesComplete: data.files.length < maxFiles };
}
