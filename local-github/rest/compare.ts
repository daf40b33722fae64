import { changedFiles } from '../changed-files.ts';
import { git, resolveCommit, tryGit } from '../git.ts';
import { presentChangedFile } from '../present/changed-file.ts';
import { presentCommit } from '../present/commit.ts';
import { NOT_FOUND, type Operation, onRepository, refuse } from './operation.ts';

/** GitHub lists at most this many files of a comparison. */
const MOST_FILES = 300;

/** What one commit changes since it left another. */
export const COMPARE_OPERATIONS: Operation[] = [
  onRepository(
    { method: 'get', path: '/repos/{owner}/{repo}/compare/{basehead}' },
    { permissions: ['contents'], level: 'read' },
    async ({ world, repository, parameters }) => {
      const [from = '', to = ''] = (parameters.basehead ?? '').split('...');
      const directory = repository.gitDirectory;
      const [base, head] = [await resolveCommit(directory, from), await resolveCommit(directory, to)];
      if (base === null || head === null) return refuse(NOT_FOUND);
      const mergeBase = await tryGit(directory, ['merge-base', '--end-of-options', base, head]);
      if (mergeBase.code !== 0) return refuse(NOT_FOUND);
      const counts = String(
        await git(directory, ['rev-list', '--left-right', '--count', `${base}...${head}`, '--']),
      ).trim();
      const [behind = 0, ahead = 0] = counts.split('\t').map(Number);
      const files = await changedFiles(directory, base, head);
      const url = `${world.url}/api/v3/repos/${repository.owner}/${repository.name}/compare/${base}...${head}`;
      const page = `${world.url}/${repository.owner}/${repository.name}/compare/${base}...${head}`;
      return {
        status: 200,
        body: {
          url,
          html_url: page,
          permalink_url: page,
          diff_url: `${page}.diff`,
          patch_url: `${page}.patch`,
          base_commit: await presentCommit(world, repository, base),
          merge_base_commit: await presentCommit(world, repository, mergeBase.stdout.toString().trim()),
          status: ahead > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical',
          ahead_by: ahead,
          behind_by: behind,
          total_commits: ahead,
          commits: [],
          files: files.slice(0, MOST_FILES).map(file => presentChangedFile(world, repository, head, file)),
        },
      };
    },
  ),
];
