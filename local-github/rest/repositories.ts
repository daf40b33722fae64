import { fork } from '../actions/fork.ts';
import { presentRepository } from '../present/repository.ts';
import { type Operation, onRepository, refuse } from './operation.ts';

/** Repositories and their forks. */
export const REPOSITORY_OPERATIONS: Operation[] = [
  onRepository(
    { method: 'get', path: '/repos/{owner}/{repo}' },
    { permissions: ['metadata'], level: 'read' },
    ({ world, repository }) => ({ status: 200, body: presentRepository(world, repository) }),
  ),

  onRepository(
    { method: 'post', path: '/repos/{owner}/{repo}/forks' },
    { permissions: ['metadata'], level: 'read' },
    async ({ world, viewer, repository, body }) => {
      if (viewer.kind !== 'user') {
        return refuse({ status: 403, message: 'Resource not accessible by integration' });
      }
      const made = await fork(world, repository, viewer.user.login, {
        name: typeof body.name === 'string' ? body.name : repository.name,
        onlyDefaultBranch: body.default_branch_only === true,
      });
      if (!made.ok) return refuse({ status: 403, message: made.reason });
      return { status: 202, body: presentRepository(world, made.repository) };
    },
  ),
];
