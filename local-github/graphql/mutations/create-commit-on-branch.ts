import type { CreateCommitOnBranchInput, FileChanges } from '@octokit/graphql-schema';
import { updateBranch } from '../../actions/update-branch.ts';
import { branchHead } from '../../git.ts';
import { gitAt } from '../../git-store/stores.ts';
import { presentUser } from '../../present/user.ts';
import type { Actor } from '../../state.ts';
import type { World } from '../../world.ts';
import { needWrite } from '../access.ts';
import type { Context } from '../context.ts';
import { findRepository } from '../find-node.ts';
import { refNode } from '../node.ts';
import { problem } from '../problem.ts';
import { readNode } from '../resolve/git-object.ts';
import { needUnprotected } from './branch-rules.ts';
import { findRefById } from './find-ref-by-id.ts';
import { echo, refuseInput, type WithInput } from './input.ts';

export async function createCommitOnBranch(
  _: undefined,
  { input }: WithInput<CreateCommitOnBranchInput>,
  context: Context,
) {
  const { branch, expectedHeadOid, fileChanges, message, ...others } = input;
  refuseInput(others);
  const { repository, name } = await branchOf(context, branch);
  const actor = needWrite(context, repository, { permissions: ['contents'], access: 'write' });
  const head = await branchHead(repository.gitDirectory, name);
  if (head === null) throw problem('NOT_FOUND', `Branch "${name}" not found.`);
  if (head !== expectedHeadOid) throw stale(expectedHeadOid);
  needUnprotected(repository, name, actor);

  const commit = await gitAt(repository.gitDirectory).commitFiles({
    ...changesOf(fileChanges),
    parent: expectedHeadOid,
    message: message.body ? `${message.headline}\n\n${message.body}` : message.headline,
    author: authorOf(context.world, actor),
    at: context.world.now(),
  });
  if (!commit.ok) throw problem('UNPROCESSABLE', commit.reason);
  const moved = await updateBranch(context.world, repository, name, expectedHeadOid, commit.oid, actor);
  if (!moved) throw stale(expectedHeadOid);
  return {
    ...echo(input),
    commit: await readNode(repository, commit.oid),
    ref: refNode(repository, `refs/heads/${name}`, commit.oid),
  };
}

async function branchOf(context: Context, branch: CreateCommitOnBranchInput['branch']) {
  const { id, branchName, repositoryNameWithOwner } = branch;
  if (id != null) {
    const ref = await findRefById(context, id);
    return { repository: ref.repository, name: ref.name.replace(/^refs\/heads\//, '') };
  }
  if (branchName == null || repositoryNameWithOwner == null) {
    const wanted = 'either `id` or both `repositoryNameWithOwner` and `branchName`';
    throw problem('UNPROCESSABLE', `A branch is named by ${wanted}.`);
  }
  const repository = findRepository(context, repositoryNameWithOwner);
  return { repository, name: branchName.replace(/^refs\/heads\//, '') };
}

function changesOf(changes: FileChanges | null | undefined) {
  const additions = (changes?.additions ?? []).map(({ path, contents }) => ({
    path,
    content: Buffer.from(String(contents), 'base64'),
  }));
  const deletions = (changes?.deletions ?? []).map(({ path }) => path);
  const paths = [...additions.map(({ path }) => path), ...deletions];
  const twice = paths.find((path, place) => paths.indexOf(path) !== place);
  if (twice !== undefined) throw problem('UNPROCESSABLE', `The path "${twice}" is named more than once.`);
  return { additions, deletions };
}

function authorOf(world: World, actor: Actor) {
  const { id, login } = presentUser(world, actor);
  return { name: login, email: `${id}+${login}@users.noreply.github.com` };
}

function stale(expected: string) {
  // Two spaces: so says GitHub.
  const message = `Expected branch to point to "${expected}" but it did not.  Pull and try again.`;
  return problem('STALE_DATA', message);
}
