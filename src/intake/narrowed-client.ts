import type { Logger, ProbotOctokit } from 'probot';
import type { Access } from '../jobs/access.ts';
import { RetryLater } from '../jobs/outcome.ts';
import { fields } from './payload.ts';

type Factory = { octokit: ProbotOctokit; octokitOptions: Record<string, unknown> };
type Token = { token: string; createdAt: string };
type Endpoint = { headers: Record<string, string> };
type Send = ((endpoint: Endpoint) => Promise<unknown>) & {
  endpoint: { merge(route: unknown, parameters: unknown): Endpoint };
};

/** A new token may be unknown for a moment where it is used. */
const maxReplicationMs = 5_000;

/**
 * Makes a client for an installation whose token reaches no further than this. Octokit's own strategy caches tokens by what they are narrowed
 * to, and asks for one an hour; but its clients know only the whole installation's.
 */
export async function narrowedClient(
  app: ProbotOctokit,
  installationId: number,
  access: Access,
  log: Pick<Logger, 'warn'>,
): Promise<ProbotOctokit> {
  const ask = (narrowed: Partial<Access>, options: object) =>
    app.auth({ type: 'installation', installationId, ...narrowed, ...options }) as Promise<Token>;

  let reach: Partial<Access> = access;

  async function authenticate(options: object = {}): Promise<Token> {
    try {
      return await ask(reach, options);
    } catch (error) {
      // What app.yml asks for may not have been granted yet: the App does what it can with what it has.
      if (!isRefused(error) || access.repositoryIds === undefined) throw error;
      const { repositoryIds } = access;
      reach = { repositoryIds };
      const token = await ask({ repositoryIds }, options).catch(again => {
        throw isRefused(again)
          ? Object.assign(new Error('the installation no longer has the repository'), { status: 404 })
          : again;
      });
      log.warn(
        { installation: installationId, asked: access.permissions },
        'Not all is granted that is needed',
      );
      return token;
    }
  }

  async function hook(request: Send, route: unknown, parameters: unknown): Promise<unknown> {
    const endpoint = request.endpoint.merge(route, parameters);
    const { token, createdAt } = await authenticate();
    endpoint.headers.authorization = `token ${token}`;
    try {
      return await request(endpoint);
    } catch (error) {
      const isNew = Date.now() - Date.parse(createdAt) < maxReplicationMs;
      throw fields(error).status === 401 && isNew ? new RetryLater(maxReplicationMs / 1000) : error;
    }
  }

  const factory = ({ octokit, octokitOptions }: Factory): ProbotOctokit => {
    const Octokit = octokit.constructor as new (options: object) => ProbotOctokit;
    return new Octokit({
      ...octokitOptions,
      authStrategy: () => Object.assign((options: object) => authenticate(withoutType(options)), { hook }),
      auth: { ...fields(octokitOptions.auth), installationId },
    });
  };
  return (await app.auth({ type: 'installation', installationId, factory })) as ProbotOctokit;
}

/** GitHub's answer to a token that would reach further than the installation. */
function isRefused(error: unknown): boolean {
  return fields(error).status === 422;
}

function withoutType(options: object): object {
  const { type: _, ...others } = fields(options);
  return others;
}
