import type { Job } from '../../src/jobs/job.ts';

/** A job about a pull request; tests use different repositories so that their keys never meet. */
export function look(repository: number, number = 1, installationId = 7): Job & { kind: 'pull-request' } {
  return {
    kind: 'pull-request',
    installationId,
    repository: { id: repository, nodeId: `R_${repository}`, name: `octo/r${repository}` },
    number,
  };
}

/** A promise to be resolved from outside. */
export function gate(): { opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
