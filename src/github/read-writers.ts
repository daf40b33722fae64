import type { GitHub } from './client.ts';

/** Of these people, those who may write to the repository now: one request each. Whoever is unknown may not. */
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
        if (typeof error === 'object' && error !== null && 'status' in error && error.status === 404)
          return null;
        throw error;
      }
    }),
  );
  return answers.filter(login => login !== null);
}
