import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { delivery } from './delivery.ts';

export type Load = { perSecond: number; p50: number; p99: number; refused: number };

let sent = 0;

/** Sends deliveries over so many connections, each the next one when the last is answered. */
export async function asFastAsGoes(url: string, connections: number, seconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + seconds * 1000;
  const answers: Answer[] = [];
  const sendAll = async () => {
    while (performance.now() < until) answers.push(await send(url, agent));
  };
  await Promise.all(Array.from({ length: connections }, sendAll));
  agent.destroy();
  return figures(answers, seconds);
}

/** Sends so many deliveries a second, whether those before are answered or not. */
export async function atRate(url: string, perSecond: number, seconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true });
  const begin = performance.now();
  const under: Promise<Answer>[] = [];
  while (under.length < perSecond * seconds) {
    const due = ((performance.now() - begin) / 1000) * perSecond;
    while (under.length < Math.min(due, perSecond * seconds)) under.push(send(url, agent));
    await delay(1);
  }
  const answers = await Promise.all(under);
  agent.destroy();
  return figures(answers, seconds);
}

type Answer = { milliseconds: number; status: number };

function send(url: string, agent: Agent): Promise<Answer> {
  sent += 1;
  const { headers, body } = delivery(sent);
  const began = performance.now();
  return new Promise(resolve => {
    const done = (status: number) => resolve({ milliseconds: performance.now() - began, status });
    const outgoing = request(url, { method: 'POST', agent, headers }, incoming => {
      incoming.resume().on('end', () => done(incoming.statusCode ?? 0));
    });
    outgoing.on('error', () => done(0)).end(body);
  });
}

function figures(answers: readonly Answer[], seconds: number): Load {
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
