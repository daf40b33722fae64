import { expect, test } from 'vitest';
import { type GitHub, mutate, query } from '../../src/github/client.ts';
import { defaultBranchQuery } from '../../src/github/repository-documents.ts';

test('an error tells what GitHub said, and not what was sent: that may be megabytes, and goes into logs and stores', async () => {
  const contents = 'secret'.repeat(100_000);
  const github = {
    graphql: async (_: string, variables: object) => {
      const message = `Resource not accessible: ${contents}`;
      // As octokit makes it.
      throw Object.assign(new Error(message), {
        name: 'GraphqlResponseError',
        request: { method: 'POST', url: '/graphql', ...variables },
        errors: [{ type: 'FORBIDDEN', message }],
      });
    },
  } as unknown as GitHub;
  for (const send of [query, mutate]) {
    const error = await send(github, defaultBranchQuery, { app: 1, recent: 1, repositoryId: contents }).catch(
      reason => reason,
    );
    expect(error).toMatchObject({ name: 'GraphqlResponseError', errors: [{ type: 'FORBIDDEN' }] });
    expect(error.message).toContain('Resource not accessible');
    expect(`${error.message}${error.stack}${JSON.stringify({ ...error })}`.length).toBeLessThan(20_000);
  }
});
