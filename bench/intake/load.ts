import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Delivery } from './delivery.ts';

export type Load = { perSecond: number; p50: number; p99: number; refused: number };

/** Where deliveries go, and the next one to send. */
export type Sender = { url: string; next(): Delivery };

/** Sends deliveries over so many connections, each the next one when the last is answered, until the signal. */
export async function asFastAsGoes(sender: Sender, connections: number, over: AbortSignal): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const begin = performance.now();
  const answers: Answer[] = [];
  const sendAll = async () => {
    while (!over.aborted) answers.push(await send(sender, agent));
  };
  await Promise.all(Array.from({ length: connections }, sendAll));
  agent.destroy();
  return figures(answers, begin);
}

/** Sends so many deliveries a second, whether those before are answered or not, until the signal. */
export async function atRate(sender: Sender, perSecond: number, over: AbortSignal): Promise<Load> {
  const agent = new Agent({ keepAlive: true });
  const begin = performance.now();
  const under: Promise<Answer>[] = [];
  while (!over.aborted) {
    const due = ((performance.now() - begin) / 1000) * perSecond;
    while (under.length < due) under.push(send(sender, agent));
    await delay(1);
  }
  const answers = await Promise.all(under);
  agent.destroy();
  return figures(answers, begin);
}

type Answer = { milliseconds: number; status: number };

function send({ url, next }: Sender, agent: Agent): Promise<Answer> {
  const { headers, body } = next();
  const began = performance.now();
  return new Promise(resolve => {
    const done = (status: number) => resolve({ milliseconds: performance.now() - began, status });
    const outgoing = request(url, { method: 'POST', agent, headers }, incoming => {
      incoming.resume().on('end', () => done(incoming.statusCode ?? 0));
    });
    outgoing.on('error', () => done(0)).end(body);
  });
}

function figures(answers: readonly Answer[], begin: number): Load {
  const seconds = (performance.now() - begin) / 1000;
  const taken = answers.filter(({ status }) => status === 202).map(({ milliseconds }) => milliseconds);
  const sorted = taken.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    perSecond: taken.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    refused: answers.length - taken.length,
  };
}
