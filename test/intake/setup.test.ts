import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import nock from 'nock';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readAppFile } from '../../src/intake/manifest.ts';
import { type SetupSettings, settingsFrom } from '../../src/intake/settings.ts';
import { createSetup } from '../../src/intake/setup.ts';
import { rsaKey } from './rsa-key.ts';
import { closeServers, serveApp } from './webhook-server.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'setup-'));
  nock.disableNetConnect();
  nock.enableNetConnect('127.0.0.1');
});
afterEach(async () => {
  nock.cleanAll();
  await closeServers();
  rmSync(directory, { recursive: true });
});
afterAll(() => nock.restore());

const settings: SetupSettings = {
  host: '127.0.0.1',
  port: 0,
  githubUrl: 'https://api.github.com',
  webUrl: 'https://github.com',
  organisation: null,
  webhookUrl: null,
};

async function setup(change: Partial<SetupSettings> = {}) {
  const [envFile, keyFile] = [join(directory, '.env'), join(directory, 'private-key.pem')];
  const [created, failed] = [vi.fn(), vi.fn()];
  const url = await serveApp(
    createSetup({ settings: { ...settings, ...change }, envFile, keyFile, created, failed }),
  );
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, { redirect: 'manual', headers });
  const form = async (headers: Record<string, string> = {}) => {
    const page = await (await get('/probot', headers)).text();
    const attribute = (pattern: RegExp) =>
      (pattern.exec(page)?.[1] ?? '').replace(/&#(\d+);/g, (_, code: string) =>
        String.fromCharCode(Number(code)),
      );
    return {
      page,
      manifest: JSON.parse(attribute(/name="manifest" value="([^"]*)"/)),
      action: new URL(attribute(/form action="([^"]*)"/)),
    };
  };
  return { url, envFile, keyFile, created, failed, get, form };
}

const conversion = {
  id: 321,
  name: 'Pattern Librarian of Ada',
  slug: 'pattern-librarian-of-ada',
  html_url: 'https://github.com/apps/pattern-librarian-of-ada',
  client_id: 'Iv1.x',
  client_secret: 'hush',
  webhook_secret: 'whsec',
  pem: rsaKey(),
};

test("the form carries app.yml's manifest and the addresses of this server to GitHub", async () => {
  const { url, get, form } = await setup();
  expect((await get('/')).headers.get('location')).toBe('/probot');
  const { page, manifest, action } = await form();
  expect(manifest).toEqual({
    ...readAppFile(),
    hook_attributes: { url: `${url}/api/github/webhooks` },
    redirect_url: `${url}/probot/setup`,
  });
  expect(manifest).toMatchObject({ public: false, default_permissions: { merge_queues: 'read' } });
  expect(`${action.origin}${action.pathname}`).toBe('https://github.com/settings/apps/new');
  expect(page).toContain('github.com cannot reach this address');
  const response = await get('/probot');
  expect(response.headers.get('content-security-policy')).toContain('form-action https://github.com;');
  expect(response.headers.get('x-frame-options')).toBe('DENY');
});

test('an organisation, a GitHub Enterprise Server, a tunnel and a proxy change the addresses', async () => {
  const webhookUrl = 'https://tunnel.example.com/api/github/webhooks';
  const enterprise = await setup({
    organisation: 'octo org',
    webUrl: 'http://github.example.com',
    webhookUrl,
  });
  const { page, manifest, action } = await enterprise.form();
  expect(action.href).toMatch('http://github.example.com/organizations/octo%20org/settings/apps/new?state=');
  expect(manifest.hook_attributes).toEqual({ url: webhookUrl });
  expect(page).not.toContain('cannot reach');
  const proxied = await setup();
  const forwarded = { 'x-forwarded-host': 'app.example.com', 'x-forwarded-proto': 'https' };
  expect((await proxied.form(forwarded)).manifest.redirect_url).toBe('https://app.example.com/probot/setup');
  const hostile = await proxied.get('/probot', { 'x-forwarded-host': '"><script>' });
  expect([hostile.status, await hostile.text()]).toEqual([400, 'Expected a Host header with a host.\n']);
});

test('the code that GitHub sends back becomes credentials that start the App', async () => {
  const { envFile, keyFile, created, get, form } = await setup();
  const state = (await form()).action.searchParams.get('state');
  nock('https://api.github.com').post('/app-manifests/abc123/conversions').reply(201, conversion);
  const response = await get(`/probot/setup?code=abc123&state=${state}`);
  expect([response.status, response.headers.get('location')]).toEqual([
    302,
    'https://github.com/apps/pattern-librarian-of-ada/installations/new',
  ]);
  expect(created).toHaveBeenCalledExactlyOnceWith('Pattern Librarian of Ada');
  const env = parseEnv(readFileSync(envFile, 'utf8'));
  expect(env.PRIVATE_KEY_PATH).toBe('private-key.pem');
  expect(settingsFrom({ ...env, PRIVATE_KEY_PATH: join(directory, 'private-key.pem') })).toMatchObject({
    kind: 'settings',
    settings: { appId: 321, privateKey: conversion.pem, webhookSecrets: ['whsec'] },
  });
  expect(readFileSync(envFile, 'utf8')).not.toContain('hush');
  // As containers, Kubernetes and systemd take it, and Docker the lines: without quotes.
  expect(readFileSync(keyFile, 'utf8')).toBe(conversion.pem);
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  expect(readFileSync(envFile, 'utf8')).not.toMatch(/["']|PRIVATE KEY/);
});

test('a code that did not come from the form is not used', async () => {
  const { envFile, keyFile, created, get, form } = await setup();
  const state = (await form()).action.searchParams.get('state');
  const queries = ['', '?code=abc', `?state=${state}`, '?code=abc&state=x', `?code=../../x&state=${state}`];
  for (const query of queries) expect((await get(`/probot/setup${query}`)).status).toBe(400);
  expect(created).not.toHaveBeenCalled();
  expect([envFile, keyFile].filter(existsSync)).toEqual([]);
});

test('a code that GitHub refuses writes nothing and can be tried again', async () => {
  const { envFile, keyFile, created, failed, get, form } = await setup();
  const state = (await form()).action.searchParams.get('state');
  nock('https://api.github.com').post('/app-manifests/old/conversions').reply(404, { message: 'Not Found' });
  const response = await get(`/probot/setup?code=old&state=${state}`);
  expect([response.status, await response.text()]).toEqual([
    502,
    expect.stringContaining('Start again at /probot'),
  ]);
  expect(failed).toHaveBeenCalledOnce();
  expect(created).not.toHaveBeenCalled();
  expect([envFile, keyFile].filter(existsSync)).toEqual([]);
});

test('there is nothing else', async () => {
  const { url, get } = await setup();
  expect((await get('/probot/import')).status).toBe(404);
  expect((await fetch(`${url}/probot/import`, { method: 'POST', body: '{}' })).status).toBe(405);
});
