import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { StoreLocation } from '../jobs/open-store.ts';
import type { Env } from './setting-names.ts';
import { storeFrom } from './store-settings.ts';

export type Settings = {
  appId: number;
  /** PEM. */
  privateKey: string;
  /** The current webhook secret and, during a rotation, the previous one. */
  webhookSecrets: string[];
  store: StoreLocation;
  role: (typeof roles)[number];
  /** How many looks this process takes at once. */
  concurrency: number;
  /** Connections to PostgreSQL at once; null: ten, or four more than the concurrency. */
  databasePoolSize: number | null;
  /** How many proxies stand in front of the App. */
  proxies: number;
  /** Where what is counted can be read; null: nowhere. */
  metrics: Listening | null;
  /** REST root, such as `https://api.github.com`. */
  githubUrl: string;
} & Listening &
  Logging;

/** What is needed to create the App on GitHub. */
export type SetupSettings = {
  /** REST root, and where people browse. */
  githubUrl: string;
  webUrl: string;
  /** Who shall own the App; null: the person who creates it. */
  organisation: string | null;
  /** Public address of the webhook route, when it is not where the browser is. */
  webhookUrl: string | null;
} & Listening;

/** `port` 0 means any free one. */
export type Listening = { host: string; port: number };
type Logging = { logLevel: (typeof logLevels)[number]; logFormat: 'pretty' | 'json' };

/** The settings; or nothing of the App's credentials yet, so that it has to be created; or everything that is wrong. */
export type SettingsResult =
  | { kind: 'settings'; settings: Settings }
  | { kind: 'no-credentials'; settings: SetupSettings }
  | { kind: 'problems'; problems: string[] };

/** What a process of the App does: it takes deliveries, works them off, or both. */
const roles = ['all', 'web', 'worker'] as const;
/** Requests take most of a look's time, and so many keep an installation that writes once a second busy. */
const defaultConcurrency = 4;
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
const credentials = ['APP_ID', 'PRIVATE_KEY', 'PRIVATE_KEY_PATH', 'WEBHOOK_SECRET'] as const;

/** Reads the settings, and tells of everything that is wrong at once. An empty variable counts as not set. */
export function settingsFrom(env: Env): SettingsResult {
  const problems: string[] = [];
  const problem = (sentence: string) => {
    problems.push(sentence);
  };
  const listening = { host: env.HOST || '127.0.0.1', port: portFrom('PORT', env.PORT, problem) };
  const noCredentials = credentials.every(name => !env[name]) && env.NODE_ENV !== 'production';
  const settings: Settings = {
    ...listening,
    appId: noCredentials ? 0 : appIdFrom(env.APP_ID, problem),
    privateKey: noCredentials ? '' : privateKeyFrom(env, problem),
    webhookSecrets: noCredentials ? [] : secretsFrom(env, problem),
    store: storeFrom(env, problem),
    role: roleFrom(env, problem),
    concurrency: countFrom('CONCURRENCY', env.CONCURRENCY, problem) ?? defaultConcurrency,
    databasePoolSize: countFrom('DATABASE_POOL_SIZE', env.DATABASE_POOL_SIZE, problem),
    proxies: proxiesFrom(env.TRUST_PROXY, problem),
    metrics: env.METRICS_PORT ? metricsFrom(env.METRICS_PORT, listening, problem) : null,
    githubUrl: githubUrlFrom(env, problem),
    logLevel: oneOf('LOG_LEVEL', logLevels, env.LOG_LEVEL || 'info', problem),
    logFormat: oneOf(
      'LOG_FORMAT',
      ['pretty', 'json'] as const,
      env.LOG_FORMAT || (env.NODE_ENV === 'production' ? 'json' : 'pretty'),
      problem,
    ),
  };
  const webhookUrl = noCredentials ? webhookUrlFrom(env.WEBHOOK_URL, problem) : null;
  if (problems.length > 0) return { kind: 'problems', problems };
  if (!noCredentials) return { kind: 'settings', settings };
  const { githubUrl } = settings;
  const webUrl = env.GHE_HOST ? githubUrl.replace(/\/api\/v3$/, '') : 'https://github.com';
  const organisation = env.GH_ORG || null;
  return { kind: 'no-credentials', settings: { ...listening, githubUrl, webUrl, organisation, webhookUrl } };
}

type Problem = (sentence: string) => void;

function portFrom(name: string, value: string | undefined, problem: Problem): number {
  const port = Number(value || '3000');
  if (/^\d+$/.test(value || '3000') && port <= 65_535) return port;
  problem(`${name} is ${JSON.stringify(value)}; expected a number from 0 (any free port) to 65535.`);
  return 0;
}

function proxiesFrom(value: string | undefined, problem: Problem): number {
  if (/^\d$/.test(value || '0')) return Number(value || '0');
  problem(
    `TRUST_PROXY is ${JSON.stringify(value)}; expected how many proxies stand in front of the App, from 0 to 9.`,
  );
  return 0;
}

function countFrom(name: string, value: string | undefined, problem: Problem): number | null {
  if (!value) return null;
  if (/^[1-9]\d{0,2}$/.test(value)) return Number(value);
  problem(`${name} is ${JSON.stringify(value)}; expected a number from 1 to 999.`);
  return null;
}

function metricsFrom(value: string, { host, port }: Listening, problem: Problem): Listening {
  const own = portFrom('METRICS_PORT', value, problem);
  if (own !== 0 && own === port)
    problem(`METRICS_PORT and PORT are both ${port}; expected another port: /metrics is not for the world.`);
  return { host, port: own };
}

function appIdFrom(value: string | undefined, problem: Problem): number {
  if (value && /^[1-9]\d{0,14}$/.test(value)) return Number(value);
  problem(
    value
      ? `APP_ID is ${JSON.stringify(value)}; expected the number on the App's settings page on GitHub.`
      : "APP_ID is not set; it is the number on the App's settings page on GitHub.",
  );
  return 0;
}

/** Takes a PEM as it is, with `\n` for line breaks, or in base64. Its text never enters a problem. */
function privateKeyFrom(env: Env, problem: Problem): string {
  const name = env.PRIVATE_KEY ? 'PRIVATE_KEY' : 'PRIVATE_KEY_PATH';
  const given = env[name];
  if (!given) {
    problem(
      "Neither PRIVATE_KEY nor PRIVATE_KEY_PATH is set; download a key on the App's settings page on GitHub.",
    );
    return '';
  }
  let text = given;
  if (name === 'PRIVATE_KEY_PATH') {
    try {
      text = readFileSync(given, 'utf8');
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
      problem(`PRIVATE_KEY_PATH is ${JSON.stringify(given)}, and that file cannot be read${reason}.`);
      return '';
    }
  }
  const plain = text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString('utf8');
  const pem = `${plain.replaceAll('\\n', '\n').trim()}\n`;
  try {
    if (createPrivateKey(pem).asymmetricKeyType === 'rsa') return pem;
  } catch {}
  problem(
    `${name} holds no RSA private key; expected the .pem file that GitHub lets you download for the App.`,
  );
  return '';
}

function secretsFrom(env: Env, problem: Problem): string[] {
  if (!env.WEBHOOK_SECRET) {
    problem(
      'WEBHOOK_SECRET is not set; choose a long random text and set the same one in the App on GitHub.',
    );
  }
  return [env.WEBHOOK_SECRET, env.WEBHOOK_SECRET_PREVIOUS].filter((secret): secret is string => !!secret);
}

function roleFrom(env: Env, problem: Problem): Settings['role'] {
  const role = oneOf('ROLE', roles, env.ROLE || 'all', problem);
  if (role !== 'all' && !env.DATABASE_URL) {
    problem(
      `ROLE is ${JSON.stringify(role)}, which shares its store with other processes; set DATABASE_URL to a PostgreSQL database, or ROLE to all.`,
    );
  }
  return role;
}

function githubUrlFrom(env: Env, problem: Problem): string {
  if (!env.GHE_HOST) return 'https://api.github.com';
  const protocol = oneOf('GHE_PROTOCOL', ['https', 'http'] as const, env.GHE_PROTOCOL || 'https', problem);
  const url = URL.parse(`${protocol}://${env.GHE_HOST}`);
  if (!/^[\w.:[\]-]+$/.test(env.GHE_HOST) || !url || url.pathname !== '/') {
    problem(
      `GHE_HOST is ${JSON.stringify(env.GHE_HOST)}; expected a host such as github.example.com or 127.0.0.1:3001, without https://.`,
    );
  }
  return `${protocol}://${env.GHE_HOST}/api/v3`;
}

function webhookUrlFrom(value: string | undefined, problem: Problem): string | null {
  if (!value) return null;
  if (/^https?:\/\//i.test(value) && URL.canParse(value)) return value;
  problem(
    `WEBHOOK_URL is ${JSON.stringify(value)}; expected an address such as https://librarian.example.com/api/github/webhooks.`,
  );
  return null;
}

function oneOf<T extends string>(
  name: string,
  allowed: readonly [T, ...T[]],
  value: string,
  problem: Problem,
): T {
  const found = allowed.find(choice => choice === value);
  if (found === undefined) {
    problem(`${name} is ${JSON.stringify(value)}; expected one of ${allowed.join(', ')}.`);
  }
  return found ?? allowed[0];
}
