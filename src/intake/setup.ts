import { randomUUID, timingSafeEqual } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { dirname, relative } from 'node:path';
import { ProbotOctokit } from 'probot';
import { setInEnvFile } from './env-file.ts';
import { readAppFile } from './manifest.ts';
import { securityHeaders } from './respond.ts';
import type { SetupSettings } from './settings.ts';
import { setupPage } from './setup-page.ts';
import { webhookPath } from './webhook-route.ts';

export type SetupOptions = {
  settings: SetupSettings;
  /** Where the credentials go, and the private key: a file of its own, as containers and systemd take it. */
  envFile: string;
  keyFile: string;
  /** The App exists and its credentials are written. */
  created: (name: string) => void;
  failed: (error: unknown) => void;
};

/**
 * Creates the App on GitHub from app.yml, with GitHub's manifest flow and at the same addresses as Probot's setup,
 * which is not used because it registers an address for webhooks that Probot itself does not serve, takes
 * credentials from any page, and leaves the private key readable for everybody on the machine.
 */
export function createSetup({ settings, envFile, keyFile, created, failed }: SetupOptions): RequestListener {
  // GitHub hands it back with the code, so that no other page can make this App somebody else's.
  const state = randomUUID();
  const { webUrl, githubUrl, organisation, webhookUrl } = settings;

  function form(request: IncomingMessage, response: ServerResponse): void {
    const here = ownAddress(request);
    if (here === null) {
      send(response, 400, 'Expected a Host header with a host.');
      return;
    }
    const hook = webhookUrl ?? `${here}${webhookPath}`;
    const manifest = {
      ...readAppFile(),
      hook_attributes: { url: hook },
      redirect_url: `${here}/probot/setup`,
    };
    const owner = organisation ? `/organizations/${encodeURIComponent(organisation)}` : '';
    const page = setupPage({
      createUrl: `${webUrl}${owner}/settings/apps/new?state=${state}`,
      manifest: JSON.stringify(manifest),
      webhookUrl: hook,
    });
    const policy = `default-src 'none'; style-src 'unsafe-inline'; form-action ${webUrl}; frame-ancestors 'none'; base-uri 'none'`;
    response.setHeader('content-security-policy', policy);
    send(response, 200, page, { 'content-type': 'text/html; charset=utf-8' });
  }

  async function finish(query: URLSearchParams, response: ServerResponse): Promise<void> {
    const code = query.get('code') ?? '';
    if (!/^[\w-]{1,200}$/.test(code) || !isSame(query.get('state') ?? '', state)) {
      return send(response, 400, 'This address did not come from the form; start again at /probot.');
    }
    try {
      const octokit = new ProbotOctokit({ baseUrl: githubUrl });
      const { data } = await octokit.request('POST /app-manifests/{code}/conversions', {
        code,
        request: { retries: 0 },
      });
      writeFileSync(keyFile, data.pem, { mode: 0o600 });
      setInEnvFile(envFile, {
        APP_ID: String(data.id),
        PRIVATE_KEY_PATH: relative(dirname(envFile), keyFile),
        WEBHOOK_SECRET: data.webhook_secret ?? '',
      });
      send(response, 302, 'Now install the App.', {
        location: `${data.html_url}/installations/new`,
        connection: 'close',
      });
      created(data.name);
    } catch (error) {
      failed(error);
      send(response, 502, 'The App was not set up; the terminal says why. Start again at /probot.');
    }
  }

  return (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const [path, query] = (request.url ?? '').split('?');
    if (request.method !== 'GET')
      return send(response, 405, 'Expected GET.', { allow: 'GET', connection: 'close' });
    if (path === '/') return send(response, 302, 'The App is created at /probot.', { location: '/probot' });
    if (path === '/probot') return form(request, response);
    if (path === '/probot/setup') return void finish(new URLSearchParams(query), response);
    send(response, 404, 'There is nothing at this address; the App is created at /probot.');
  };
}

/** Returns the address under which the browser sees us, through a reverse proxy or not. */
function ownAddress({ headers }: IncomingMessage): string | null {
  const host = String(headers['x-forwarded-host'] ?? headers.host ?? '');
  const protocol = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return /^[\w.:[\]-]+$/.test(host) && URL.canParse(`${protocol}://${host}`) ? `${protocol}://${host}` : null;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function send(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(`${text}\n`);
}
