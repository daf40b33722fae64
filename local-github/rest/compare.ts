import { changedFiles } from '../changed-files.ts';
import { resolveCommit } from '../git.ts';
import { gitAt } from '../git-store/stores.ts';
import { presentChangedFile } from '../present/changed-file.ts';
import { presentCommit } from '../present/commit.ts';
import { NOT_FOUND, type Operation, onRepository, refuse } from './operation.ts';

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
      const git = gitAt(directory);
      const mergeBase = await git.mergeBase(base, head);
      if (mergeBase === null) return refuse(NOT_FOUND);
      const behind = (await git.commits({ from: head, to: base })).length;
      const ahead = (await git.commits({ from: base, to: head })).length;
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
          merge_base_commit: await presentCommit(world, repository, mergeBase),
          status: ahead > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical',
          ahead_by: ahead,
          behind_by: behind,
          total_commits: ahead,
          commits: [],
          files: files
            .slice(0, world.limits.comparisonFiles)
            .map(file => presentChangedFile(world, repository, head, file)),
        },
      };
    },
  ),
];
