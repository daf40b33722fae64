import { visible } from '../pattern/visible.ts';
import { waitingTime } from './github-limit.ts';
import type { GitHubServer } from './github-server.ts';
import type { Refusal } from './refusal.ts';

/** What was asked of GitHub when it went wrong. */
export type Asked = Pick<GitHubServer, 'host' | 'apiUrl' | 'tokenName'> & {
  /** `owner/repository` */
  repository: string;
  number: number;
};

/** What an Octokit throws, as much of it as is looked at. */
type Failure = {
  status?: number;
  message: string;
  cause?: unknown;
  request?: { url: string };
  response?: { headers?: Headers; data?: unknown };
  /** GraphQL's, told under status 200. */
  errors?: { type?: string; message: string; path?: (string | number)[] }[];
  headers?: Headers;
};

type Headers = Record<string, string | number | undefined>;

/** Why GitHub gave no answer that can be used, in one sentence with what to do; null when it is a fault of ours. */
export function githubRefusal(error: unknown, asked: Asked): Refusal | null {
  return isFailure(error) ? { refusal: sentenceFor(error, asked, Date.now()) } : null;
}

function isFailure(error: unknown): error is Failure {
  return error instanceof Error && ('status' in error || 'errors' in error);
}

function sentenceFor(failure: Failure, asked: Asked, now: number): string {
  const { host, tokenName, repository, number } = asked;
  const headers = failure.response?.headers ?? failure.headers ?? {};
  const wait = waitingTime(failure.status ?? 200, headers, messagesOf(failure), now);
  if (wait !== null) return `GitHub limits the requests of the token in ${tokenName}; try again in ${wait}.`;
  if (failure.errors) return graphQlSentence(failure.errors, asked);
  if (!failure.response) return networkSentence(failure, asked);
  const said = saidBy(failure);
  switch (failure.status) {
    case 401:
      return `${host} does not accept the token in ${tokenName}${said}; it may have ended or be for another server, so make a new one in the settings there.`;
    case 403: {
      const url = ssoUrl(headers);
      if (url)
        return `The organisation of ${repository} wants single sign-on for the token in ${tokenName}; allow it at ${url} and try again.`;
      if (/\/collaborators\//.test(failure.request?.url ?? ''))
        return `Whether somebody who took part may write to ${repository} is told only to those who may write there, and this review depends on it; use a maintainer’s token.`;
      return `The token in ${tokenName} may not read this in ${repository}${said}; ${accessNeeded}.`;
    }
    case 404:
      return `${host} has no ${repository} that the token in ${tokenName} may see; look at the spelling, or give the token access to it.`;
    case 422:
      return `${host} refuses to answer about ${repository}#${number}${said}; look whether its page opens in the browser.`;
    default:
      return `${host} answered ${failure.status}${said}; try again in some minutes, and see https://www.githubstatus.com if it stays.`;
  }
}

const accessNeeded = 'it needs read access to contents, pull requests, issues, checks and actions';

function graphQlSentence(errors: NonNullable<Failure['errors']>, asked: Asked): string {
  const { host, tokenName, repository, number } = asked;
  if (errors.some(({ type, path }) => type === 'NOT_FOUND' && path?.at(-1) === 'pullRequest'))
    return `${repository} has no pull request #${number}; look at the number, for issues have numbers too.`;
  const refused = errors.find(({ type }) => type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES');
  const [first] = errors;
  if (refused)
    return `The token in ${tokenName} may not read this in ${repository} (${short(refused.message)}); ${accessNeeded}.`;
  return `${host} could not answer about ${repository}#${number} (${short(first?.message ?? 'no reason given')}); try again in some minutes.`;
}

/** Without an answer: no such host, nobody listening, no trust, no time. */
function networkSentence({ cause, message }: Failure, { apiUrl }: Asked): string {
  const code = codeOf(cause);
  const at = new URL(apiUrl).host;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `There is no host ${at} as far as this machine can tell (${code}); look at the spelling and at the network.`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code))
    return `${at} shows a certificate that this machine does not trust (${code}); name the file of its authority in NODE_EXTRA_CA_CERTS.`;
  return `${at} cannot be reached (${code || short(message)}); look at the network, or at GITHUB_API_URL.`;
}

/** The code of whichever error at the bottom has one. */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if (at.name === 'TimeoutError') return 'no answer in time';
  }
  return '';
}

/** Where a token is allowed for an organisation, if GitHub says so, and only an address that can be shown. */
function ssoUrl(headers: Headers): string | null {
  const url = /^required; url=(https:\/\/[\x21-\x7e]+)$/.exec(String(headers['x-github-sso'] ?? ''))?.[1];
  return url ?? null;
}

function saidBy(failure: Failure): string {
  const [first] = messagesOf(failure);
  return first === undefined ? '' : ` (${failure.status}: ${short(first)})`;
}

function messagesOf({ response, errors }: Failure): string[] {
  const data = response?.data;
  const message = typeof data === 'object' && data !== null && 'message' in data ? [data.message] : [];
  return [...message, ...(errors ?? []).map(error => error.message)].filter(text => typeof text === 'string');
}

function short(text: string): string {
  const line = visible(text.replace(/\s+/g, ' ').trim()).replace(/\.$/, '');
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
