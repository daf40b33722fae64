import { createHmac, randomUUID } from 'node:crypto';

export const secret = 'correct horse battery staple';

export type Delivery = { headers: Record<string, string>; body: string };

/** Whose deliveries they are: ids as GitHub tells them. */
export type Source = { secret: string; installationId: number; repository: { id: number; nodeId: string } };

const nobody: Source = { secret, installationId: 7, repository: { id: 8, nodeId: 'R_8' } };

/** Returns a signed delivery that tells of pull request `number`; GitHub's have about 20 KB, most of it text of people. */
export function delivery(
  number: number,
  characters = 20_000,
  { secret, installationId, repository: { id, nodeId } }: Source = nobody,
): Delivery {
  const body = JSON.stringify({
    action: 'synchronize',
    installation: { id: installationId },
    repository: { id, node_id: nodeId, full_name: 'octo/library', default_branch: 'main' },
    pull_request: { number, body: 'x'.repeat(characters) },
    sender: { login: 'ada', type: 'User' },
  });
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'pull_request',
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  };
  return { headers, body };
}
