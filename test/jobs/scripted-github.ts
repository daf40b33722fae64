import type { GitHub } from '../../src/github/client.ts';

/** An error as octokit makes it of what GraphQL tells under status 200. */
export function graphqlError(...errors: { type?: string; message: string }[]): Error {
  return Object.assign(new Error(errors.map(({ message }) => message).join('\n')), { errors });
}

export type Sent = { operation: string; variables: Record<string, unknown> };

/** Answers by the name of the operation, one after the other; the last answer stands. An error is thrown. */
export function scriptedGitHub(answers: Record<string, unknown[]>): { github: GitHub; sent: Sent[] } {
  const sent: Sent[] = [];
  const graphql = async (document: string, variables: Record<string, unknown>): Promise<unknown> => {
    const operation = /(?:query|mutation) (\w+)/.exec(document)?.[1] ?? '';
    sent.push({ operation, variables });
    const waiting = answers[operation];
    const answer = waiting && waiting.length > 1 ? waiting.shift() : waiting?.[0];
    if (answer === undefined) throw new Error(`nobody expects ${operation}`);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { github: { graphql } as unknown as GitHub, sent };
}
