import { delivery } from '../../bench/intake/delivery.ts';

/** Sends a delivery that tells of pull request `number`, and returns whether it was acknowledged. */
export async function deliver(url: string, number: number): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/api/github/webhooks`, { method: 'POST', ...delivery(number, 0) });
    await answer.body?.cancel();
    return answer.status === 202;
  } catch {
    return false; // it was killed
  }
}
