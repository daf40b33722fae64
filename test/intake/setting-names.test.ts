import { expect, test } from 'vitest';
import { likelySlips } from '../../src/intake/setting-names.ts';

test.each([
  ['APPID', 'APP_ID'],
  ['APP_IDS', 'APP_ID'],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['DATABASEURL', 'DATABASE_URL'],
  ['DATA_DIR', 'DATA_DIRECTORY'],
  ['PRIVATEKEY', 'PRIVATE_KEY'],
  ['PRIVATE_KEY_FILE', 'PRIVATE_KEY'],
  ['WEBHOOK_SECRET_FILE', 'WEBHOOK_SECRET'],
  ['WEBHOOK_SECRETS', 'WEBHOOK_SECRET'],
  ['LOGLEVEL', 'LOG_LEVEL'],
  ['log_level', 'LOG_LEVEL'],
  ['METRIC_PORT', 'METRICS_PORT'],
  ['TRUST_PROXYS', 'TRUST_PROXY'],
  ['CONCURENCY', 'CONCURRENCY'],
])('%s is taken for %s', (name, setting) => {
  expect(likelySlips({ [name]: 'x', HOME: '/root' })).toEqual([
    `${name} is set, and is no setting: is ${setting} meant?`,
  ]);
  expect(likelySlips({ [name]: 'x', [setting]: 'y' })).toEqual([]);
  expect(likelySlips({ [name]: '' })).toEqual([]);
});

test('what an environment has for others is left alone', () => {
  const names = `PATH HOME HOSTNAME HOSTTYPE LANG LOGNAME SHLVL TERM PWD OLDPWD TMPDIR USER TZ PROMPT POST SPORT HOSTS ROLES
    NODE_OPTIONS NODE_VERSION NODE_PATH NPM_CONFIG_LOGLEVEL npm_config_loglevel npm_package_name npm_lifecycle_event INIT_CWD
    KUBERNETES_PORT KUBERNETES_SERVICE_HOST KUBERNETES_SERVICE_PORT PATTERN_LIBRARIAN_WEB_PORT POSTGRES_PORT REDIS_PORT
    CREDENTIALS_DIRECTORY INVOCATION_ID JOURNAL_STREAM LISTEN_FDS NOTIFY_SOCKET STATE_DIRECTORY SYSTEMD_EXEC_PID MEMORY_PRESSURE_WATCH
    GH_HOST GH_TOKEN GITHUB_TOKEN GITHUB_API_URL GITHUB_URL POSTGRES_PASSWORD POSTGRES_USER PGHOST PGPORT PGDATABASE PGPASSWORD
    SSL_CERT_FILE NODE_EXTRA_CA_CERTS HTTPS_PROXY http_proxy no_proxy CI DEBUG __proto__ constructor`;
  const env = Object.fromEntries(names.split(/\s+/).map(name => [name, 'x']));
  expect(likelySlips(env)).toEqual([]);
});

test('what is nearly production is told, for it asks for less than production does', () => {
  for (const value of ['prod', 'Production', 'productions'])
    expect(likelySlips({ NODE_ENV: value })).toEqual([
      `NODE_ENV is ${value}, which changes nothing: is production meant?`,
    ]);
  for (const value of ['production', 'development', 'test', ''])
    expect(likelySlips({ NODE_ENV: value })).toEqual([]);
});
