import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type SettingsResult, settingsFrom } from '../intake/settings.ts';

/** Where settings stand that are not in the environment; the setup writes it. */
export const envFile = resolve('.env');

/** Reads the settings from `.env`, if there is one, and from the environment, which wins. */
export function readSettings(): SettingsResult {
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  return settingsFrom(process.env);
}
