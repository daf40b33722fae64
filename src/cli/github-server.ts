import { visible } from '../pattern/visible.ts';
import { withoutEnd } from '../pattern/without-end.ts';
import type { Refusal } from './refusal.ts';

/** A GitHub, and the token that it is asked with. */
export type GitHubServer = {
  /** Where people browse: `github.com`. */
  host: string;
  /** Root of the REST API, without a slash at the end. */
  apiUrl: string;
  token: string;
  /** The variable that holds the token. */
  tokenName: string;
};

type Env = Readonly<Record<string, string | undefined>>;

/**
 * `GITHUB_API_URL` says whose the token is, as in a workflow. The address of a pull request alone does not: somebody else
 * may have sent it, and a token must not follow it to their machine.
 */
export function githubServer(asked: string | null, env: Env): GitHubServer | Refusal {
  const apiUrl = withoutEnd(env.GITHUB_API_URL || 'https://api.github.com', '/');
  const host = hostOf(apiUrl);
  if (host === null)
    return {
      refusal: `GITHUB_API_URL is ${JSON.stringify(visible(apiUrl))}; expected https://api.github.com or an address such as https://git.example.com/api/v3.`,
    };
  const tokenName = env.GITHUB_TOKEN ? 'GITHUB_TOKEN' : 'GH_TOKEN';
  const token = env[tokenName]?.trim();
  if (!token)
    return {
      refusal: `A token is needed to read from ${asked ?? host}: put one into GITHUB_TOKEN or GH_TOKEN, with read access only; with the GitHub CLI it is GITHUB_TOKEN=$(gh auth token).`,
    };
  if (asked !== null && asked.toLowerCase() !== host)
    return {
      refusal: `The token in ${tokenName} is for ${host}, so it is not sent to ${asked}; if it is for that server, set GITHUB_API_URL=${apiUrlOf(asked)}.`,
    };
  return { host, apiUrl, token, tokenName };
}

/** Where people browse what this API tells of. */
function hostOf(apiUrl: string): string | null {
  const url = URL.parse(apiUrl);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search + url.hash !== '')
    return null;
  if (url.pathname === '/api/v3') return url.host;
  return url.pathname === '/' && url.host.startsWith('api.') ? url.host.slice('api.'.length) : null;
}

function apiUrlOf(host: string): string {
  return host === 'github.com' || host.endsWith('.ghe.com')
    ? `https://api.${host}`
    : `https://${host}/api/v3`;
}
