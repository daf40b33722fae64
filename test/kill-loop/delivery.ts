import { createHmac, randomUUID } from 'node:crypto';

export const secret = 'correct horse battery staple';

/** Sends a delivery that tells of pull request `number`, and returns whether it was acknowledged. */
export async function deliver(url: string, number: number): Promise<boolean> {
  const body = JSON.stringify({
    action: 'synchronize',
    installation: { id: 7 },
    repository: { id: 8, node_id: 'R_8', full_name: 'octo/library', default_branch: 'main' },
    pull_request: { number },
    sender: { login: 'ada', type: 'User' },
  });
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'pull_request',
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  };
  try {
    const answer = await fetch(`${url}/api/github/webhooks`, { method: 'POST', headers, body });
    await answer.body?.cancel();
    return answer.status === 202;
  } catch {
    return false; // it was killed
  }
}
