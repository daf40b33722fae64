import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from './git-store/git-process.ts';

/** Names the branch that this push may not move; read by the hook below. */
export const PROTECTED_REF = 'LOCAL_GITHUB_PROTECTED_REF';

const PRE_RECEIVE = `#!/bin/sh
while read -r before after ref; do
  case "$ref" in
    "$${PROTECTED_REF}")
      echo "error: GH006: Protected branch update failed for $ref." >&2
      echo "error: Changes must be made through a pull request." >&2
      exit 1 ;;
    refs/heads/*|refs/tags/*) ;;
    *)
      echo "error: $ref is GitHub's own; push to a branch or a tag." >&2
      exit 1 ;;
  esac
done
`;

const SETTINGS = `
[uploadpack]
	allowAnySHA1InWant = true
	allowFilter = true
[http]
	getanyfile = false
[gc]
	auto = 0
[maintenance]
	auto = false
[receive]
	autogc = false
`;

/** Makes an empty bare repository that refuses what GitHub refuses. */
export async function makeBareRepository(directory: string, defaultBranch: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await git(directory, ['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`]);
  await appendFile(join(directory, 'config'), SETTINGS);
  await mkdir(join(directory, 'hooks'), { recursive: true });
  await writeFile(join(directory, 'hooks', 'pre-receive'), PRE_RECEIVE, { mode: 0o755 });
}
