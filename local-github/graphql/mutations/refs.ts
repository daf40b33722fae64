import type { CreateRefInput, UpdateRefInput } from '@octokit/graphql-schema';
import { updateBranch } from '../../actions/update-branch.ts';
import { resolveCommit } from '../../git.ts';
import { isRefName } from '../../git-store/ref-name.ts';
import { gitAt } from '../../git-store/stores.ts';
import type { Repository } from '../../state.ts';
import { needWrite } from '../access.ts';
import type { Context } from '../context.ts';
import { findNodeOf } from '../find-node.ts';
import { refNode } from '../node.ts';
import { notImplemented, problem } from '../problem.ts';
import { findRef } from '../resolve/ref.ts';
import { needUnprotected } from './branch-rules.ts';
import { findRefById } from './find-ref-by-id.ts';
import { echo, refuseInput, type WithInput } from './input.ts';

export async function createRef(_: undefined, { input }: WithInput<CreateRefInput>, context: Context) {
  const { repositoryId, name, oid, ...others } = input;
  refuseInput(others);
  const { repository } = findNodeOf(context, 'Repository', repositoryId);
  const actor = needWrite(context, repository, { permissions: ['contents'], access: 'write' });
  const branch = branchOf(name);
  if (!isRefName(name)) {
    throw problem('UNPROCESSABLE', `"${name}" is not a valid ref name.`);
  }
  await needCommit(repository, oid);
  needUnprotected(repository, branch, actor);
  const taken = `A ref named "${name}" already exists in the repository.`;
  if (await findRef(repository, name)) throw problem('UNPROCESSABLE', taken);
  const moved = await updateBranch(context.world, repository, branch, null, oid, actor);
  if (!moved) throw problem('UNPROCESSABLE', taken);
  return { ...echo(input), ref: refNode(repository, name, oid) };
}

export async function updateRef(_: undefined, { input }: WithInput<UpdateRefInput>, context: Context) {
  const { refId, oid, force, ...others } = input;
  refuseInput(others);
  const { repository, name, oid: before } = await findRefById(context, refId);
  const actor = needWrite(context, repository, { permissions: ['contents'], access: 'write' });
  const branch = branchOf(name);
  await needCommit(repository, oid);
  needUnprotected(repository, branch, actor);
  if (!force && !(await gitAt(repository.gitDirectory).isAncestor(before, oid))) {
    throw problem('UNPROCESSABLE', 'Update is not a fast forward');
  }
  const moved = await updateBranch(context.world, repository, branch, before, oid, actor);
  if (!moved) throw problem('STALE_DATA', `"${name}" no longer points to ${before}.`);
  return { ...echo(input), ref: refNode(repository, name, oid) };
}

async function needCommit({ gitDirectory }: Repository, oid: string): Promise<void> {
  if ((await resolveCommit(gitDirectory, oid)) === oid) return;
  throw problem('UNPROCESSABLE', `Object ${oid} is not a commit of this repository.`);
}

function branchOf(name: string): string {
  const [, branch] = /^refs\/heads\/(.+)$/.exec(name) ?? [];
  if (branch === undefined) throw notImplemented(`refs other than branches ("${name}")`);
  return branch;
}
