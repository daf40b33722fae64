import { distance } from 'fastest-levenshtein';

/** What the App looks at in its environment, and nothing else. */
export const settingNames = [
  'APP_ID',
  'CONCURRENCY',
  'DATABASE_POOL_SIZE',
  'DATABASE_URL',
  'DATA_DIRECTORY',
  'GHE_HOST',
  'GHE_PROTOCOL',
  'GH_ORG',
  'HOST',
  'LOG_FORMAT',
  'LOG_LEVEL',
  'METRICS_PORT',
  'NODE_ENV',
  'PORT',
  'PRIVATE_KEY',
  'PRIVATE_KEY_PATH',
  'ROLE',
  'TRUST_PROXY',
  'WEBHOOK_SECRET',
  'WEBHOOK_SECRET_PREVIOUS',
  'WEBHOOK_URL',
] as const;

type SettingName = (typeof settingNames)[number];

/** The variables that are settings. */
export type Env = { readonly [name in SettingName]?: string | undefined };

/** Near to a setting by chance, and another program's: GitHub's command line reads it. */
const others: ReadonlySet<string> = new Set(['GH_HOST']);

/** Longer names are nobody's slip of the fingers. */
const maxNameLength = 40;

/**
 * Tells, in sentences, of variables that look as if they were meant for the App and are none of its settings, and of a NODE_ENV that is
 * nearly `production`. An environment holds much else, so this is for a warning and no more; and where the setting itself is set,
 * nobody has missed it.
 */
export function likelySlips(env: Readonly<Record<string, string | undefined>>): string[] {
  const known: ReadonlySet<string> = new Set(settingNames);
  const slips = Object.keys(env).flatMap(name => {
    if (known.has(name) || others.has(name) || name.length > maxNameLength || !env[name]) return [];
    const meant = settingNames.find(setting => !env[setting] && looksLike(name, setting));
    return meant === undefined ? [] : [`${name} is set, and is no setting: is ${meant} meant?`];
  });
  const { NODE_ENV = '' } = env;
  if (/^prod/i.test(NODE_ENV) && NODE_ENV !== 'production')
    slips.push(
      `NODE_ENV is ${NODE_ENV.slice(0, maxNameLength)}, which changes nothing: is production meant?`,
    );
  return slips;
}

/** Tells whether one is the other but for a slip, for case and underscores, for its end, or for the `_FILE` that other programs know. */
function looksLike(name: string, setting: SettingName): boolean {
  const [given, expected] = [bare(name), bare(setting)];
  if (given === expected) return name.includes('_') || expected !== setting;
  if (name === `${setting}_FILE`) return true;
  if (name.includes('_') && (setting.startsWith(name) || name.startsWith(`${setting}_`)))
    return setting.includes('_');
  const maxDistance = expected.length >= 10 ? 2 : expected.length >= 5 ? 1 : 0;
  return name === name.toUpperCase() && distance(given, expected) <= maxDistance;
}

function bare(name: string): string {
  return name.toUpperCase().replaceAll(/[_-]/g, '');
}
