import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settingNames } from '../../src/intake/setting-names.ts';
import { settingsFrom } from '../../src/intake/settings.ts';

const source = readFileSync('src/intake/settings.ts', 'utf8');
const matches = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(match => match[1] as string))].sort();

/** Asks for settings under different circumstances, and notes which variables are looked at; and looks for names in the source. */
function variablesRead(): string[] {
  const read = new Set<string>(matches(source, /\benv\.([A-Z][A-Z0-9_]*)/g));
  const noting = (env: Record<string, string>) =>
    new Proxy(env, {
      get: (target, name: string) => {
        read.add(name);
        return target[name];
      },
    });
  for (const env of [{}, { NODE_ENV: 'production' }, { APP_ID: '1', GHE_HOST: 'github.example.com' }])
    settingsFrom(noting(env));
  return [...read].sort();
}

test('variables are found in both ways', () => {
  expect(variablesRead()).toEqual(expect.arrayContaining(['APP_ID', 'PRIVATE_KEY_PATH', 'GH_ORG']));
});

test('the list of settings has each variable that is read, and no other', () => {
  expect([...settingNames].sort()).toEqual(variablesRead());
});

test('.env.example names each variable that is read, and no other', () => {
  const example = readFileSync('.env.example', 'utf8');
  expect(matches(example, /^(?:# )?([A-Z][A-Z0-9_]*)=/gm)).toEqual(variablesRead());
});

test('docs/operating.md explains each variable that is read, and no other', () => {
  const [, section = ''] = readFileSync('docs/operating.md', 'utf8').split(/^## Settings$/m);
  const [settings = ''] = section.split(/^## /m);
  const names = settings
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(line => line.split(' | ')[0] as string);
  expect(matches(names.join('\n'), /`([A-Z][A-Z0-9_]*)`/g)).toEqual(variablesRead());
});
