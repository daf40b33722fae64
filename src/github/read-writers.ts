import type { GitHub } from './client.ts';

/** Returns who of these people may write to the repository now: one request each. Whoever is unknown may not. */
export async function readWriters(
  github: GitHub,
  nameWithOwner: string,
  logins: readonly string[],
): Promise<string[]> {
  const [owner = '', repo = ''] = nameWithOwner.split('/');
  const answers = await Promise.all(
    logins.map(async username => {
      try {
        const { data } = await github.request(
          'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
          {
            owner,
            repo,
            username,
          },
        );
        // The older name of each role: `maintain` counts as `write`.
        return data.permission === 'admin' || data.permission === 'write' ? username : null;
      } catch (error) {
        if (cannotBeTold(error)) return null;
        throw error;
      }
    }),
  );
  return answers.filter(login => login !== null);
}

/** Tells whether GitHub does not know the person, or lets a reader's token not ask: then nobody is taken for a writer. */
function cannotBeTold(error: unknown): boolean {
  if (!(error instanceof Error) || !('status' in error)) return false;
  return error.status === 404 || (error.status === 403 && /push access/i.test(error.message));
}
