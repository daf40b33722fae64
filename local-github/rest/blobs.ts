import { gitAt } from '../git-store/stores.ts';
import { NOT_FOUND, type Operation, onRepository, refuse } from './operation.ts';

/** Contents of files by Git's ids, which GraphQL cuts where they are long. */
export const BLOB_OPERATIONS: Operation[] = [
  onRepository(
    { method: 'get', path: '/repos/{owner}/{repo}/git/blobs/{file_sha}' },
    { permissions: ['contents'], level: 'read' },
    async ({ world, repository, parameters }) => {
      const { file_sha: oid = '' } = parameters;
      const object = /^[0-9a-f]{40}$/.test(oid) ? await gitAt(repository.gitDirectory).readObject(oid) : null;
      if (object?.type !== 'blob') return refuse(NOT_FOUND);
      const body = {
        sha: oid,
        node_id: `B_${oid}`,
        size: object.content.length,
        url: `${world.url}/api/v3/repos/${repository.owner}/${repository.name}/git/blobs/${oid}`,
        content: object.content.toString('base64').replace(/.{60}/g, '$&\n'),
        encoding: 'base64',
      };
      return { status: 200, body };
    },
  ),
];
