import { type Logger, Probot } from 'probot';
import { politeOctokit } from '../intake/octokit.ts';
import type { Settings } from '../intake/settings.ts';

export type ProbotOptions = {
  settings: Settings;
  /** Probot's own by default, with the level and format of the settings. */
  log?: Logger;
  /** Milliseconds between two mutations for one installation; GitHub asks for a second. */
  writeSpacingMs?: number;
};

/** Opens what signs in at GitHub, and logs. */
export async function openProbot({ settings, log, writeSpacingMs = 1_000 }: ProbotOptions): Promise<Probot> {
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    baseUrl: settings.githubUrl,
    Octokit: politeOctokit(writeSpacingMs),
    log,
    logLevel: settings.logLevel,
    logFormat: settings.logFormat,
  });
  await probot.ready();
  return probot;
}
