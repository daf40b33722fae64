import { updateBranch } from '../actions/update-branch.ts';
import { isProtectedFrom } from '../auth.ts';
import { branchHead } from '../git.ts';
import { type Operation, onRepository, refuse } from './operation.ts';

const MISSING = { status: 422, message: 'Reference does not exist' };

/** Branches; one that is deleted closes the pull requests from it and into it. */
export const REF_OPERATIONS: Operation[] = [
  onRepository(
    { method: 'delete', path: '/repos/{owner}/{repo}/git/refs/{ref}' },
    { permissions: ['contents'], level: 'write', access: 'write' },
    async ({ world, repository, parameters, actor }) => {
      const [, branch] = /^heads\/(.+)$/.exec(parameters.ref ?? '') ?? [];
      const oid = branch === undefined ? null : await branchHead(repository.gitDirectory, branch);
      if (branch === undefined || oid === null) return refuse(MISSING);
      if (branch === repository.defaultBranch || isProtectedFrom(repository, branch, actor)) {
        return refuse({ status: 422, message: 'Cannot delete a protected branch' });
      }
      const deleted = await updateBranch(world, repository, branch, oid, null, actor);
      return deleted ? { status: 204 } : refuse(MISSING);
    },
  ),
];
