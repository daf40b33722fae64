import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where settings stand that are not in the environment, and the key that belongs to them; the setup writes both. */
export const envFile = resolve('.env');
export const keyFile = resolve('private-key.pem');

/** Reads the variables of `.env`, if there is one, and of the environment, which wins. */
export function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  return process.env;
}
