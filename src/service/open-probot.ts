import { type Logger, Probot } from 'probot';
import { politeOctokit, type RequestAnswered } from '../intake/octokit.ts';
import type { Settings } from '../intake/settings.ts';
import type { Gate } from '../jobs/gate.ts';

type ProbotOptions = {
  settings: Settings;
  /** Probot's own by default, with the level and format of the settings. */
  log?: Logger;
  /** What requests go through, once there is a store that keeps it. */
  gate: () => Gate;
  /** Told of every request to GitHub. */
  answered: RequestAnswered;
};

/** Opens what signs in at GitHub, and logs. */
export async function openProbot({ settings, log, gate, answered }: ProbotOptions): Promise<Probot> {
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    baseUrl: settings.githubUrl,
    Octokit: politeOctokit(gate, undefined, answered),
    log,
    logLevel: settings.logLevel,
    logFormat: settings.logFormat,
  });
  await probot.ready();
  return probot;
}
